"""The made-up city with all that only a page shows: figures, records of people, pictures, a hostile name."""

from dataclasses import replace
from datetime import date

from scanner.assets import Asset, AssetSheet
from scanner.attestations import Attestation
from scanner.framework_model import EvidenceItem, Figure, FigurePart, Text
from scanner.model import Outcome, Resource
from scanner.on_file import OnFile
from scanner.picture import drawn
from scanner.plans import Plan
from scanner.systems import Operator
from scanner.text import Message
from scanner.waivers import Waiver
from scanner.weighing import Weighed
from tests.reports.city import CITY, FINDINGS, FRAMEWORK, finding
from tests.scanner.pictures import TRUTH, WAY

HOSTILE = "<script>alert(1)</script>"
EVIL = finding(
    7,
    "aws.s3.public",
    Outcome.FAIL,
    resource=Resource("AWS::S3::Bucket", HOSTILE, HOSTILE),
    message=Message.of("{name} is public", name='"><img src=x onerror=alert(1)>'),
    observed={
        "name": HOSTILE,
        "open": True,
        "ports": [22, 443],
        "empty": [],
        "pictures": drawn([WAY, TRUTH]),
    },
)
TRAINING = EvidenceItem(
    key="training", item=Text(ja="研修計画・受講記録", en="training record"), valid_for="P1Y"
)
ATTESTATION = Attestation(
    control="DEMO-04",
    statement="実施した。",
    document="実施記録.pdf",
    sha256="0" * 64,
    role="情報政策課長",
    date="2026-04-01",
    valid_for="P1Y",
)
PEOPLE = OnFile(
    day=date(2026, 11, 20),
    attestations=(
        Weighed(attestation=ATTESTATION, key="training", last=date(2027, 3, 31), fault=None),
        Weighed(
            attestation=replace(ATTESTATION, document="旧記録.pdf"),
            key="training",
            last=date(2025, 3, 31),
            fault=Message.of("it expired after {day}", day="2025-03-31"),
        ),
    ),
    waivers=(
        Waiver(
            control="DEMO-05",
            reason="更新中のため。",
            approver="最高情報セキュリティ責任者",
            date="2026-11-01",
            valid_until="2027-03-31",
            compensating="毎週確認する。",
        ),
    ),
    plans=(
        Plan(
            control="DEMO-02", measure="制限を設定する。", owner="基盤係", date="2026-04-01", due="2026-10-31"
        ),
    ),
    operators=(Operator(id="vendor-a", name="青空情報サービス", systems=()),),
    assets=AssetSheet(
        role="情報政策課長",
        date="2026-11-01",
        assets=(
            Asset(
                id="servers",
                name="業務サーバ",
                kind="server",
                importance=3,
                threats={"TH1": 3, "TH2": 2, "TH3": "none"},
            ),
        ),
    ),
)


def changed(number, control):
    """The control with checks, evidence and who sees to it."""
    checks = {1: ("aws.s3.public",), 2: ("aws.s3.encryption", "m365.guests")}.get(number, ())
    who = replace(control.responsibility, who=("municipality", "contractor/vendor"))
    return replace(control, checks=checks, evidence=(TRAINING,) if number == 3 else (), responsibility=who)


DOCUMENT = replace(
    FRAMEWORK,
    controls=tuple(changed(number, one) for number, one in enumerate(FRAMEWORK.controls)),
    figures=(
        Figure(
            figure="図表28",
            case="i",
            title=Text(ja="ケース（イ）", en="Case (i)"),
            parts=(FigurePart(title=Text(ja="技術的対策", en="Technical"), controls=("DEMO-02", "DEMO-01")),),
        ),
        Figure(figure="図表30", case="u", title=Text(ja="ケース（ウ）", en="Case (u)"), parts=()),
    ),
)
NEEDED = Message.of("evidence is needed: {evidence}", evidence="training")


def decided(one):
    """The verdict with findings and reasons that fit."""
    found = {
        "DEMO-02": (EVIL.id, *(one.id for one in FINDINGS[:2])),
        "DEMO-03": (FINDINGS[3].id, FINDINGS[4].id),
    }
    reasons = (NEEDED,) if one.id == "DEMO-04" else one.reasons
    mine = found.get(one.id, ()) if one.organisation == "aozora" else ()
    return replace(one, findings=mine, reasons=reasons)


TOWN = replace(
    CITY,
    frameworks=(DOCUMENT,),
    findings=(*FINDINGS, EVIL),
    controls=tuple(map(decided, CITY.controls)),
    people={"aozora": PEOPLE},
)


def crowded(count):
    """The same with so many findings more, each of another name."""
    more = (
        replace(
            FINDINGS[number % 2],
            id=f"{number + 1000:024x}",
            resource=Resource("AWS::S3::Bucket", f"bucket-{number}", f"bucket-{number}", "ap-northeast-1"),
        )
        for number in range(count)
    )
    return replace(TOWN, findings=(*TOWN.findings, *more))
