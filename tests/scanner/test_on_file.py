"""What people have on file goes with the reading, whole, and comes back from the evidence as it was."""

import io
from dataclasses import replace
from datetime import date

import msgspec
import pytest

from scanner.evidence_store import _Head, read, write
from scanner.on_file import OnFile
from scanner.profiles import load_profile
from scanner.risk import risk, risk_on_file
from tests.scanner.people_world import ATTESTATION, CONTENT, CONTROLS, GAP, NOON, WAIVER, less, people
from tests.scanner.risk_world import CITY, EXAMPLE, IDS, KINDS, PASS, SERVER, assessed, sheet
from tests.scanner.test_evidence import PROVIDER, evidence

PLAN = {
    "control": "ALPHA-T08",
    "measure": "更新する。",
    "owner": "基盤係",
    "date": "2026-10-01",
    "due": "2026-11-19",
}
SYSTEMS = {
    "systems": [{"id": "jumin", "name": "住民記録", "importance": 3, "tag": "system=jumin"}],
    "operators": [{"id": "vendor-a", "name": "青空情報サービス株式会社", "systems": ["jumin"]}],
}
ASSETS = {
    "role": "情報政策課長",
    "date": "2026-11-01",
    "assets": [
        {
            "id": "a",
            "name": "業務サーバ",
            "kind": "server",
            "importance": 3,
            "threats": {"TH1": 3, "TH2": 3, "TH3": "none", "TH4": 2, "TH5": 3, "TH6": 1},
        }
    ],
}


@pytest.fixture
def on_file(tmp_path):
    records = people(
        tmp_path,
        attestations=[ATTESTATION, less(ATTESTATION, path="gone.pdf", evidence="design", valid_for="P1M")],
        waivers=[WAIVER, less(WAIVER, date="2026-12-01")],
        accepted_gaps=[GAP],
        plans=[PLAN, less(PLAN, done="2026-11-30"), less(PLAN, due="2026-11-20")],
        systems=SYSTEMS,
        assets=ASSETS,
    )
    return OnFile.of(records, CONTROLS, NOON, [load_profile("government-cloud-direct")])


def test_every_record_is_there_also_those_that_do_not_count(on_file):
    assert on_file.day == date(2026, 11, 20)
    assert [one.fault is None for one in on_file.attestations] == [True, False]
    assert [on_file.holds(one) for one in on_file.waivers] == [True, False]
    assert [one.name for one in on_file.operators] == ["青空情報サービス株式会社"]
    assert on_file.relieved[0].sentence["ja"]


def test_a_plan_is_overdue_from_the_day_after_and_only_until_it_is_done(on_file):
    assert [one.due for one in on_file.overdue] == ["2026-11-19"]


def test_what_ends_is_told_of_the_records_alone(on_file):
    assert [(one.about, one.left) for one in on_file.ending] == [
        ("aozora-aws / organizations:*", 41),
        ("ALPHA-T08", 41),
        ("ALPHA-T08 / fwexp", 73),
    ]


def test_it_comes_back_from_the_evidence_as_it_was(on_file):
    before, out = replace(evidence(), people={"aozora": on_file}), io.BytesIO()
    write(before, out)
    assert read(io.BytesIO(out.getvalue()), {"cloud": PROVIDER}).people == {"aozora": on_file}


def test_a_document_that_changes_later_changes_nothing_in_the_evidence(tmp_path):
    (tmp_path / "a.pdf").write_bytes(CONTENT)
    records = people(tmp_path, attestations=[less(ATTESTATION, path="a.pdf")])
    before, out = OnFile.of(records, CONTROLS, NOON), io.BytesIO()
    write(replace(evidence(), people={"aozora": before}), out)
    (tmp_path / "a.pdf").write_bytes(b"another")
    back = read(io.BytesIO(out.getvalue()), {"cloud": PROVIDER}).people["aozora"]
    assert back.attestations[0].fault is None
    assert OnFile.of(records, CONTROLS, NOON).attestations[0].fault is not None


def test_evidence_of_a_former_version_has_nothing_recorded():
    whole = evidence()
    head = msgspec.to_builtins(_Head(whole.run, whole.organisations, whole.frameworks, {}))
    del head["people"]
    assert msgspec.convert(head, _Head).people == {}


def test_the_risk_is_rated_by_the_sheet_on_file():
    plain = assessed(EXAMPLE)
    checks = tuple(replace(one, assets=KINDS.get(one.id, ())) for one in plain.checks)
    filed = replace(
        plain, checks=checks, people={CITY.id: OnFile(day=date(2026, 11, 20), assets=sheet(SERVER))}
    )
    assert risk_on_file(filed, CITY.id) == risk(plain, CITY.id, sheet(SERVER), (), KINDS)


def test_without_a_sheet_there_is_no_table():
    plain = assessed(dict.fromkeys(IDS, PASS))
    assert risk_on_file(plain, CITY.id) is None
    assert risk_on_file(replace(plain, people={CITY.id: OnFile(day=date(2026, 11, 20))}), CITY.id) is None
