"""A made-up assessment of the α′ controls: what each check found, and the sheet of assets beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from scanner import Message, Resource, Severity
from scanner.assessment import Assessment, CheckInfo, ControlVerdict, Organisation, Run, Status, TargetResult
from scanner.assets import Asset, AssetSheet
from scanner.attestations import Attestation
from scanner.findings import Finding
from scanner.framework_model import Assessment as By, Control, DocumentSource, Framework
from scanner.model import Outcome
from scanner.risk import risk
from scanner.risk_data import load_risk
from scanner.risk_marks import Mark
from scanner.risk_values import Cell, Risk
from scanner.verdict import Case, Scope, Standing
from scanner.weighing import Weighed
from tests.scanner.people_world import ATTESTATION, CONTROL, NOON, TEXT, finding, item, less

PASS, FAIL, UNKNOWN, NA = Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE
CITY = Organisation(id="aozora", name="青空市", case="u")
MODEL = load_risk()
IDS = tuple(one.id for one in MODEL.controls)


def control(id: str, **changes: Any) -> Control:
    """An α′ control that one signal decides, unless it says otherwise."""
    plain = replace(
        CONTROL,
        id=id,
        assessment=By.AUTOMATED,
        signals=(f"cloud.{id}",),
        checks=(f"cloud.{id}", *(f"cloud.{id}.{kind}" for kind in MODEL.kind_keys)),
        evidence=(),
    )
    return replace(plain, **changes)


PARTIAL = {"assessment": By.PARTIAL, "evidence": (item("fwexp"),)}
Found = Mapping[str, Outcome | Mapping[str, Outcome]]
"""Per control id: what its check found, or what was found on each kind of asset."""


def findings(found: Found) -> tuple[Finding, ...]:
    """One finding per outcome."""
    return tuple(one for name, outcome in found.items() for one in _findings(name, outcome))


def _findings(id: str, outcome: Outcome | Mapping[str, Outcome]) -> Iterable[Finding]:
    by_check = (
        {f"cloud.{id}": outcome}
        if isinstance(outcome, Outcome)
        else {f"cloud.{id}.{kind}": one for kind, one in outcome.items()}
    )
    for check, one in by_check.items():
        yield finding(one, id=f"f-{check}", check=check, provider="cloud", resource=Resource("thing", check))


def info(check: str) -> CheckInfo:
    control = ".".join(check.split(".")[:2])
    return CheckInfo(
        id=check,
        provider="cloud",
        title="t",
        reason="r",
        remedy="m",
        severity=Severity.LOW,
        signals=(control,),
        permissions=(),
        controls=(),
    )


def answer(
    control: str, key: str = "fwexp", *, signal: bool = False, assets: tuple[str, ...] = ()
) -> Weighed:
    """An attestation that holds."""
    what = {"signal": key, "evidence": None} if signal else {"evidence": key}
    one = Attestation(**less(ATTESTATION, control=control, assets=assets, **what))
    return Weighed(attestation=one, key=key, last=None, fault=None)


def _with(control: Control, ran: Iterable[str]) -> Control:
    """The control with those of its checks that this made-up reading is made of."""
    return replace(control, checks=tuple(name for name in control.checks if name in ran))


def assessed(
    found: Found,
    controls: Iterable[Control] = (),
    weighed: Iterable[Weighed] = (),
    relieved: frozenset[str] = frozenset(),
    city: Organisation = CITY,
) -> Assessment:
    """The assessment of a city in which these are the findings; its verdicts are those of the engine."""
    own = {one.id: one for one in controls}
    all_controls = tuple(own.get(name, control(name)) for name in IDS)
    ones = findings(found)
    infos = {one.check: info(one.check) for one in ones}
    scope = Scope(
        providers=frozenset({"cloud"}),
        plugins=frozenset({"cloud"}),
        checks=infos,
        standing=_standing(weighed, relieved),
    )
    verdicts = tuple(
        _verdict(Case(control=_with(one, infos), organisation=city, findings=_of(one, ones), scope=scope))
        for one in all_controls
    )
    framework = Framework(
        framework="alpha-prime",
        edition="2024-03-25",
        title=TEXT,
        status=TEXT,
        source=DocumentSource(document=TEXT, publisher=TEXT),
        controls=all_controls,
    )
    target = TargetResult(
        id="t", provider="cloud", organisation=city.id, account="111122223333", gaps=(), calls=()
    )
    return Assessment(
        run=Run(
            id="run-1",
            started_at=NOON.isoformat(),
            finished_at=NOON.isoformat(),
            version="0",
            plugins=(),
            checks=None,
        ),
        organisations=(city,),
        targets=(target,),
        findings=ones,
        controls=verdicts,
        checks=tuple(infos.values()),
        frameworks=(framework,),
        unmapped=(),
    )


def _of(one: Control, ones: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(each for each in ones if each.check in one.checks)


def _standing(weighed: Iterable[Weighed], relieved: frozenset[str]) -> Standing:
    ones = [one for one in weighed if one.fault is None]
    return Standing(
        evidence=frozenset((one.control, one.key) for one in ones if not one.is_signal),
        signals=frozenset((one.control, one.key) for one in ones if one.is_signal),
        relieved=relieved,
    )


def _verdict(case: Case) -> ControlVerdict:
    return ControlVerdict(
        organisation=case.organisation.id,
        framework="alpha-prime",
        edition="2024-03-25",
        case=case.organisation.case,
        id=case.control.id,
        level=case.level,
        status=case.status,
        reasons=(Message.of("found"),),
        findings=tuple(one.id for one in case.findings),
    )


def status_of(assessment: Assessment, id: str) -> Status:
    return next(one.status for one in assessment.controls if one.id == id)


ALL_THREE = dict.fromkeys(MODEL.threat_ids, 3)
SERVER = Asset(id="server", name="LGWAN業務サーバ", kind="server", importance=3, threats=ALL_THREE)


def sheet(*assets: Asset) -> AssetSheet:
    return AssetSheet(role="情報処理安全確保支援士（委託先）", date="2026-11-01", assets=assets)


KINDS = {f"cloud.{name}.{kind}": (kind,) for name in IDS for kind in MODEL.kind_keys}
"""The kinds of asset that checks name: `cloud.ALPHA-T05.server` speaks of servers."""


def rated(assessment: Assessment, *assets: Asset, weighed: Iterable[Weighed] = (), **options: Any) -> Risk:
    return risk(assessment, "aozora", sheet(*assets), weighed, KINDS, **options)


def cell(
    found: Found,
    threat: str,
    *,
    asset: Asset = SERVER,
    controls: Iterable[Control] = (),
    weighed: Iterable[Weighed] = (),
    **options: Any,
) -> Cell:
    table = rated(assessed(found, controls, weighed), asset, weighed=weighed, **options)
    one = table.cell(asset.id, threat)
    assert one is not None
    return one


def products(one: Cell) -> tuple[int, int]:
    """Worst and best."""
    return one.value.worst.product, one.value.best.product


def marks(one: Cell) -> dict[str, Mark]:
    return {sign.control: sign.mark for sign in one.signs}


def asset(kind: str, importance: int = 2, **threats: Any) -> Asset:
    return Asset(id=kind, name=kind, kind=kind, importance=importance, threats=ALL_THREE | threats)


T08 = control("ALPHA-T08", **PARTIAL)
EXAMPLE = {
    "ALPHA-T04": PASS,
    "ALPHA-T05": {"server": FAIL},
    "ALPHA-T06": PASS,
    "ALPHA-T07": PASS,
    "ALPHA-T08": PASS,  # but its evidence has expired
    "ALPHA-T09": PASS,
    "ALPHA-T10": FAIL,
    "ALPHA-T11": UNKNOWN,
}
