"""An operator's list: three accounts of two municipalities, each with its own role and external id.

What an account refuses is told of this account; results stand by municipality, system and account.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from moto import mock_aws

import reports.console
import reports.html
import reports.json
import scanner
from scanner import Config
from scanner.assessment import Assessment
from scanner.exit_code import exit_code
from scanner.language import Translator
from scanner.model import Outcome
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.office import lent
from tests.plugins.aws.recording import HOST, alone
from tests.plugins.aws.replay import Tape, moto_asked

CHECKS = ("aws.ebs.volume-encryption",)
ACCOUNTS = {"taxes": "111122223333", "welfare": "444455556666", "midori": "777788889999"}
EXTERNAL = {"taxes": "aozora-1", "welfare": "aozora-2", "midori": "midori-1"}
TARGET = """
      - id: {id}
        provider: aws
        role_arn: arn:aws:iam::{account}:role/TenkenReader
        external_id: {external}
        regions: [ap-northeast-1]"""
CONFIG = """
deadline: 110
organisations:
  - id: aozora
    name: 青空市
    case: i
    records: aozora
    targets:{aozora}
  - id: midori
    name: みどり町
    case: a
    records: midori
    targets:{midori}
"""
SYSTEMS = """
systems:
  - {id: tax, name: 税務, importance: 3, targets: [taxes]}
  - {id: care, name: 介護, importance: 2, targets: [welfare]}
operators: []
"""


def line(name: str) -> str:
    return TARGET.format(id=name, account=ACCOUNTS[name], external=EXTERNAL[name])


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """What an operator writes down: who is scanned, and as whom."""
    for name in ("aozora", "midori"):
        (tmp_path / name).mkdir()
    (tmp_path / "aozora/systems.yaml").write_text(SYSTEMS, encoding="utf-8")
    file = tmp_path / "tenken.yaml"
    aozora = line("taxes") + line("welfare")
    file.write_text(CONFIG.format(aozora=aozora, midori=line("midori")), encoding="utf-8")
    return Config.load(file, HOST)


@pytest.fixture
def tape() -> Iterator[Tape]:
    """Three accounts, each with one volume that is not encrypted."""
    with alone(), mock_aws():
        for account in ACCOUNTS.values():
            place = {"AvailabilityZone": f"{TOKYO}a"}
            lent(account).client("ec2", TOKYO).create_volume(**place, Size=8, Encrypted=False)
        with moto_asked() as moto, Tape(moto) as tape:
            yield tape


@pytest.fixture
def refused(config: Config, tape: Tape) -> Assessment:
    """The assessment when one account of the three lets nobody in."""
    with tape.denying("sts.AssumeRole", key=ACCOUNTS["welfare"]):
        return scanner.scan(config, CHECKS, host=HOST)


def test_each_municipality_is_signed_in_to_as_its_own_role_with_its_own_external_id(config, tape):
    assessment = scanner.scan(config, CHECKS, host=HOST)
    assert {one.id: one.account for one in assessment.targets} == ACCOUNTS
    assert assessment.gaps == ()
    asked = [body(key[2]) for key in tape.asked if key[0] == "sts.AssumeRole"]
    roles = {f"arn:aws:iam::{ACCOUNTS[name]}:role/TenkenReader": EXTERNAL[name] for name in ACCOUNTS}
    assert dict(asked) == roles


def body(asked: str) -> tuple[str, str]:
    """The role and the external id of a call."""
    found = dict(re.findall(r"'(RoleArn|ExternalId)': '([^']+)'", asked)) or {
        key: one for key, [one] in parse_qs(asked).items()
    }
    return found["RoleArn"], found["ExternalId"]


def test_an_account_that_is_refused_is_listed_and_takes_nothing_from_the_others(refused):
    assert {(one.target, one.organisation, one.outcome) for one in refused.findings} == {
        ("taxes", "aozora", Outcome.FAIL),
        ("welfare", "aozora", Outcome.UNKNOWN),
        ("midori", "midori", Outcome.FAIL),
    }
    assert {(name, gap.permission) for name, gap in refused.gaps} == {("welfare", "sts:AssumeRole")}
    assert exit_code(refused) == 4


def test_the_json_document_groups_by_municipality_system_and_account(refused):
    found = json.loads(written(reports.json, refused))
    groups = Counter(
        (one["organisation"], *one["systems"], one["target"], one["outcome"]) for one in found["findings"]
    )
    assert set(groups) == {
        ("aozora", "tax", "taxes", "fail"),
        ("aozora", "care", "welfare", "unknown"),
        ("midori", "midori", "fail"),
    }
    targets = {one["id"]: one for one in found["targets"]}
    assert {name: (one["organisation"], one["account"]) for name, one in targets.items()} == {
        "taxes": ("aozora", ACCOUNTS["taxes"]),
        "welfare": ("aozora", ""),
        "midori": ("midori", ACCOUNTS["midori"]),
    }
    assert [targets[name]["gaps"] for name in ACCOUNTS] == [0, 1, 0]
    assert [targets[name]["outcomes"]["fail"] for name in ACCOUNTS] == [1, 0, 1]
    assert targets["welfare"]["outcomes"] == {"pass": 0, "fail": 0, "not-applicable": 0, "unknown": 1}
    assert [(one["id"], one["targets"]) for one in found["systems"]] == [
        ("tax", ["taxes"]),
        ("care", ["welfare"]),
    ]


def test_the_console_groups_by_municipality_system_and_account(refused):
    page = written(reports.console, refused)
    assert "welfare: access denied" in page[: page.index("青空市")]
    aozora, midori = page[page.index("青空市") : page.index("みどり町")], page[page.index("みどり町") :]
    for said in ("taxes  aws 111122223333", "read from: welfare  aws", "not read 1",
                 "system: 税務  fails 1  unknown 0", "system: 介護  fails 0  unknown 1"):  # fmt: skip
        assert said in aozora
    assert "midori  aws 777788889999" in midori
    assert "taxes" not in midori[: midori.index("Controls")]


def test_the_page_groups_by_municipality_system_and_account(refused):
    page = written(reports.html, refused)
    tables = re.findall(r'<table class="plain cards (places|systems)">(.*?)</table>', page, re.DOTALL)
    assert [name for name, _ in tables] == ["places", "systems", "places"]
    assert [rows(table) for _, table in tables] == [
        [
            ["taxes", "aws 111122223333", "1", "0", "0", "0", ""],
            ["welfare", "aws", "0", "1", "0", "1", ""],
        ],
        [["税務", "taxes", "1", "0", "0"], ["介護", "welfare", "0", "1", "0"]],
        [["midori", "aws 777788889999", "1", "0", "0", "0", ""]],
    ]


def rows(table: str) -> list[list[str]]:
    """The cells of the body as text."""
    body = table[table.index("<tbody>") :]
    lines = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [
        [html.unescape(re.sub(r"<[^>]+>", "", one)).strip() for one in re.findall(r"<t[hd].*?</t[hd]>", line)]
        for line in lines
    ]


def written(report, assessment: Assessment) -> str:
    out = BytesIO()
    report.render(assessment, out, Translator("en"))
    return out.getvalue().decode()
