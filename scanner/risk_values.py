"""From marks to a risk value: 対策レベル, 脆弱性レベル, product, letter; and the table they make."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scanner.assets import Asset, Lowered
from scanner.errors import TenkenError
from scanner.risk_marks import Mark, Sign
from scanner.risk_model import MatrixReading, RiskModel


class RiskError(TenkenError):
    """The risk can't be rated as asked; the argument is a `Message`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """The number of marks and what follows: levels 1 to 3, product 1 to 9, letter A (very high) to E."""

    marks: int
    level: int
    vulnerability: int
    product: int
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A value between worst (what wasn't read gives no mark) and best (it gives one)."""

    worst: Value
    best: Value

    @property
    def settled(self) -> bool:
        """True if what wasn't read makes no difference to the product."""
        return self.worst.product == self.best.product


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Marks of one cell that rest on one product or console; if they are layers is for a person to say."""

    product: str
    controls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One asset against one threat.

    `signs` are the countermeasures that the source names, `added` those that this project counts apart:
    `value` rests on the first alone, `with_added` on both. `safe` is None where it can't be told.
    """

    asset: str
    threat: str
    threat_level: int
    importance: int
    signs: tuple[Sign, ...]
    added: tuple[Sign, ...]
    value: Interval
    with_added: Interval
    safe: bool | None
    lowered: Lowered | None
    shared: tuple[Shared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """The table of assets and threats of one organisation.

    `role` and `signed` say who entered importance and threat levels, and when. `reading` is the reading of
    the matrix. `assumed` are controls (id, status) that were taken as given: then it is a what-if, and no
    result. Pairs of asset and threat that the sheet says don't exist have no cell.
    """

    organisation: str
    run: str
    read_at: str
    role: str
    signed: date
    reading: int
    safe_max_product: int
    assets: tuple[Asset, ...]
    cells: tuple[Cell, ...]
    assumed: tuple[tuple[str, str], ...] = ()

    @property
    def all_safe(self) -> bool | None:
        """True if every cell is safe, False if one isn't, None if that can't be told, or there is no cell."""
        found = {cell.safe for cell in self.cells}
        if False in found:
            return False
        return None if None in found or not found else True

    def cell(self, asset: str, threat: str) -> Cell | None:
        """The cell of an asset and a threat, by their ids."""
        return next((one for one in self.cells if (one.asset, one.threat) == (asset, threat)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How marks become values: the model, in one reading of its matrix."""

    model: RiskModel
    reading: MatrixReading

    def value(self, marks: int, threat: int, importance: int, lowered: Lowered | None = None) -> Value:
        """The value of this many marks; `lowered` can only take the level of the measures down."""
        level = self.model.measure(marks).level
        if lowered:
            level = min(level, lowered.level)
        vulnerability = self.model.vulnerability(level)
        product = threat * vulnerability
        letter = self.reading.letter(product, importance)
        return Value(marks=marks, level=level, vulnerability=vulnerability, product=product, letter=letter)

    def interval(
        self, signs: Iterable[Sign], threat: int, importance: int, lowered: Lowered | None = None
    ) -> Interval:
        """The worst and the best that these marks can come to."""
        marks = [sign.mark for sign in signs]
        sure, unread = marks.count(Mark.YES), marks.count(Mark.UNREAD)
        return Interval(
            worst=self.value(sure, threat, importance, lowered),
            best=self.value(sure + unread, threat, importance, lowered),
        )

    def safe(self, interval: Interval) -> bool | None:
        """Whether the product is low enough; None if that depends on what wasn't read."""
        most = self.model.safe_max_product
        if interval.worst.product <= most:
            return True
        return None if interval.best.product <= most else False
