"""Where was read, and how it stands there: by account, and by system in each account."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scanner.assessment import Assessment, Organisation, TargetResult
from scanner.findings import Finding
from scanner.model import Outcome
from scanner.systems import System

COUNTED = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS)
Counts = Mapping[Outcome, int]


@dataclass(frozen=True, slots=True)
class Place:
    """An account or tenant, and how many findings of each outcome there are in it, all or of one system."""

    target: TargetResult
    counts: Counts


@dataclass(frozen=True, slots=True)
class Part:
    """A system of an organisation, and the accounts in which something was found about it."""

    system: System
    places: tuple[Place, ...]

    @property
    def counts(self) -> Counts:
        """Over all these accounts."""
        return sum((Counter(one.counts) for one in self.places), Counter())


def places(assessment: Assessment, organisation: Organisation) -> list[Place]:
    """Every account of an organisation, also one that could not be read."""
    counts = by_target(_mine(assessment, organisation))
    return [Place(one, counts.get(one.id, Counter())) for one in _targets(assessment, organisation)]


def systems(assessment: Assessment, organisation: Organisation) -> Iterator[Part]:
    """Every system that its people declare, also one about which nothing was found."""
    people = assessment.people.get(organisation.id)
    mine = list(_mine(assessment, organisation))
    for system in people.systems if people else ():
        counts = by_target(one for one in mine if system.has(one.resource, one.target))
        found = (one for one in _targets(assessment, organisation) if one.id in counts)
        yield Part(system, tuple(Place(one, counts[one.id]) for one in found))


def by_target(findings: Iterable[Finding]) -> dict[str, Counter[Outcome]]:
    """How many findings of each outcome there are, by the id of their target."""
    found: dict[str, Counter[Outcome]] = {}
    for one in findings:
        found.setdefault(one.target, Counter())[one.outcome] += 1
    return found


def _mine(assessment: Assessment, organisation: Organisation) -> Iterator[Finding]:
    return (one for one in assessment.findings if one.organisation == organisation.id)


def _targets(assessment: Assessment, organisation: Organisation) -> Iterator[TargetResult]:
    return (one for one in assessment.targets if one.organisation == organisation.id)
