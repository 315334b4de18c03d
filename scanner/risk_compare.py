"""Two tables of risk side by side: what ALPHA-P15 asks for, before and after a measure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from scanner.risk_values import Cell, Interval, Risk, RiskError
from scanner.text import Message


class Direction(StrEnum):
    """Where a cell went. Unclear: what wasn't read could turn it either way."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UNCLEAR = "unclear"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One cell before and after. `rerated`: people changed importance, threat level or lowering between."""

    asset: str
    threat: str
    direction: Direction
    rerated: bool
    before: Cell | None
    after: Cell | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Every cell of either table. `what_if`: one of the two rests on an assumption."""

    before: Risk
    after: Risk
    changes: tuple[Change, ...]

    @property
    def what_if(self) -> bool:
        """True if this isn't a comparison of two readings."""
        return bool(self.before.assumed or self.after.assumed)

    def of(self, direction: Direction) -> tuple[Change, ...]:
        """The changes that went this way."""
        return tuple(one for one in self.changes if one.direction is direction)


def compare(before: Risk, after: Risk) -> Comparison:
    """Lay two tables of one organisation side by side, the cells of `after` first.

    Raises RiskError for tables of different organisations, or in different readings of the matrix.
    """
    if before.organisation != after.organisation:
        raise RiskError(Message.of("two organisations can't be compared; give two tables of one"))
    if before.reading != after.reading:
        raise RiskError(Message.of("two readings of the matrix can't be compared; use the same reading"))
    return Comparison(before=before, after=after, changes=tuple(_changes(before, after)))


def _changes(before: Risk, after: Risk) -> Iterator[Change]:
    places = dict.fromkeys((cell.asset, cell.threat) for cell in (*after.cells, *before.cells))
    for asset, threat in places:
        old, new = before.cell(asset, threat), after.cell(asset, threat)
        yield Change(
            asset=asset,
            threat=threat,
            direction=_direction(old, new),
            rerated=old is not None and new is not None and _ratings(old) != _ratings(new),
            before=old,
            after=new,
        )


def _direction(old: Cell | None, new: Cell | None) -> Direction:
    if old is None:
        return Direction.ADDED
    if new is None:
        return Direction.REMOVED
    return _moved(old.value, new.value)


def _moved(old: Interval, new: Interval) -> Direction:
    was, now = (old.best.product, old.worst.product), (new.best.product, new.worst.product)
    if was == now:
        return Direction.SAME
    if now[1] < was[0]:
        return Direction.BETTER
    return Direction.WORSE if now[0] > was[1] else Direction.UNCLEAR


def _ratings(cell: Cell) -> tuple[int, int, object]:
    return cell.threat_level, cell.importance, cell.lowered
