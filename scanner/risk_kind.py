"""A control seen on one kind of asset: its findings and evidence there, by its own logic.

What can't be told is taken both ways, as failing and as holding: where that makes a difference, the mark is
unread. The logic is that of the control's verdict; only what speaks of other kinds of asset is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from scanner.assessment import CheckInfo, Status
from scanner.findings import Finding
from scanner.framework_logic import Rule
from scanner.framework_model import Assessment as By, Control, EvidenceItem
from scanner.model import Outcome
from scanner.risk_marks import Mark, Sight, Sign
from scanner.risk_tree import MUST, pruned
from scanner.signal_state import OF_OUTCOME, State, decide, every
from scanner.text import Message
from scanner.verdict import ALWAYS, BY_PEOPLE


def sign(sight: Sight, control: str, kind: str) -> Sign:
    """The mark of a control on a kind of asset."""
    verdict = sight.verdict(control)
    found = sight.control(verdict) if verdict else None
    if verdict is None or found is None:
        return Sign(control=control, mark=Mark.UNREAD, why=Message.of("it was not assessed"))
    if verdict.status is Status.NOT_APPLICABLE:
        return Sign(control=control, mark=Mark.NOT_ASKED, why=Message.of("it does not apply here"))
    return KindView(sight, found, kind).sign(covered=verdict.status is Status.COVERED)


@dataclass(frozen=True)
class KindView:
    """One control on one kind of asset."""

    sight: Sight
    control: Control
    kind: str

    def sign(self, *, covered: bool) -> Sign:
        """The mark, its reason, and what it rests on. `covered`: the provider relieves of it."""
        worst, best = self.state(State.FAILS), self.state(State.HOLDS)
        uncertain = covered or self._undeclared
        if best is State.HOLDS:
            mark = Mark.YES if worst is State.HOLDS and not uncertain else Mark.UNREAD
        else:
            mark = Mark.NOT_ASKED if best is State.OUT else Mark.NO
        return Sign(
            control=self.control.id,
            mark=mark,
            why=self._why(mark, best, covered=covered),
            findings=tuple(one.id for one in self.findings),
            signals=tuple(key for key in self._readings if self._signal(key, State.FAILS) is State.HOLDS),
        )

    def state(self, unknown: State) -> State:
        """The state on this kind of asset, if all that can't be told is taken as `unknown`."""
        if not self._readings and not self._other and (self.control.signals or self.control.checks):
            return self._by_evidence_alone(unknown)
        tree = self._tree
        if self.control.logic:
            read = decide(tree, lambda key: self._signal(key, unknown), self._evidence) if tree else State.OUT
        else:
            read = every(self._signal(key, unknown) for key in self._readings)
        others = (self._of_check(check, unknown) for check in self._other)
        return every([read, *others, *(self._evidence(item.key) for item in self._asked), *self._covered()])

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that speak of this kind of asset."""
        return tuple(one for check in self._here for one in self.sight.findings.get(check.id, ()))

    def _signal(self, key: str, unknown: State) -> State:
        if key.startswith(MUST):
            state = self._signal(key.removeprefix(MUST), unknown)
            return unknown if state is State.OUT else state
        provider = key.partition(".")[0]
        if provider not in self.sight.providers | ALWAYS:
            return State.OUT
        if provider not in self.sight.plugins:
            shown = any(self._answers(key, signal=True))
            return State.HOLDS if shown else unknown
        deciding = [check for check in self._here if key in check.signals]
        return every(self._of_check(check, unknown) for check in deciding) if deciding else unknown

    def _of_check(self, check: CheckInfo, unknown: State) -> State:
        outcomes = (one.outcome for one in self.sight.findings.get(check.id, ()))
        return every(unknown if one is Outcome.UNKNOWN else OF_OUTCOME[one] for one in outcomes)

    def _evidence(self, key: str) -> State:
        return State.HOLDS if any(self._answers(key, signal=False)) else State.NEEDED

    def _answers(self, key: str, *, signal: bool) -> Iterator[bool]:
        answers = self.sight.answers(self.control.id, key, signal=signal)
        return (one.speaks_of(self.kind) for one in answers)

    def _by_evidence_alone(self, unknown: State) -> State:
        """No reading speaks of this kind: evidence that names it shows the control; else it is unread."""
        asked = every(self._evidence(item.key) for item in self._asked)
        if asked > State.HOLDS:
            return asked
        return State.HOLDS if self._named else unknown

    @property
    def _named(self) -> bool:
        """True if every piece of the control's evidence is shown for this very kind of asset."""
        items = self.control.evidence
        return bool(items) and all(any(self._names_kind(item)) for item in items)

    def _names_kind(self, item: EvidenceItem) -> Iterator[bool]:
        answers = self.sight.answers(self.control.id, item.key, signal=False)
        return (self.kind in one.attestation.assets for one in answers)

    @cached_property
    def _checks(self) -> tuple[CheckInfo, ...]:
        known = self.sight.checks
        return tuple(known[name] for name in self.control.checks if name in known)

    @cached_property
    def _here(self) -> tuple[CheckInfo, ...]:
        """The control's checks that speak of this kind of asset."""
        return tuple(check for check in self._checks if self._speaks(check))

    def _speaks(self, check: CheckInfo) -> bool:
        if named := self.sight.assets.get(check.id):
            return self.kind in named
        own = [key for key in check.signals if key in self.control.signals]
        return not own or any(self._may_speak(key) for key in own)

    def _may_speak(self, key: str) -> bool:
        kinds = self.sight.model.kinds_of_signal(key)
        return kinds is None or self.kind in kinds

    @cached_property
    def _other(self) -> tuple[CheckInfo, ...]:
        """Checks that decide none of the control's signals: they count beside the logic."""
        return tuple(check for check in self._here if not set(check.signals) & set(self.control.signals))

    @cached_property
    def _readings(self) -> tuple[str, ...]:
        """The signals that decide the control on this kind of asset."""
        deciding = tuple(self.control.logic.signals()) if self.control.logic else self.control.signals
        return tuple(key for key in dict.fromkeys(deciding) if self._relevant(key))

    def _relevant(self, key: str) -> bool:
        """A signal whose checks all speak of other kinds of asset says nothing here."""
        if any(key in check.signals for check in self._here):
            return True
        elsewhere = any(key in check.signals for check in self._checks)
        return not elsewhere and self._may_speak(key)

    @cached_property
    def _tree(self) -> "str | Rule | None":
        return pruned(self.control.logic, set(self._readings)) if self.control.logic else None

    @property
    def _asked(self) -> Iterator[EvidenceItem]:
        """What people have to show beside the readings."""
        in_tree = set(self.control.logic.evidence_keys()) if self.control.logic else set()
        if self._by in BY_PEOPLE:
            yield from (item for item in self.control.evidence if item.key not in in_tree)

    def _covered(self) -> Iterator[State]:
        covered = self.control.assessment is By.COVERED and self._by not in BY_PEOPLE
        if covered and not self.control.evidence:
            yield State.NEEDED

    @property
    def _by(self) -> By:
        kind = self.control.assessment
        return (self.control.assessment_elsewhere or By.ATTESTED) if kind is By.COVERED else kind

    @property
    def _undeclared(self) -> bool:
        condition = self.control.applies_if
        return condition is not None and condition.declared not in dict(self.sight.organisation.facts)

    def _why(self, mark: Mark, best: State, *, covered: bool) -> Message:
        if mark is Mark.YES:
            return Message.of("it holds on this kind of asset")
        if mark is Mark.NOT_ASKED:
            return Message.of("nothing that it speaks of is there")
        if mark is Mark.NO:
            return self._why_not(best)
        if covered:
            return Message.of("the provider covers it: it can't be seen on this kind of asset")
        return Message.of("it was not read on this kind of asset")

    def _why_not(self, best: State) -> Message:
        if best is State.NEEDED:
            missing = [item.key for item in self.control.evidence if self._evidence(item.key) is State.NEEDED]
            return Message.of(
                "evidence is missing, changed or expired: {evidence}", evidence=", ".join(missing)
            )
        return Message.of("it does not hold on this kind of asset")
