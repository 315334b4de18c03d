"""The asset-based risk assessment of the α′ model, filled in from an assessment and people's records.

    table = risk(assessment, "aozora", people.assets, weigh(people, controls, as_of), assets_of(checks))
    table.all_safe, table.cell("lgwan-servers", "TH2").value.worst.letter

What if: `risk(…, assume={"ALPHA-T11": "met"})`. Before and after: `scanner.risk_compare.compare`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

from scanner.assessment import Assessment, Organisation
from scanner.assets import Asset, AssetSheet
from scanner.risk_data import load_risk
from scanner.risk_kind import sign
from scanner.risk_marks import Mark, Sight, Sign
from scanner.risk_model import RiskModel, Threat
from scanner.risk_values import Cell, Risk, RiskError, Scale, Shared
from scanner.text import Message
from scanner.weighing import Weighed
from scanner.yamlfile import nearest

Assumed = Literal["met", "not-met"]
MARK_OF: Mapping[str, Mark] = {"met": Mark.YES, "not-met": Mark.NO}


def risk(  # noqa: PLR0913 - each is one input, and named
    assessment: Assessment,
    organisation: str,
    sheet: AssetSheet,
    weighed: Iterable[Weighed],
    assets: Mapping[str, Sequence[str]],
    *,
    assume: Mapping[str, Assumed] | None = None,
    reading: int | None = None,
    model: RiskModel | None = None,
) -> Risk:
    """Rate every asset of the sheet against every threat.

    `weighed` are the attestations on the day of the assessment; `assets` the kinds of asset that each check
    names, by check id. `reading` is that of the matrix. Raises RiskError for an organisation that wasn't
    assessed, for an unknown reading, and for an assumption about a control that counters no threat.
    """
    known = model or load_risk()
    assumed = dict(assume or {})
    _refuse_unknown(assumed, known)
    sight = Sight(assessment, _organisation(assessment, organisation), tuple(weighed), assets, known)
    table = _Table(sight, _scale(known, reading), assumed)
    return Risk(
        organisation=organisation,
        run=assessment.run.id,
        read_at=assessment.run.started_at,
        role=sheet.role,
        signed=sheet.signed,
        reading=table.scale.reading.number,
        safe_max_product=known.safe_max_product,
        assets=sheet.assets,
        cells=tuple(table.cells(sheet.assets)),
        assumed=tuple(sorted(assumed.items())),
    )


def risk_on_file(assessment: Assessment, organisation: str, reading: int | None = None) -> Risk | None:
    """The table by the records of the reading; None if no sheet of assets is among them."""
    on_file = assessment.people.get(organisation)
    if on_file is None or on_file.assets is None:
        return None
    assets = {check.id: check.assets for check in assessment.checks}
    return risk(assessment, organisation, on_file.assets, on_file.attestations, assets, reading=reading)


class _Table:
    """Rates cells; each control is seen on each kind of asset once."""

    def __init__(self, sight: Sight, scale: Scale, assumed: Mapping[str, str]) -> None:
        self.scale = scale
        self._model, self._assumed = sight.model, assumed
        self._seen = cache(lambda control, kind: sign(sight, control, kind))

    def cells(self, assets: Iterable[Asset]) -> Iterator[Cell]:
        """The cells, by asset and then by threat in the order of the source."""
        for asset in assets:
            rated = asset.rated
            yield from (
                self._cell(asset, one, rated[one.id]) for one in self._model.threats if one.id in rated
            )

    def _cell(self, asset: Asset, threat: Threat, level: int) -> Cell:
        signs = tuple(self._signs(threat.controls, asset.kind, threat.id))
        added = tuple(self._signs(threat.added, asset.kind, threat.id))
        lowered = asset.lowest(threat.id)
        value = self.scale.interval(signs, level, asset.importance, lowered)
        return Cell(
            asset=asset.id,
            threat=threat.id,
            threat_level=level,
            importance=asset.importance,
            signs=signs,
            added=added,
            value=value,
            with_added=self.scale.interval((*signs, *added), level, asset.importance, lowered),
            safe=self.scale.safe(value),
            lowered=lowered,
            shared=tuple(self._shared(signs)),
        )

    def _signs(self, controls: Iterable[str], kind: str, threat: str) -> Iterator[Sign]:
        for control in controls:
            measure = self._model.countermeasure(control)
            place = measure.taken_on(kind, threat) if measure else None
            if place is None:
                continue
            if control in self._assumed:
                mark = MARK_OF[self._assumed[control]]
                yield Sign(control=control, mark=mark, why=Message.of("assumed, not seen"))
            else:
                yield self._seen(control, place)

    def _shared(self, signs: Iterable[Sign]) -> Iterator[Shared]:
        """Products that two or more marks rest on and nothing else."""
        found: dict[str, list[str]] = {}
        for one in signs:
            if one.mark is Mark.YES and one.signals:
                common = set.intersection(*(set(self._model.products_of(key)) for key in one.signals))
                for product in sorted(common):
                    found.setdefault(product, []).append(one.control)
        for product, controls in found.items():
            if len(controls) > 1:
                yield Shared(product=product, controls=tuple(controls))


def _organisation(assessment: Assessment, organisation: str) -> Organisation:
    found = next((one for one in assessment.organisations if one.id == organisation), None)
    if found is None:
        raise RiskError(Message.of("the assessment has no organisation '{id}'", id=organisation))
    return found


def _scale(model: RiskModel, number: int | None) -> Scale:
    wanted = model.default_reading if number is None else number
    reading = model.reading(wanted)
    if reading is None:
        allowed = ", ".join(str(one.number) for one in model.readings)
        template = "the matrix has no reading {number}; choose one of: {allowed}"
        raise RiskError(Message.of(template, number=wanted, allowed=allowed))
    return Scale(model=model, reading=reading)


def _refuse_unknown(assumed: Mapping[str, str], model: RiskModel) -> None:
    ids = [one.id for one in model.controls]
    for control, status in assumed.items():
        if control not in ids:
            like = nearest(control, ids) or ", ".join(ids)
            template = "'{control}' counters no threat; did you mean {nearest}?"
            raise RiskError(Message.of(template, control=control, nearest=like))
        if status not in MARK_OF:
            template = "'{value}' can't be assumed; write {control}=met or {control}=not-met"
            raise RiskError(Message.of(template, value=status, control=control))
