"""A made-up assessment that holds every case: each outcome, reason, status and level, in two cities."""

from scanner.assessment import (
    Assessment,
    CheckInfo,
    ControlVerdict,
    Organisation,
    Run,
    Status,
    TargetResult,
)
from scanner.connection import Call
from scanner.findings import Finding
from scanner.framework_model import (
    Assessment as Kind,
    Cases,
    Control,
    DocumentSource,
    Framework,
    Level,
    Responsibility,
    Source,
    Text,
)
from scanner.model import Gap, Outcome, Reason, Resource, Severity
from scanner.sentinel import NewField
from scanner.text import Message

START, END = "2026-11-20T00:30:00.000Z", "2026-11-20T00:30:42.125Z"
BUCKET = Resource("AWS::S3::Bucket", "aozora-kokai", "aozora-kokai", "ap-northeast-1")
DENIED = Gap(
    "AWS::S3::Bucket/encryption",
    BUCKET,
    Reason.DENIED,
    Message.of("the account refuses {operation}", operation="GetBucketEncryption"),
    "s3:GetEncryptionConfiguration",
    "GetBucketEncryption",
)


def finding(number: int, check: str, outcome: Outcome, **changes: object) -> Finding:
    """A finding about the public bucket; `changes` replace what is different."""
    values = {
        "id": f"{number:024x}",
        "check": check,
        "provider": check.partition(".")[0],
        "organisation": "aozora",
        "target": "aozora-aws",
        "account": "111122223333",
        "resource": BUCKET,
        "outcome": outcome,
        "message": Message.of("the bucket policy lets {who} read", who="*"),
        "code": None,
        "gap": None,
        "severity": Severity.HIGH,
        "observed": {"bucket": {"name": "aozora-kokai"}, "public": True},
        "read_at": START,
    }
    return Finding(**{**values, **changes})


FINDINGS = (
    finding(1, "aws.s3.public", Outcome.FAIL),
    finding(2, "aws.s3.public", Outcome.PASS, message=Message.of("not public"), observed=None),
    finding(
        3, "aws.kms.rotation", Outcome.NOT_APPLICABLE, message=Message.of("no {kind}", kind="AWS::KMS::Key")
    ),
    finding(4, "aws.s3.encryption", Outcome.UNKNOWN, message=DENIED.message, code=Reason.DENIED, gap=DENIED),
    finding(
        5,
        "m365.guests",
        Outcome.UNKNOWN,
        target="aozora-m365",
        account="aozora.example",
        message=Message.of("add the partner tenants to declarations.yaml"),
        code=Reason.UNDECLARED,
        resource=Resource("tenant", "aozora.example", "[bold]青空市\x1b[31m"),
        observed=["a", None, 1.5, True],
    ),
    finding(
        6, "m365.guests", Outcome.UNKNOWN, message=Message.of("{check} failed", check="x"), code=Reason.DEFECT
    ),
)

INFOS = tuple(
    CheckInfo(
        id=name,
        provider=name.partition(".")[0],
        title=title,
        reason="Who can be read by all is read by all.",
        remedy="Turn on S3 Block Public Access.\n\nThen remove the statement from the policy.",
        severity=severity,
        signals=("aws.s3pub",),
        permissions=("s3:GetBucketPolicy",),
        controls=controls,
    )
    for name, title, severity, controls in (
        ("aws.kms.rotation", "Keys are rotated", Severity.LOW, ()),
        ("aws.s3.encryption", "Every bucket is encrypted", Severity.MEDIUM, ("DEMO-03",)),
        ("aws.s3.public", "No bucket is public", Severity.CRITICAL, ("DEMO-01", "DEMO-02")),
        ("m365.guests", "Guests come from known tenants", Severity.HIGH, ("DEMO-03",)),
    )
)

TITLES = (
    "公開設定の禁止",
    "ファイルダウンロード制限（α′モデルのケースイにおけるクラウドサービスからのファイル取得の禁止）",
    "保存データの暗号化",
    "教育の実施",
    "例外の承認",
    "委託先の管理",
    "建物の管理",
)
LEVELS = (
    Level.REQUIRED,
    Level.REQUIRED,
    Level.REQUIRED,
    Level.RECOMMENDED,
    Level.INFORMATION,
    Level.NOT_APPLICABLE,
    Level.REQUIRED,
)
STATUSES = (
    Status.MET,
    Status.NOT_MET,
    Status.UNDETERMINED,
    Status.EVIDENCE_NEEDED,
    Status.EXCEPTED,
    Status.NOT_APPLICABLE,
    Status.COVERED,
)
REASONS = (
    Message.of("{count} findings show that it holds", count=1),
    FINDINGS[0].message,
    DENIED.message,
    Message.of("people have to show it"),
    Message.of("excepted by a record: {count} findings", count=1),
    Message.of("not asked for in this case"),
    Message.of("Government Cloud covers it"),
)


def control(number: int) -> Control:
    """The control of this number, from 0."""
    level = LEVELS[number]
    return Control(
        id=f"DEMO-{number + 1:02}",
        title=Text(ja=TITLES[number], en=f"Control {number + 1}"),
        summary=Text(ja="要約", en="Summary"),
        source=Source(section="1.1"),
        level=Cases(a=level, i=level, u=level),
        responsibility=Responsibility(who=("municipality",)),
        rule_16_3=1,
        assessment=Kind.AUTOMATED,
        signals=("aws.s3pub",),
    )


FRAMEWORK = Framework(
    framework="demo",
    edition="2026-04-01",
    title=Text(ja="見本の基準", en="A sample guideline"),
    status=Text(ja="架空", en="made up"),
    source=DocumentSource(document=Text(ja="見本", en="Sample"), publisher=Text(ja="青空市", en="Aozora")),
    controls=tuple(control(number) for number in range(len(TITLES))),
)


def verdict(organisation: str, number: int, status: Status) -> ControlVerdict:
    """The verdict of a control."""
    return ControlVerdict(
        organisation=organisation,
        framework="demo",
        edition="2026-04-01",
        case="i",
        id=FRAMEWORK.controls[number].id,
        level=LEVELS[number],
        status=status,
        reasons=(REASONS[STATUSES.index(status)],),
        findings=(FINDINGS[0].id, FINDINGS[1].id) if status is Status.NOT_MET else (),
    )


AWS = TargetResult(
    id="aozora-aws",
    provider="aws",
    organisation="aozora",
    account="111122223333",
    gaps=(
        DENIED,
        Gap(
            "AWS::KMS::Key",
            Resource("region", "eu-west-1", "", "eu-west-1"),
            Reason.DEADLINE,
            Message("late"),
        ),
    ),
    calls=(Call("s3:ListBuckets", "global", "2026-11-20T00:30:01.000250+00:00", END, 3, 1, 0.12345),),
)
M365 = TargetResult(
    id="aozora-m365",
    provider="m365",
    organisation="aozora",
    account="aozora.example",
    gaps=(),
    calls=(),
    new_fields=(NewField(operation="graph GET /v1.0/policies", field="value[].allowBypass"),),
)

CITY = Assessment(
    run=Run(
        id="20261120T003000Z-0001",
        started_at=START,
        finished_at=END,
        version="0.1.0",
        plugins=(("aws", "0.1.0"), ("m365", "0.1.0")),
        checks=None,
    ),
    organisations=(
        Organisation(id="aozora", name="青空市", case="i", facts=(("remote_work", True),)),
        Organisation(id="midori", name="みどり町", case="a"),
    ),
    targets=(AWS, M365),
    findings=FINDINGS,
    controls=tuple(
        verdict(organisation, number, status)
        for organisation, statuses in (("aozora", STATUSES), ("midori", (Status.MET,)))
        for number, status in enumerate(statuses)
    ),
    checks=INFOS,
    frameworks=(FRAMEWORK,),
    unmapped=("aws.kms.rotation",),
)
