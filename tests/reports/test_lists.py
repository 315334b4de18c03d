"""The tables of the audit package: evidence with its expiry, and the value of risk."""

import csv
import io
from dataclasses import replace

import pytest

from reports.lists import evidence, risk
from scanner.on_file import OnFile
from scanner.risk_data import load_risk
from tests.reports.city import CITY
from tests.reports.town import PEOPLE, TOWN
from tests.scanner.risk_world import CITY as OTHER, EXAMPLE, SERVER, assessed, sheet


def rows(render, assessment, t):
    out = io.BytesIO()
    render(assessment, out, t)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"))))


def test_evidence_stands_with_its_document_its_hash_and_its_last_day(ja):
    (row,) = [one for one in rows(evidence, TOWN, ja) if one["管理策"] == "DEMO-04" and one["文書"]]
    assert (row["団体"], row["証跡"], row["文書"]) == ("青空市", "training", "実施記録.pdf")
    assert (row["SHA-256"], row["期限"]) == ("0" * 64, "2027-03-31")
    assert row["役職と日付"] == "情報政策課長（2026-04-01）"
    assert row["状況"] == "提出済み"


def test_what_was_not_recorded_is_not_called_missing(ja):
    found = {
        one["状況"] for one in rows(evidence, replace(TOWN, people={}), ja) if one["管理策"] == "DEMO-04"
    }
    assert found == {"この証跡には記録なし"}


def test_risk_stands_as_an_interval_with_what_it_rests_on(ja):
    plain = assessed(EXAMPLE)
    filed = replace(plain, people={OTHER.id: OnFile(day=PEOPLE.day, assets=sheet(SERVER))})
    found = [one for one in rows(risk, filed, ja) if one["情報資産"] == "LGWAN業務サーバ"]
    assert len(found) == len(load_risk().threat_ids)
    assert any(one["リスク値（最悪）"] != one["リスク値（最良）"] for one in found)
    assert {one["許容できるか"] for one in found} <= {"はい", "いいえ", "判定不能"}


def test_without_a_sheet_of_assets_it_says_so(ja):
    assert "算定していません" in rows(risk, CITY, ja)[0]["情報資産"]


@pytest.mark.parametrize("render", [evidence, risk])
def test_both_say_what_every_report_says(ja, render):
    out = io.BytesIO()
    render(CITY, out, ja)
    for words in ("技術的確認の補助", "2026-04-01", "0.1.0", "未完了"):
        assert words in out.getvalue().decode("utf-8-sig")
