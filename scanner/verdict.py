"""The verdict of one control for one organisation: the ordered rule, over findings and records.

1 it doesn't apply · 2 an unwaived Fail · 3 relieved by Government Cloud · 4 something unknown ·
5 evidence needed · 6 a waived Fail · 7 at least one Pass or valid evidence · 8 it doesn't apply.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from scanner.assessment import Organisation, Status
from scanner.declare import Check
from scanner.findings import Finding
from scanner.framework_model import Assessment as Kind, Control, Level
from scanner.model import Gap, Outcome
from scanner.signal_state import OF_OUTCOME, State, decide, every
from scanner.text import Message

ALWAYS = frozenset({"probe", "import"})
"""Signals that are proved beside the cloud APIs: they count whatever targets there are."""

BY_PEOPLE = (Kind.PARTIAL, Kind.ATTESTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What people's records and the profile say: all of it valid on the day of the reading.

    `evidence` and `signals` are pairs of control id and evidence or signal key; `waived` are
    finding ids, `waived_controls` control ids; `relieved` are the controls that Government Cloud covers.
    `sentences` say so: control id, and the document's words in Japanese and English.
    `accepted` are gaps, each with its target's id, that a record accepts: they stay unknown, but no
    longer ask to be mended.
    """

    evidence: frozenset[tuple[str, str]] = frozenset()
    signals: frozenset[tuple[str, str]] = frozenset()
    waived: frozenset[str] = frozenset()
    waived_controls: frozenset[str] = frozenset()
    relieved: frozenset[str] = frozenset()
    sentences: frozenset[tuple[str, str, str]] = frozenset()
    accepted: frozenset[tuple[str, Gap]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What was looked at: the providers with a target, those with a plugin, and the checks that ran."""

    providers: frozenset[str]
    plugins: frozenset[str]
    checks: Mapping[str, Check[...]]
    standing: Standing = field(default_factory=Standing)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One control of one organisation, with the findings of the control's checks."""

    control: Control
    organisation: Organisation
    findings: tuple[Finding, ...]
    scope: Scope

    @property
    def status(self) -> Status:
        """The verdict, by the first rule that matches."""
        if any(self.not_asked()):
            return Status.NOT_APPLICABLE
        if self.state is State.FAILS:
            return Status.NOT_MET
        if self.control.id in self.scope.standing.relieved:
            return Status.COVERED
        if self.state is State.UNKNOWN or self._undeclared():
            return Status.UNDETERMINED
        return {
            State.NEEDED: Status.EVIDENCE_NEEDED,
            State.WAIVED: Status.EXCEPTED,
            State.HOLDS: Status.MET,
        }.get(self.state, Status.NOT_APPLICABLE)

    @property
    def level(self) -> Level:
        """How binding the control is in this organisation's case."""
        return self.control.level_in(self.organisation.case)  # type: ignore[arg-type]

    @cached_property
    def state(self) -> State:
        """The signals by the control's logic, the checks beside them, and people's evidence."""
        control = self.control
        signals = (
            decide(control.logic, self.signal, self.evidence)
            if control.logic
            else every(map(self.signal, control.signals))
        )
        missing = [State.UNKNOWN for _ in self.not_run()]
        return every([signals, *missing, *self._other_checks(), *self._by_people()])

    def not_asked(self) -> Iterator[Message]:
        """Why the control is not asked for, if so."""
        if self.level is Level.NOT_APPLICABLE:
            yield Message.of("not asked for in this case")
        condition = self.control.applies_if
        if condition and self._fact(condition.declared) is False:
            yield Message.of("declared not to hold: {fact}", fact=condition.declared)
        clouds = {_provider(signal) for signal in self.control.signals} - ALWAYS
        if self._automated and clouds and not self._signals_in_scope():
            yield Message.of(
                "no target of these providers is configured: {providers}", providers=_list(clouds)
            )

    def signal(self, key: str) -> State:
        """What is known of one signal."""
        if not self._in_scope(key):
            return State.OUT
        if _provider(key) not in self.scope.plugins:
            attested = (self.control.id, key) in self.scope.standing.signals
            return State.HOLDS if attested else State.NEEDED
        deciding = [check for check in self.checks if key in check.signals]
        if not deciding:
            return State.UNKNOWN
        return every(self._of_check(check.id) for check in deciding)

    def evidence(self, key: str) -> State:
        """Whether people have shown a piece of evidence that is still valid."""
        shown = (self.control.id, key) in self.scope.standing.evidence
        return State.HOLDS if shown else State.NEEDED

    @cached_property
    def checks(self) -> tuple[Check[...], ...]:
        """The control's checks that ran."""
        known = self.scope.checks
        return tuple(known[name] for name in self.control.checks if name in known)

    def not_run(self) -> tuple[str, ...]:
        """The control's checks, of providers in scope, that did not run: not selected, or no plugin."""
        known, providers = self.scope.checks, self.scope.providers
        return tuple(
            name for name in self.control.checks if name not in known and _provider(name) in providers
        )

    def undecided(self) -> tuple[str, ...]:
        """The signals in scope that a plugin could read, and that no check that ran decides."""
        decided = {key for check in self.checks for key in check.signals}
        readable = (key for key in self._signals_in_scope() if _provider(key) in self.scope.plugins)
        return tuple(key for key in readable if key not in decided)

    def unshown(self) -> tuple[str, ...]:
        """The signals that no plugin can read, and that nobody attested."""
        return tuple(key for key in self._signals_in_scope() if self.signal(key) is State.NEEDED)

    def waived(self, finding: Finding) -> bool:
        """True if the finding, or the whole control, is excepted."""
        standing = self.scope.standing
        return finding.id in standing.waived or self.control.id in standing.waived_controls

    def _of_check(self, check: str) -> State:
        return every(self._of_finding(one) for one in self.findings if one.check == check)

    def _of_finding(self, finding: Finding) -> State:
        if finding.outcome is Outcome.FAIL and self.waived(finding):
            return State.WAIVED
        return OF_OUTCOME[finding.outcome]

    def _other_checks(self) -> Iterator[State]:
        """Checks that decide none of the control's signals: they count beside the logic."""
        for check in self.checks:
            if not set(check.signals) & set(self.control.signals):
                yield self._of_check(check.id)

    def _by_people(self) -> Iterator[State]:
        in_tree = set(self.control.logic.evidence_keys()) if self.control.logic else set()
        if self._kind in BY_PEOPLE:
            for item in self.control.evidence:
                if item.key not in in_tree:
                    yield self.evidence(item.key)
        if self.control.assessment is Kind.COVERED and not self.control.evidence:
            yield State.NEEDED

    @property
    def _kind(self) -> Kind:
        kind = self.control.assessment
        if kind is Kind.COVERED:
            return self.control.assessment_elsewhere or Kind.ATTESTED
        return kind

    @property
    def _automated(self) -> bool:
        return self._kind is Kind.AUTOMATED

    def _undeclared(self) -> bool:
        condition = self.control.applies_if
        return condition is not None and self._fact(condition.declared) is None

    def _fact(self, key: str) -> bool | None:
        return dict(self.organisation.facts).get(key)

    def _in_scope(self, key: str) -> bool:
        return _provider(key) in self.scope.providers | ALWAYS

    def _signals_in_scope(self) -> tuple[str, ...]:
        return tuple(key for key in self.control.signals if self._in_scope(key))

    def shown_evidence(self) -> tuple[str, ...]:
        """The keys of the evidence that people have shown, and of the signals that they attested."""
        standing = self.scope.standing
        items = (item.key for item in self.control.evidence if self.evidence(item.key) is State.HOLDS)
        signals = (key for key in self.control.signals if (self.control.id, key) in standing.signals)
        return (*items, *signals)

    def missing_evidence(self) -> tuple[str, ...]:
        """The keys of the evidence that people have yet to show."""
        wanted = self._kind in BY_PEOPLE or self.control.logic is not None
        items = self.control.evidence if wanted else ()
        return tuple(item.key for item in items if self.evidence(item.key) is State.NEEDED)


def _provider(key: str) -> str:
    return key.partition(".")[0]


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
