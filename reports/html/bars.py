"""The bar of a document: a stretch per status, as wide as its share of the controls."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.summary import Tally
from scanner.assessment import Status

ROOM_FOR_NUMBER, ROOM_FOR_SIGN = 5.0, 9.0
"""Percent of the width that a number needs, and a number with its sign."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One status: its count, where it begins and how wide it is, in percent."""

    status: Status
    count: int
    start: float
    width: float

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return round(self.start + self.width / 2, 3)

    @property
    def has_number(self) -> bool:
        """True if its number fits."""
        return self.width >= ROOM_FOR_NUMBER

    @property
    def has_sign(self) -> bool:
        """True if its sign fits too."""
        return self.width >= ROOM_FOR_SIGN


@dataclass(frozen=True, slots=True)
class Bar:
    """All stretches of a document."""

    total: int
    stretches: tuple[Stretch, ...]


def bar(tally: Tally) -> Bar:
    """The bar of a tally."""
    total = sum(tally.of(status) for status in Status)
    return Bar(total, tuple(_stretches(tally, total)))


def _stretches(tally: Tally, total: int) -> Iterator[Stretch]:
    before = 0
    for status in Status:
        if count := tally.of(status):
            yield Stretch(status, count, round(100 * before / total, 3), round(100 * count / total, 3))
            before += count
