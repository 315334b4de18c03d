"""The counts that every report opens with."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scanner.assessment import Assessment, ControlVerdict, Status
from scanner.framework_model import Level
from scanner.model import Outcome, Reason

DISCLAIMER = (
    "This is an aid to technical verification: it reports what could be read of the settings at that time. "
    "Whether a measure is sufficient remains for the municipality to judge."
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How the controls of one framework stand for one organisation, per status and level."""

    organisation: str
    framework: str
    edition: str
    case: str
    counts: Counter[tuple[Status, str]]

    def at(self, status: Status, level: Level) -> int:
        """How many controls of this level have this status."""
        return self.counts[status, level.value]

    def of(self, status: Status) -> int:
        """How many controls have this status, whatever their level."""
        return sum(self.at(status, level) for level in Level)


def tallies(assessment: Assessment) -> Iterator[Tally]:
    """A tally per organisation, framework and edition, in the assessment's order."""
    groups: dict[tuple[str, str, str, str], Counter[tuple[Status, str]]] = {}
    for one in assessment.controls:
        key = (one.organisation, one.framework, one.edition, one.case)
        groups.setdefault(key, Counter())[one.status, one.level] += 1
    for key, counts in groups.items():
        yield Tally(*key, counts)


def outcomes(assessment: Assessment) -> dict[str, int]:
    """How many findings there are of each outcome, also of those that don't occur."""
    counts = Counter(finding.outcome for finding in assessment.findings)
    return {outcome.value: counts[outcome] for outcome in Outcome}


def unread(assessment: Assessment) -> dict[str, int]:
    """How much is not known for each reason, also for those that don't occur.

    A gap counts once, however many findings it left unknown; so does what a check could not tell.
    """
    gaps = set(assessment.gaps)
    gaps |= {(one.target, one.gap) for one in assessment.findings if one.gap}
    counts = Counter(gap.reason for _, gap in gaps)
    counts.update(one.code for one in assessment.findings if one.code and not one.gap)
    return {reason.value: counts[reason] for reason in Reason}


def defects(assessment: Assessment) -> int:
    """How many faults there are of Tenken itself."""
    return unread(assessment)[Reason.DEFECT.value]


def required_not_met(controls: Iterable[ControlVerdict]) -> list[ControlVerdict]:
    """The required controls that are not met."""
    return [one for one in controls if one.level == Level.REQUIRED and one.status is Status.NOT_MET]
