"""What `mappings/risk.yaml` says: threats, kinds of asset, countermeasures, matrix; as frozen values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scanner.framework_model import Text
from scanner.yamlfile import Refused

Layer = Literal["prevent", "detect"]
PRODUCTS = frozenset({1, 2, 3, 4, 6, 9})


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLevel:
    """From this many marks (○) on: the level of the measures (対策レベル) and the vulnerability level."""

    marks: int
    level: int
    vulnerability: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A band of the matrix: products of threat and vulnerability level; letters by importance 1, 2, 3."""

    products: tuple[int, ...]
    letters: tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixReading:
    """One way to read the figure of the matrix."""

    number: int
    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        found = [product for band in self.bands for product in band.products]
        if len(found) != len(PRODUCTS) or set(found) != PRODUCTS:
            raise Refused("the bands must name each of 1, 2, 3, 4, 6 and 9 once", at=("bands",))

    def letter(self, product: int, importance: int) -> str:
        """The risk value, A (very high) to E (very low)."""
        return next(band.letters[importance - 1] for band in self.bands if product in band.products)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetKind:
    """A kind of asset; `importance` is only a value to start from."""

    key: str
    importance: int
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Threat:
    """A threat and the controls that counter it; those `added` by this project are counted apart."""

    id: str
    title: Text
    controls: tuple[str, ...]
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Kinds of asset that a measure taken on `via` also protects, against these threats alone."""

    via: str
    kinds: tuple[str, ...]
    threats: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Countermeasure:
    """A control, the kinds of asset it is taken on, and those it also protects."""

    id: str
    layer: tuple[Layer, ...]
    kinds: tuple[str, ...]
    also: tuple[Reach, ...] = ()

    def taken_on(self, kind: str, threat: str) -> str | None:
        """The kind of asset whose mark counts for this kind against this threat; None if none does."""
        if kind in self.kinds:
            return kind
        reaches = (one.via for one in self.also if kind in one.kinds and threat in one.threats)
        return next(reaches, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalKinds:
    """Readings that speak of these kinds of asset alone."""

    kinds: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product or console that these readings come from."""

    name: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskModel:
    """The whole file; `framework` is the id of the framework whose controls are the countermeasures.

    `other_kinds` are kinds of asset that checks may name and that the source has no row for.
    """

    framework: str
    safe_max_product: int
    measure_levels: tuple[MeasureLevel, ...]
    default_reading: int
    readings: tuple[MatrixReading, ...]
    kinds: tuple[AssetKind, ...]
    threats: tuple[Threat, ...]
    controls: tuple[Countermeasure, ...]
    other_kinds: tuple[str, ...] = ()
    signals: tuple[SignalKinds, ...] = ()
    products: tuple[Product, ...] = ()

    def __post_init__(self) -> None:
        for faulty in _unknown(self):
            raise Refused("'{value}' is named, but not listed in this file", value=faulty)
        if 0 not in {one.marks for one in self.measure_levels}:
            raise Refused("no level is given for 0 marks", at=("measure_levels",))

    def measure(self, marks: int) -> MeasureLevel:
        """The level of the measures for this many marks."""
        return max((one for one in self.measure_levels if one.marks <= marks), key=lambda level: level.marks)

    def vulnerability(self, level: int) -> int:
        """The vulnerability level for a level of the measures."""
        return next(one.vulnerability for one in self.measure_levels if one.level == level)

    def reading(self, number: int) -> MatrixReading | None:
        """One of the readings of the matrix."""
        return next((one for one in self.readings if one.number == number), None)

    def countermeasure(self, control: str) -> Countermeasure | None:
        """What is said of a control, if it counters a threat."""
        return next((one for one in self.controls if one.id == control), None)

    def threats_to(self, kind: str) -> tuple[str, ...]:
        """The threats that a measure of the source counters on this kind of asset: where to start rating."""
        return tuple(
            threat.id
            for threat in self.threats
            if any(one.id in threat.controls and one.taken_on(kind, threat.id) for one in self.controls)
        )

    def kinds_of_signal(self, key: str) -> tuple[str, ...] | None:
        """The kinds of asset that a reading speaks of; None if it may speak of any."""
        found = [kind for one in self.signals if key in one.keys for kind in one.kinds]
        return tuple(dict.fromkeys(found)) or None

    def products_of(self, key: str) -> Iterator[str]:
        """The products that a reading comes from."""
        return (one.name for one in self.products if key in one.keys)

    @property
    def kind_keys(self) -> tuple[str, ...]:
        """The keys of the kinds of asset, in the order of the file."""
        return tuple(one.key for one in self.kinds)

    @property
    def threat_ids(self) -> tuple[str, ...]:
        """The ids of the threats, in the order of the source."""
        return tuple(one.id for one in self.threats)


def _unknown(model: RiskModel) -> Iterator[str]:
    """Names that lead nowhere within the file."""
    controls = {one.id for one in model.controls}
    named = [control for threat in model.threats for control in (*threat.controls, *threat.added)]
    yield from (name for name in named if name not in controls)
    reaches = [reach for one in model.controls for reach in one.also]
    spoken = [one.kinds for one in model.controls] + [one.kinds for one in model.signals]
    spoken += [(one.via, *one.kinds) for one in reaches]
    yield from (kind for kinds in spoken for kind in kinds if kind not in model.kind_keys)
    yield from (threat for one in reaches for threat in one.threats if threat not in model.threat_ids)
    if model.reading(model.default_reading) is None:
        yield str(model.default_reading)
