"""What was not read, gathered by what would mend it."""

from collections.abc import Iterator
from dataclasses import dataclass

from scanner.assessment import Assessment
from scanner.model import Gap, Reason


@dataclass(frozen=True, slots=True)
class Hole:
    """The gaps of one target that one remedy would close; `permission` is what was refused, else empty."""

    target: str
    reason: Reason
    permission: str
    gaps: tuple[Gap, ...]


def holes(assessment: Assessment) -> Iterator[Hole]:
    """The gaps, by target, reason and refused permission."""
    groups: dict[tuple[str, Reason, str], list[Gap]] = {}
    for target, gap in assessment.gaps:
        refused = gap.permission if gap.reason is Reason.DENIED else ""
        groups.setdefault((target, gap.reason, refused), []).append(gap)
    for (target, reason, permission), gaps in sorted(groups.items()):
        yield Hole(target, reason, permission, tuple(gaps))
