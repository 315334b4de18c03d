"""A workbook goes out, is filled in, and comes back as records: all of it, or nothing."""

from datetime import date, datetime
from hashlib import sha256

import openpyxl
import pytest

from scanner.attestations import FILE
from scanner.frameworks import load_frameworks
from scanner.people import read_people
from tests.scanner.cli.books import CONTENT, GOOD, SHEET, book, fill

__all__ = ["book"]

HAND = """\
attestations:
  # kept by hand
  - {control: CS-C03, evidence: soc, statement: s, document: d, role: 課長, date: 2026-11-01, valid_for: P1Y,
     sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08}
"""


def records(folder):
    controls = [one for framework in load_frameworks() for one in framework.controls]
    return read_people(folder / "records", controls).attestations


def test_what_was_filled_in_becomes_an_attestation(tenken, folder, book):
    fill(book, {"CS-C01": GOOD})
    said = tenken("records", "import", book)
    assert (said.code, said.out) == (0, "added: 1\nalready there: 0\n")
    (one,) = records(folder)
    assert (one.control, one.evidence, one.role) == ("CS-C01", "iso", "情報政策課長")
    assert (one.first, one.last) == (date(2026, 11, 20), date(2027, 3, 31))
    assert one.sha256 == sha256(CONTENT).hexdigest()
    assert tenken("records", "check").code == 0


def test_imported_twice_it_is_added_once(tenken, folder, book):
    fill(book, {"CS-C01": GOOD})
    tenken("records", "import", book)
    before = (folder / "records" / FILE).read_bytes()
    said = tenken("records", "import", book)
    assert (said.code, said.out) == (0, "added: 0\nalready there: 1\n")
    assert (folder / "records" / FILE).read_bytes() == before


def test_the_same_in_two_sheets_is_added_once(tenken, folder, book):
    fill(book, {"CS-C01": GOOD})
    fill(book, {"CS-C01": GOOD}, sheet="証跡")
    assert tenken("records", "import", book).out == "added: 1\nalready there: 0\n"


def test_what_stands_in_the_file_stays_as_it_is(tenken, folder, book):
    (folder / "records" / FILE).write_text(HAND, "utf-8")
    fill(book, {"CS-C01": GOOD})
    assert tenken("records", "import", book).code == 0
    assert (folder / "records" / FILE).read_text("utf-8").startswith(HAND.rstrip())
    assert len(records(folder)) == 2


def test_a_workbook_in_which_nobody_wrote_changes_nothing(tenken, folder, book):
    said = tenken("records", "import", book)
    assert (said.code, said.out) == (0, "added: 0\nalready there: 0\n")
    assert not (folder / "records" / FILE).exists()


def test_what_could_not_be_confirmed_is_left_for_people(tenken, folder, book):
    fill(
        book,
        {"CS-C01": {"手動確認": "確認できない"}, "CS-C02": {"手動確認": "要確認", "確認した内容": "照会中"}},
    )
    said = tenken("records", "import", book)
    assert said.code == 0
    assert "confirmed: 2" in said.out
    assert not (folder / "records" / FILE).exists()


def test_every_fault_is_told_with_sheet_row_and_column_and_nothing_is_written(tenken, folder, book):
    wrong = GOOD | {
        "確認日": "昨日",
        "有効期限": "いつか",
        "確認者の役職": "taro@aozora.example",
        "文書の場所": None,
    }
    places = fill(book, {"CS-C01": GOOD, "CS-C03": wrong | {"証跡": "soc"}})
    said = tenken("records", "import", book)
    assert said.code == 2
    assert said.out == ""
    lines = said.err.splitlines()
    for title in ("確認日", "有効期限", "文書の場所"):
        (line,) = [one for one in lines if f"[{SHEET}] {places[title]} (記入：{title})" in one]
        assert str(book) in line
    assert not (folder / "records" / FILE).exists()


BAD = {
    "an empty cell": ({"確認した内容": None}, "確認した内容", "empty"),
    "a choice that is none": ({"手動確認": "たぶん"}, "手動確認", "choices"),
    "no choice": ({"手動確認": None}, "手動確認", "nothing was chosen"),
    "an account for a role": ({"確認者の役職": "taro@aozora.example"}, "確認者の役職", "account"),
    "another piece of evidence": ({"証跡": "isoo"}, "証跡", "did you mean 'iso'"),
    "a signal that a plugin reads": ({"証跡": "aws.artifact"}, "証跡", "read from the cloud"),
    "no hash": ({"SHA-256": "abc", "文書の場所": None}, "SHA-256", "64"),
    "another hash": ({"SHA-256": "0" * 64}, "SHA-256", "another"),
    "a document that is not there": ({"文書の場所": "documents/none.pdf"}, "文書の場所", "can't be read"),
    "a document elsewhere": ({"文書の場所": "../../../etc/passwd"}, "文書の場所", "beside"),
    "a day that no calendar has": ({"確認日": "2026-02-30"}, "確認日", "no date"),
    "an end before the beginning": ({"有効期限": "2026-11-01"}, "有効期限", "before"),
    "for good, where the control allows it not": ({"有効期限": "permanent"}, "有効期限", "permanent"),
    "a kind of asset that is none": ({"資産の種類": "servr"}, "資産の種類", "did you mean 'server'"),
    "a formula that was never computed": ({"確認した内容": "=A1"}, "確認した内容", "formula"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_wrong_cell_is_told_where_it_stands(tenken, folder, book, name):
    changes, title, words = BAD[name]
    places = fill(book, {"CS-C01": GOOD | changes})
    said = tenken("records", "import", book)
    assert said.code == 2
    (line,) = said.err.splitlines()
    assert f" (記入：{title})" in line
    assert words in line
    assert places[title] in line
    assert not (folder / "records" / FILE).exists()


def test_dates_as_excel_keeps_them_and_a_duration_are_taken(tenken, folder, book):
    fill(book, {"CS-C01": GOOD | {"確認日": datetime(2026, 11, 20), "有効期限": "P1Y"}})  # noqa: DTZ001
    assert tenken("records", "import", book).code == 0
    (one,) = records(folder)
    assert (one.first, one.valid_for) == (date(2026, 11, 20), "P1Y")


WRITTEN = [("2026/11/20", "1年"), ("2026.11.20", "１年間"), ("R8.11.20", "P1Y"), ("2026年11月20日", "12か月")]


@pytest.mark.parametrize(("day", "span"), WRITTEN)
def test_days_and_spans_are_taken_as_people_write_them_in_spreadsheets(tenken, folder, book, day, span):
    fill(book, {"CS-C01": GOOD | {"確認日": day, "有効期限": span}})
    said = tenken("records", "import", book)
    assert said.code == 0, said.err
    (one,) = records(folder)
    assert one.first == date(2026, 11, 20)
    assert one.valid_for in ("P1Y", "P12M")


def test_columns_are_found_wherever_they_were_moved_to(tenken, folder, book):
    fill(book, {"CS-C01": GOOD})
    workbook = openpyxl.load_workbook(book)
    page = workbook[SHEET]
    top = next(row[0].row for row in page.iter_rows() if "No." in [cell.value for cell in row])
    titles = {cell.value: cell.column for cell in page[top]}
    a, b = titles["記入：確認した内容"], titles["記入：文書名"]
    for row in range(top, page.max_row + 1):
        one, other = page.cell(row, a).value, page.cell(row, b).value
        page.cell(row, a).value, page.cell(row, b).value = other, one
    page.title = "renamed"
    workbook.save(book)
    assert tenken("records", "import", book).code == 0
    assert records(folder)[0].statement == GOOD["確認した内容"]


def test_a_column_that_was_taken_out_is_named(tenken, folder, book):
    fill(book, {"CS-C01": GOOD})
    workbook = openpyxl.load_workbook(book)
    page = workbook[SHEET]
    for row in page.iter_rows():
        for cell in row:
            if cell.value == "記入：確認日":
                cell.value = "日"
    workbook.save(book)
    said = tenken("records", "import", "--lang", "ja", book)
    assert said.code == 2
    assert "列「" in said.err


def test_an_english_workbook_comes_back_too(tenken, folder, book):
    tenken("scan", "--lang", "en", "--out", "english", "--format", "xlsx")
    other = folder / "english/assessment.xlsx"
    workbook = openpyxl.load_workbook(other)
    page = workbook["Evidence"]
    top = next(row[0].row for row in page.iter_rows() if "No." in [cell.value for cell in row])
    titles = {str(cell.value).removeprefix("Entry: "): cell.column for cell in page[top]}
    row = next(row[0].row for row in page.iter_rows(min_row=top) if row[0].value == "CS-C01")
    values = dict(
        zip(
            ("checked by people", "what was found", "document", "SHA-256"),
            ("confirmed", "s", "d", "0" * 64),
            strict=True,
        )
    )
    for title, value in {**values, "role": "課長", "date": "2026-11-20", "valid until": "P1Y"}.items():
        page.cell(row, titles[title], value)
    workbook.save(other)
    assert tenken("records", "import", other).code == 0
    assert records(folder)[0].evidence == "iso"


def test_cells_that_were_joined_are_told_where_they_are_empty_now(tenken, folder, book):
    places = fill(book, {"CS-C01": GOOD, "CS-C02": GOOD | {"証跡": "cspdoc"}})
    workbook = openpyxl.load_workbook(book)
    below = places["確認者の役職"]
    column, row = below.rstrip("0123456789"), int(below.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    workbook[SHEET].merge_cells(f"{column}{row - 1}:{below}")
    workbook.save(book)
    said = tenken("records", "import", book)
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert f"{below} (記入：確認者の役職): this cell is empty" in said.err
