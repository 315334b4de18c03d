"""A made-up assessment with as many findings as one likes, no two alike."""

import random
from dataclasses import replace

from scanner.assessment import Assessment
from scanner.findings import Finding
from scanner.model import Outcome, Resource
from scanner.text import Message
from tests.reports.city import FINDINGS
from tests.reports.town import TOWN

KINDS = (
    ("AWS::S3::Bucket", "aws.s3.public", Outcome.FAIL, "the bucket policy lets {who} read"),
    ("AWS::EC2::SecurityGroup", "aws.s3.encryption", Outcome.PASS, "no rule is open to {who}"),
    ("microsoft.graph.user", "m365.guests", Outcome.FAIL, "{who} is a guest of an unknown tenant"),
    ("AWS::KMS::Key", "aws.kms.rotation", Outcome.NOT_APPLICABLE, "{who} has no keys"),
)


def crowd(count: int) -> Assessment:
    """The made-up city with so many findings more, made anew the same every time."""
    chance = random.Random(count)
    return replace(TOWN, findings=(*TOWN.findings, *(_finding(number, chance) for number in range(count))))


def _finding(number: int, chance: random.Random) -> Finding:
    kind, check, outcome, text = KINDS[number % len(KINDS)]
    name = f"{chance.choice(('jumin', 'zeimu', 'fukushi', 'kyoiku'))}-{chance.getrandbits(48):012x}"
    return replace(
        FINDINGS[0],
        id=f"{chance.getrandbits(96):024x}",
        check=check,
        provider=check.partition(".")[0],
        resource=Resource(kind, f"arn:aws:made:ap-northeast-1:111122223333:{name}", name, "ap-northeast-1"),
        outcome=outcome,
        message=Message.of(text, who=name),
        observed={
            "name": name,
            "owner": f"{chance.getrandbits(64):016x}",
            "created": f"2026-0{chance.randint(1, 9)}-{chance.randint(10, 28)}T00:00:00Z",
            "public": outcome is Outcome.FAIL,
            "tags": [{"key": "system", "value": chance.choice(("jumin", "zeimu"))}],
        },
    )
