"""The self-inspection workbook: the audit guideline's table, cells for people, and text that stays text."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from reports.xlsx import render
from reports.xlsx.table import lines
from scanner.assessment import ControlVerdict, Status
from scanner.attestations import Attestation
from scanner.forms import ATTESTATION, ENTRIES, marked
from scanner.frameworks import load_frameworks
from scanner.model import Outcome, Resource
from scanner.on_file import OnFile
from scanner.text import Message
from scanner.waivers import Waiver
from scanner.weighing import Weighed
from tests.reports.city import CITY, FINDINGS, finding
from tests.scanner.people_world import ATTESTATION as RECORD, WAIVER, less

ORDER = [
    "項目（大）",
    "項目（中）",
    "項目（小）",
    "No.",
    "必須",
    "監査項目",
    "監査資料の例*",
    "監査実施の例*",
]
ORDER += ["例文の番号*", "JIS Q 27002*", "留意事項", "自動確認の結果", "根拠", "確認日時", "確認の方法"]
ORDER += ["手動確認", "証跡", "期限"]


def bytes_of(assessment, t):
    out = io.BytesIO()
    render(assessment, out, t)
    return out.getvalue()


@pytest.fixture
def book(ja):
    """The workbook of an assessment, as openpyxl reads it."""
    return lambda assessment=CITY, t=ja: openpyxl.load_workbook(io.BytesIO(bytes_of(assessment, t)))


def table(sheet):
    """The rows below the titles, by title."""
    rows = list(sheet.values)
    place = next(number for number, row in enumerate(rows) if "No." in row)
    return [dict(zip(rows[place], row, strict=True)) for row in rows[place + 1 :]]


def everything(sheet):
    return [str(value) for row in sheet.values for value in row if value is not None]


def of_framework(name):
    """An assessment of a document as it is packaged, in which nothing is known."""
    framework = next(one for one in load_frameworks() if one.framework == name)
    (organisation, _) = CITY.organisations
    verdicts = tuple(
        ControlVerdict(
            organisation=organisation.id,
            framework=framework.framework,
            edition=framework.edition,
            case="i",
            id=control.id,
            level="required",
            status=Status.UNDETERMINED,
            reasons=(Message.of("people have to show it"),),
            findings=(),
        )
        for control in framework.controls
    )
    return replace(CITY, organisations=(organisation,), frameworks=(framework,), controls=verdicts)


def on_file(*records, **rest):
    weighed = tuple(
        Weighed(attestation=Attestation(**one), key=one["evidence"], last=date(2027, 2, 1), fault=None)
        for one in records
    )
    return OnFile(day=date(2026, 11, 20), attestations=weighed, **rest)


def test_a_sheet_has_the_columns_of_the_audit_guideline_in_their_order_then_ours_then_those_to_fill_in(book):
    sheet = book()["青空市 見本の基準"]
    (titles,) = [row for row in sheet.values if "No." in row]
    assert list(titles[: len(ORDER)]) == ORDER
    assert [one.startswith("記入：") for one in titles[len(ORDER) :]] == [True] * len(ENTRIES)


def test_columns_without_a_source_are_empty_and_the_sheet_says_so(book):
    sheet = book()["青空市 見本の基準"]
    for row in table(sheet):
        assert {row[title] for title in ORDER if title.endswith("*")} == {None}
    assert any("出典がない" in text for text in everything(sheet))


def test_the_checklist_of_special_terms_has_its_37_rows_in_the_original_order(book):
    assessment = of_framework("cloud-checklist")
    rows = table(book(assessment)["クラウドサービスの特記事項"])
    assert len(rows) == 37
    assert [row["No."] for row in rows] == [one.id for one in assessment.frameworks[0].controls]
    assert rows[0]["項目（大）"] == "確認事項1"
    assert {row["確認の方法"] for row in rows} == {"未回答"}


def test_the_first_page_says_what_was_not_read_before_how_things_stand(book, ja):
    said = everything(book().worksheets[0])
    assert said.index(ja("What could not be read")) < said.index("判定別の管理策数（括弧内は必須）")
    assert "s3:GetEncryptionConfiguration" in said
    assert any("技術的確認の補助" in text for text in said)
    assert any("2026-04-01" in text for text in said)
    assert any("0.1.0" in text for text in said)


def test_text_never_becomes_a_formula_a_number_or_a_link(book):
    names = ("=1+1", "@SUM(A1)", "+1", "0123", "https://aozora.example", "-2", "<script>alert(1)</script>")
    found = tuple(
        finding(number, "aws.s3.public", Outcome.FAIL, resource=Resource("t", name, name))
        for number, name in enumerate(names)
    )
    sheet = book(replace(CITY, findings=found)).worksheets[-1]
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row}
    assert {cells[name].data_type for name in names} == {"s"}
    assert {cells[name].hyperlink for name in names} == {None}


def test_characters_that_nobody_sees_are_spelt_out(book):
    odd = finding(1, "aws.s3.public", Outcome.FAIL, resource=Resource("t", "a\u202eb\x1b\ud800", ""))
    assert "a\\u202eb\\x1b\\ud800" in everything(book(replace(CITY, findings=(odd,))).worksheets[-1])


def test_findings_begin_with_what_has_to_be_mended(book):
    sheet = book().worksheets[-1]
    said = [row[0] for row in sheet.values][2:]
    assert said == ["不備", "不明", "不明", "不明", "適切", "対象外"]


def test_the_same_assessment_gives_the_same_bytes(ja):
    assert bytes_of(CITY, ja) == bytes_of(CITY, ja)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_tables_stay_readable_on_screen_and_on_a4(book, language, request):
    for sheet in book(t=request.getfixturevalue(language)).worksheets[1:]:
        assert sheet.freeze_panes
        assert sheet.print_title_rows
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert "&P" in sheet.oddFooter.center.text


def test_in_english_nothing_but_names_is_japanese(book, en):
    titles = [row for row in book(t=en).worksheets[1].values if "No." in row]
    assert "What is audited" in titles[0]


def test_names_of_sheets_are_such_as_excel_takes(book):
    framework = replace(CITY.frameworks[0], title=replace(CITY.frameworks[0].title, ja="[長]い/名:前*?" * 8))
    names = book(replace(CITY, frameworks=(framework,))).sheetnames
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert len({name.casefold() for name in names}) == len(names)


def test_a_sheet_says_which_organisation_and_document_it_is_of(book):
    (mark,) = [found for text in everything(book().worksheets[1]) if (found := marked(text))]
    assert mark["kind"] == ATTESTATION
    assert (mark["organisation"], mark["framework"], mark["run"]) == ("aozora", "demo", CITY.run.id)


def test_lists_offer_the_choices_and_the_keys_of_each_control(book):
    sheet = book(of_framework("cloud-checklist"))["クラウドサービスの特記事項"]
    lists = [one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert '"確認した,確認できない,要確認"' in lists
    assert '"iso"' in lists
    assert '"contract,cspdoc"' in lists


def test_what_people_have_shown_stands_beside_the_verdict(book):
    whole = of_framework("cloud-checklist")
    record = less(RECORD, control="CS-C01", evidence="iso", role="情報政策課長")
    shown = replace(whole, people={"aozora": on_file(record)})
    row = table(book(shown)["クラウドサービスの特記事項"])[0]
    assert row["手動確認"] == "情報政策課長（2026-11-01）"
    assert row["期限"] == "2027-02-01"
    assert row["確認の方法"] == "資料確認"
    assert "[提出済み]" in row["証跡"]


def test_where_records_are_not_in_the_evidence_it_says_so_and_not_that_nothing_was_shown(book):
    whole = of_framework("cloud-checklist")
    assert "この証跡には記録なし" in table(book(whole)["クラウドサービスの特記事項"])[0]["証跡"]
    empty = replace(whole, people={"aozora": on_file()})
    assert "[未提出]" in table(book(empty)["クラウドサービスの特記事項"])[0]["証跡"]


def test_a_claim_that_the_settings_contradict_stands_on_top(book):
    whole = of_framework("cloud-checklist")
    record = less(RECORD, control="CS-C01", evidence="iso")
    verdicts = (replace(whole.controls[0], findings=(FINDINGS[0].id,)), *whole.controls[1:])
    shown = replace(whole, people={"aozora": on_file(record)}, controls=verdicts)
    said = everything(book(shown)["クラウドサービスの特記事項"])
    (warning,) = [text for text in said if text.startswith("申告は適合") and "CS-C01" in text]
    assert said.index(warning) < said.index("項目（大）")


def test_records_that_end_are_listed_with_the_days_that_are_left(book):
    waiver = Waiver(**less(WAIVER, valid_until="2026-11-30"))
    people = {"aozora": on_file(waivers=(waiver,))}
    sheet = book(replace(CITY, people=people))["期限の近い記録"]
    assert ["青空市", "2026-11-30", 10, "30日以内"] in [list(row[:4]) for row in sheet.values]
    assert any(text.startswith("みどり町：") for text in everything(sheet))


@pytest.mark.parametrize(
    ("text", "width", "count"), [("", 10, 1), ("a" * 30, 10, 3), ("あ" * 30, 20, 3), ("a\nb", 9, 2)]
)
def test_a_row_is_as_high_as_its_text_takes(text, width, count):
    assert lines(text, width) == count
