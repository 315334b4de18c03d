"""`tenken risk`: the table of assets and threats, its intervals, before and after, what if."""

import json

import pytest

from scanner.catalogue import all_frameworks
from scanner.host import Host
from tests.scanner.people_world import DIGEST

THREATS = "{TH1: 3, TH2: 3, TH3: none, TH4: 2, TH5: 3, TH6: 1}"
ASSETS = f"""\
role: 情報処理安全確保支援士（委託先）
date: 2026-11-20
assets:
  - {{id: servers, name: LGWAN業務サーバ, kind: server, importance: 3, threats: {THREATS}}}
"""
MILD = ASSETS.replace("3, TH2: 3", "1, TH2: 1").replace("TH4: 2, TH5: 3", "TH4: 1, TH5: 1")
"""A threat of level 1 is never too much."""
LOWERED = "{threat: TH6, level: 1, reason: 暗号が古い。, role: 情報政策課長, date: 2026-11-20}"


@pytest.fixture
def city(tenken, configured, folder):
    """A city whose evidence is read: nothing of the α′ controls was seen."""
    configured("good")
    (folder / "records").mkdir()
    (folder / "records/assets.yaml").write_text(ASSETS, "utf-8")
    assert tenken("collect", "--out", "e.tenken", "--check", "lines.*").code == 0
    return folder


@pytest.fixture
def shown(city):
    """Attest all that these controls ask for: evidence and signals."""

    def shown(*ids):
        controls = [one for framework in all_frameworks(Host.load()) for one in framework.controls]
        items = [item for one in controls if one.id in ids for item in _items(one)]
        (city / "records/attestations.yaml").write_text("\n".join(["attestations:", *items]), "utf-8")

    return shown


def _items(control):
    for what in [f"evidence: {one.key}" for one in control.evidence] + [
        f"signal: {s}" for s in control.signals
    ]:
        yield (
            f"  - {{control: {control.id}, {what}, statement: 確認した。, document: 資料.pdf, "
            f"sha256: {DIGEST}, role: 情報政策課長, date: 2026-11-01, valid_until: 2099-03-31}}"
        )


def risk(tenken, *arguments):
    return tenken("risk", "--evidence", "e.tenken", *arguments)


def table(tenken, *arguments):
    said = risk(tenken, "--format", "json", *arguments)
    (one,) = json.loads(said.out)["organisations"]
    return one


def cell(found, threat):
    return next(one for one in found["cells"] if one["threat"] == threat)


def line(said, start):
    return next(" ".join(one.split()) for one in said.out.splitlines() if one.strip().startswith(start))


def test_the_table_has_a_row_per_asset_and_a_column_per_threat(tenken, city):
    said = risk(tenken)
    assert line(said, "asset") == "asset importance TH1 TH2 TH3 TH4 TH5 TH6"
    assert line(said, "LGWAN業務サーバ").startswith("LGWAN業務サーバ 3 3-9 C-A ? ")
    assert "Importance and threat levels: 情報処理安全確保支援士（委託先）, 2026-11-20" in said.out
    assert "Reading of the matrix: 1" in said.out


def test_what_was_not_read_leaves_an_interval_and_is_never_counted_as_safe(tenken, city):
    found = table(tenken)
    one = cell(found, "TH1")
    assert (one["value"]["best"]["product"], one["value"]["worst"]["product"], one["safe"]) == (3, 9, None)
    assert {sign["mark"] for sign in one["marks"]} == {"unread", "no"}
    assert found["all_safe"] is not True


def test_a_threat_that_does_not_exist_has_no_cell(tenken, city):
    assert not [one for one in table(tenken)["cells"] if one["threat"] == "TH3"]


def test_the_marks_behind_each_value_are_listed_with_their_reason(tenken, city):
    out = " ".join(risk(tenken).out.split())
    assert "LGWAN業務サーバ / TH1" in out
    assert "? ALPHA-T10, ALPHA-T05: it was not read on this kind of asset" in out
    assert "× ALPHA-T09: evidence is missing, changed or expired: accreview" in out


def test_low_threats_alone_are_safe_whatever_was_not_read(tenken, city):
    (city / "records/assets.yaml").write_text(MILD, "utf-8")
    said = risk(tenken)
    assert said.code == 0
    assert "All products are at most 3: yes" in said.out


@pytest.mark.parametrize(
    ("assumed", "code", "told"),
    [
        (["T09=met", "T10=met"], 4, "it can't be told"),
        (["T04=not-met", "T05=not-met", "T06=not-met", "T07=not-met", "T12=not-met"], 3, "no"),
    ],
)
def test_the_exit_code_says_whether_all_is_safe(tenken, city, assumed, code, told):
    said = risk(tenken, *(f"--assume=ALPHA-{one}" for one in assumed))
    assert said.code == code
    assert f"All products are at most 3: {told}" in said.out


def test_exit_zero_is_for_pipelines(tenken, city):
    assert risk(tenken).code != 0
    assert risk(tenken, "--exit-zero").code == 0


def test_an_attested_control_gives_its_mark(tenken, city, shown):
    shown("ALPHA-T09")
    found = cell(table(tenken), "TH1")
    assert {one["control"]: one["mark"] for one in found["marks"]}["ALPHA-T09"] == "yes"


def test_an_assumption_is_compared_with_what_was_seen(tenken, city):
    said = risk(tenken, "--assume", "ALPHA-T09=met", "--assume", "ALPHA-T10=met")
    assert "What if, and no result: ALPHA-T09=met" in said.out
    assert "Before and after, if that were so" in said.out
    assert line(said, "LGWAN業務サーバ  TH4") == "LGWAN業務サーバ TH4 4-6 B-A ! 2 C better"


def test_an_earlier_reading_is_compared_with(tenken, city):
    found = table(tenken, "--before", "e.tenken")
    assert {one["direction"] for one in found["changes"]} == {"same"}
    said = risk(tenken, "--before", "e.tenken")
    assert "unchanged: 5 of 5" in said.out


def test_without_a_comparison_there_are_no_changes(tenken, city):
    assert table(tenken)["changes"] is None


def test_the_other_reading_of_the_matrix_changes_letters_alone(tenken, city):
    first, second = table(tenken), table(tenken, "--reading", "2")
    assert second["reading"] == 2
    products = [[one["value"]["best"]["product"] for one in found["cells"]] for found in (first, second)]
    letters = [[one["value"]["best"]["letter"] for one in found["cells"]] for found in (first, second)]
    assert products[0] == products[1]
    assert letters[0] != letters[1]


def test_a_lowered_level_says_by_whom_and_why(tenken, city):
    text = ASSETS.replace("TH6: 1}", f"TH6: 1}}, lowered: [{LOWERED}]")
    (city / "records/assets.yaml").write_text(text, "utf-8")
    assert "lowered to level 1 by 情報政策課長 on 2026-11-20: 暗号が古い。" in risk(tenken).out


def test_it_speaks_japanese(tenken, city):
    out = risk(tenken, "--lang", "ja").out
    assert "行列の解釈：1" in out
    assert "外部（インターネット経由）不正アクセス" in out


def test_without_evidence_the_targets_are_read(tenken, city):
    said = tenken("risk", "--format", "json")
    assert json.loads(said.out)["organisations"][0]["id"] == "aozora"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--assume", "ALPHA-T99=met"], "'ALPHA-T99' counters no threat; did you mean"),
        (["--assume", "ALPHA-T11=maybe"], "'maybe' can't be assumed; write ALPHA-T11=met"),
        (["--assume", "ALPHA-T11"], "'ALPHA-T11' can't be assumed; write ALPHA-T11=met"),
        (["--reading", "7"], "the matrix has no reading 7; choose one of: 1, 2"),
        (["--organisation", "hoshizora"], "there is no organisation 'hoshizora'"),
        (["--before", "nowhere.tenken"], "nowhere.tenken: there is no such file"),
        (["--before", "tenken.yaml"], "tenken.yaml: this is no evidence file of Tenken"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(tenken, city, arguments, told):
    said = risk(tenken, *arguments)
    assert (said.code, said.out) == (2, "")
    assert told in said.err
    assert said.err.count("\n") == 1


def test_without_a_sheet_of_assets_nothing_is_rated(tenken, city):
    (city / "records/assets.yaml").unlink()
    said = risk(tenken)
    assert said.code == 2
    assert said.err.startswith("tenken: records/assets.yaml is not there; without importance")


def test_faults_in_the_records_are_told_with_their_place(tenken, city):
    (city / "records/assets.yaml").write_text(ASSETS.replace("kind: server", "kind: servers"), "utf-8")
    said = risk(tenken)
    assert said.code == 2
    assert said.err.startswith("tenken: records/assets.yaml:4:")


def test_evidence_of_another_city_is_refused(tenken, city):
    text = (city / "tenken.yaml").read_text("utf-8").replace("aozora", "hoshizora")
    (city / "tenken.yaml").write_text(text, "utf-8")
    said = risk(tenken)
    assert said.code == 2
    assert "the assessment has no organisation 'hoshizora'" in said.err
