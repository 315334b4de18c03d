"""The matrix of risk: where pairs of asset and threat stand at their worst, by product and importance."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from scanner.assessment import Assessment
from scanner.assets import Asset
from scanner.risk import risk_on_file
from scanner.risk_data import load_risk
from scanner.risk_model import MatrixReading, Threat
from scanner.risk_values import Cell, Interval, Risk

IMPORTANCE = (1, 2, 3)
LEFT, TOP, WIDE, HIGH = 150, 46, 130, 44


@dataclass(frozen=True, slots=True)
class Square:
    """One field of the matrix: its letter, how many pairs stand there at worst, and its place."""

    letter: str
    count: int
    x: int
    y: int


@dataclass(frozen=True)
class Grid:
    """The table of risk of one organisation, with its picture."""

    it: Risk
    reading: MatrixReading

    @cached_property
    def products(self) -> tuple[int, ...]:
        """The products, highest first."""
        return tuple(product for band in self.reading.bands for product in band.products)

    @property
    def squares(self) -> Iterator[Square]:
        """The fields, row by row."""
        worst = Counter((cell.value.worst.product, cell.importance) for cell in self.it.cells)
        for row, product in enumerate(self.products):
            for column, importance in enumerate(IMPORTANCE):
                letter, count = self.reading.letter(product, importance), worst[product, importance]
                yield Square(letter, count, LEFT + column * WIDE, TOP + row * HIGH)

    @property
    def border(self) -> int:
        """The height below which products are low enough."""
        return TOP + HIGH * sum(product > self.it.safe_max_product for product in self.products)

    @property
    def height(self) -> int:
        """Of the picture."""
        return TOP + HIGH * len(self.products) + 8

    @property
    def width(self) -> int:
        """Of the picture."""
        return LEFT + WIDE * len(IMPORTANCE) + 8

    @property
    def threats(self) -> tuple[Threat, ...]:
        """The threats, in the order of the source."""
        return load_risk().threats

    def cell(self, asset: Asset, threat: Threat) -> Cell | None:
        """The pair's value; None if the sheet says that it doesn't exist."""
        return self.it.cell(asset.id, threat.id)


def span(value: Interval) -> str:
    """`4 B`, or from best to worst `3-9 C-A`."""
    best, worst = value.best, value.worst
    if value.settled:
        return f"{worst.product} {worst.letter}"
    letters = worst.letter if best.letter == worst.letter else f"{best.letter}–{worst.letter}"
    return f"{best.product}–{worst.product} {letters}"


def grids(assessment: Assessment, organisation: str) -> Iterator[Grid]:
    """The table, if people entered assets; nothing otherwise."""
    found = risk_on_file(assessment, organisation)
    reading = load_risk().reading(found.reading) if found else None
    if found and reading:
        yield Grid(found, reading)
