"""The controls as reports show them: the verdict with its control, findings, and what people have shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from scanner.assessment import Assessment, ControlVerdict, Organisation
from scanner.findings import Finding
from scanner.framework_model import Control, EvidenceItem, Framework
from scanner.model import Outcome
from scanner.on_file import OnFile
from scanner.verdict import ALWAYS
from scanner.weighing import Weighed

DECIDED = (Outcome.PASS, Outcome.FAIL)


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that people have to show: evidence or a signal that no plugin reads, and what they showed."""

    key: str
    item: EvidenceItem | None
    shown: Weighed | None


@dataclass(frozen=True, slots=True)
class Seen:
    """One control of one organisation."""

    verdict: ControlVerdict
    control: Control
    findings: tuple[Finding, ...]
    asked: tuple[Asked, ...]
    recorded: bool

    @property
    def read_at(self) -> str:
        """When its settings were read last (RFC 3339, UTC); empty if none was."""
        return max((one.read_at for one in self.findings), default="")

    @property
    def automatic(self) -> bool:
        """True if settings said anything for or against it."""
        return any(one.outcome in DECIDED for one in self.findings)

    @property
    def shown(self) -> bool:
        """True if people have shown something that counts."""
        return any(one.shown and one.shown.fault is None for one in self.asked)

    @property
    def contradicted(self) -> bool:
        """True if people say that it holds, and settings say that it doesn't."""
        return self.shown and any(one.outcome is Outcome.FAIL for one in self.findings)


@dataclass(frozen=True)
class Sight:
    """An assessment with what is looked up in it again and again."""

    assessment: Assessment

    def controls(self, organisation: Organisation, framework: Framework) -> Iterator[Seen]:
        """The controls of a document for an organisation, in the document's own order."""
        for control in framework.controls:
            verdict = self._verdicts.get(
                (organisation.id, framework.framework, framework.edition, control.id)
            )
            if verdict:
                yield self._seen(verdict, control)

    def _seen(self, verdict: ControlVerdict, control: Control) -> Seen:
        on_file = self.assessment.people.get(verdict.organisation)
        return Seen(
            verdict=verdict,
            control=control,
            findings=tuple(self._findings[name] for name in verdict.findings if name in self._findings),
            asked=tuple(self._asked(control, on_file)),
            recorded=on_file is not None,
        )

    def _asked(self, control: Control, on_file: OnFile | None) -> Iterator[Asked]:
        for item in control.evidence:
            yield Asked(item.key, item, _latest(on_file, control.id, item.key, signal=False))
        for key in control.signals:
            if self._by_people(key):
                yield Asked(key, None, _latest(on_file, control.id, key, signal=True))

    def _by_people(self, signal: str) -> bool:
        """True if it is proved beside the clouds, and no plugin reads it."""
        provider = signal.partition(".")[0]
        return provider in ALWAYS and provider not in self._plugins

    @cached_property
    def _plugins(self) -> frozenset[str]:
        targets = (one.provider for one in self.assessment.targets)
        return frozenset({check.provider for check in self.assessment.checks} | set(targets))

    @cached_property
    def _findings(self) -> Mapping[str, Finding]:
        return {one.id: one for one in self.assessment.findings}

    @cached_property
    def _verdicts(self) -> Mapping[tuple[str, str, str, str], ControlVerdict]:
        return {(one.organisation, one.framework, one.edition, one.id): one for one in self._all}

    @property
    def _all(self) -> tuple[ControlVerdict, ...]:
        return self.assessment.controls


def _latest(on_file: OnFile | None, control: str, key: str, *, signal: bool) -> Weighed | None:
    """What was shown of it: of several, one that counts, and of those the one that holds longest."""
    found = [
        one
        for one in (on_file.attestations if on_file else ())
        if (one.control, one.key, one.is_signal) == (control, key, signal)
    ]
    best = max((_rank(one), place) for place, one in enumerate(found)) if found else None
    return found[best[1]] if best else None


def _rank(one: Weighed) -> tuple[bool, str]:
    return one.fault is None, one.last.isoformat() if one.last else "9999-12-31"
