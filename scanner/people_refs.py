"""What records may name: controls, their evidence, signals and checks, targets, kinds of asset, threats."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scanner.accepted import AcceptedGaps
from scanner.assets import Asset, AssetSheet
from scanner.attestations import Attestation, Attestations
from scanner.changes import Changes
from scanner.days import PERMANENT
from scanner.framework_model import Control
from scanner.framework_refs import unknown
from scanner.plans import Plans
from scanner.provider import is_target
from scanner.risk_model import RiskModel
from scanner.systems import Systems
from scanner.waivers import Waivers
from scanner.yamlfile import Document, Keys, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The names there are. A control id may stand in several editions."""

    controls: Mapping[str, tuple[Control, ...]]
    kinds: Collection[str]
    threats: Collection[str]
    targets: Collection[str] | None = None

    @classmethod
    def of(cls, controls: Iterable[Control], model: RiskModel, targets: Collection[str] | None) -> "Known":
        """Gather them."""
        return cls(controls=by_id(controls), kinds=model.kind_keys, threats=model.threat_ids, targets=targets)


def by_id(controls: Iterable[Control]) -> dict[str, tuple[Control, ...]]:
    """The controls of each id, one per edition."""
    found: dict[str, tuple[Control, ...]] = {}
    for control in controls:
        found[control.id] = (*found.get(control.id, ()), control)
    return found


def evidence_keys(controls: Iterable[Control]) -> tuple[str, ...]:
    """What people can show for a control, in any of its editions."""
    return tuple(dict.fromkeys(item.key for control in controls for item in control.evidence))


def references(document: Document, value: Any, known: Known) -> Iterator[Problem]:
    """The names of one file of records that lead nowhere."""
    return _RULES[type(value)](document, value, known)


def _attestations(document: Document, file: Attestations, known: Known) -> Iterator[Problem]:
    for index, one in enumerate(file.attestations):
        keys: Keys = ("attestations", index)
        if one.control not in known.controls:
            yield unknown(document, (*keys, "control"), "control", one.control, known.controls)
        else:
            yield from _answer(document, keys, one, known.controls[one.control])
        for number, kind in enumerate(one.assets):
            if kind not in known.kinds:
                yield unknown(document, (*keys, "assets", number), "kind of asset", kind, known.kinds)


def _answer(
    document: Document, keys: Keys, one: Attestation, controls: tuple[Control, ...]
) -> Iterator[Problem]:
    """It names something that the control asks for; `permanent` goes with evidence that is."""
    own = evidence_keys(controls)
    signals = tuple(dict.fromkeys(key for control in controls for key in control.signals))
    if one.signal and one.signal not in signals:
        yield unknown(document, (*keys, "signal"), "signal", one.signal, signals)
    elif one.evidence and one.evidence not in own:
        yield unknown(document, (*keys, "evidence"), "evidence key", one.evidence, own)
    elif not (one.signal or one.evidence) and len(own) != 1:
        template = "say what it answers: evidence: or signal: with one of {allowed}"
        params = {"allowed": ", ".join((*own, *signals))}
        yield document.problem((*keys, "control"), template, params)
    elif one.last is None and not _permanent(one, controls):
        template = "'{value}' is not what the control asks for; give valid_until or a duration"
        yield document.problem((*keys, "valid_for"), template, {"value": one.valid_for})


def _permanent(one: Attestation, controls: tuple[Control, ...]) -> bool:
    key = one.evidence or (None if one.signal else evidence_keys(controls)[0])
    items = [item for control in controls for item in control.evidence if item.key == key]
    return bool(items) and all(item.valid_for == PERMANENT for item in items)


def _waivers(document: Document, file: Waivers, known: Known) -> Iterator[Problem]:
    for index, one in enumerate(file.waivers):
        keys: Keys = ("waivers", index)
        if one.control is None:
            continue
        if one.control not in known.controls:
            yield unknown(document, (*keys, "control"), "control", one.control, known.controls)
            continue
        checks = {name for control in known.controls[one.control] for name in control.checks}
        if one.check and one.check not in checks:
            yield unknown(document, (*keys, "check"), "check", one.check, sorted(checks))


def _accepted(document: Document, file: AcceptedGaps, known: Known) -> Iterator[Problem]:
    for index, one in enumerate(file.accepted_gaps):
        if known.targets is not None and not is_target(one.target, known.targets):
            keys = ("accepted_gaps", index, "target")
            yield unknown(document, keys, "target", one.target, known.targets)


def _assets(document: Document, sheet: AssetSheet, known: Known) -> Iterator[Problem]:
    yield from _doubles(document, "assets", [asset.id for asset in sheet.assets])
    for index, asset in enumerate(sheet.assets):
        keys: Keys = ("assets", index)
        if asset.kind not in known.kinds:
            yield unknown(document, (*keys, "kind"), "kind of asset", asset.kind, known.kinds)
        yield from _threats(document, keys, asset, known)


def _threats(document: Document, keys: Keys, asset: Asset, known: Known) -> Iterator[Problem]:
    """Every threat is rated, or said not to exist: what nobody thought of must not look safe."""
    for name in asset.threats:
        if name not in known.threats:
            yield unknown(document, (*keys, "threats", name), "threat", name, known.threats)
    if missing := [name for name in known.threats if name not in asset.threats]:
        template = "no level is given for {missing}; write 1, 2, 3, or none where there is no such threat"
        yield document.problem((*keys, "threats"), template, {"missing": ", ".join(missing)})
    for number, one in enumerate(asset.lowered):
        if one.threat not in known.threats:
            place = (*keys, "lowered", number, "threat")
            yield unknown(document, place, "threat", one.threat, known.threats)


def _systems(document: Document, file: Systems, known: Known) -> Iterator[Problem]:
    ids = [system.id for system in file.systems]
    yield from _doubles(document, "systems", ids)
    yield from _doubles(document, "operators", [one.id for one in file.operators])
    for index, system in enumerate(file.systems):
        yield from _targets(document, ("systems", index, "targets"), system.targets, known)
    for index, operator in enumerate(file.operators):
        for number, name in enumerate(operator.systems):
            if name not in ids:
                yield unknown(document, ("operators", index, "systems", number), "system", name, ids)
        yield from _targets(document, ("operators", index, "targets"), operator.targets, known)


def _targets(document: Document, keys: Keys, written: Iterable[str], known: Known) -> Iterator[Problem]:
    for number, target in enumerate(written):
        if known.targets is not None and not is_target(target, known.targets):
            yield unknown(document, (*keys, number), "target", target, known.targets)


def _plans(document: Document, file: Plans, known: Known) -> Iterator[Problem]:
    for index, one in enumerate(file.plans):
        if one.control not in known.controls:
            keys = ("plans", index, "control")
            yield unknown(document, keys, "control", one.control, known.controls)
        if one.target and known.targets is not None and one.target not in known.targets:
            yield unknown(document, ("plans", index, "target"), "target", one.target, known.targets)


def _changes(document: Document, file: Changes, known: Known) -> Iterator[Problem]:
    for index, one in enumerate(file.changes):
        if one.target is not None and known.targets is not None and one.target not in known.targets:
            yield unknown(document, ("changes", index, "target"), "target", one.target, known.targets)


def _doubles(document: Document, key: str, ids: list[str]) -> Iterator[Problem]:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            line = document.position((key, ids.index(name), "id"))[0]
            template = "id '{id}' is already given in line {line}; give each its own id"
            yield document.problem((key, index, "id"), template, {"id": name, "line": line})


_RULES: Mapping[type, Callable[[Document, Any, Known], Iterator[Problem]]] = {
    Attestations: _attestations,
    Waivers: _waivers,
    AcceptedGaps: _accepted,
    AssetSheet: _assets,
    Systems: _systems,
    Plans: _plans,
    Changes: _changes,
}
