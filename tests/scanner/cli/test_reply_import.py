"""An operator's reply comes back as plans."""

from datetime import date

import openpyxl
import pytest

from scanner.frameworks import load_frameworks
from scanner.people import read_people

REPLY = {
    "区分": "対応予定",
    "対応内容": "設定を変更する。",
    "対応期限": "令和9年1月31日",
    "担当部署・役職": "クラウド運用部",
    "回答日": "2026-11-25",
}


@pytest.fixture
def book(tenken, configured, folder):
    """A request that was sent: the line is open, and vendor-a runs it."""
    configured("bad")
    (folder / "records").mkdir()
    text = "systems: []\noperators:\n  - {id: vendor-a, name: 青空情報サービス, targets: [line-0]}\n"
    (folder / "records/systems.yaml").write_text(text, "utf-8")
    tenken("scan", "--lang", "ja", "--out", "result", "--format", "request")
    return folder / "result/request-aozora-vendor-a.xlsx"


def fill(book, **cells):
    workbook = openpyxl.load_workbook(book)
    page = workbook.worksheets[0]
    titles = next(row for row in page.iter_rows() if "依頼番号" in [cell.value for cell in row])
    columns = {str(cell.value).removeprefix("回答："): cell for cell in titles}
    for title, value in cells.items():
        page.cell(titles[0].row + 1, columns[title].column, value)
    workbook.save(book)


def plans(folder):
    controls = [one for framework in load_frameworks() for one in framework.controls]
    return read_people(folder / "records", controls).plans


@pytest.fixture
def known(monkeypatch, folder, book):
    """The made-up control is none of the packaged ones; write one that is."""
    workbook = openpyxl.load_workbook(book)
    page = workbook.worksheets[0]
    for row in page.iter_rows():
        for cell in row:
            if cell.value == "LINE-1":
                cell.value = "CS-B06"
    workbook.save(book)


@pytest.mark.usefixtures("known")
def test_a_reply_becomes_a_plan_for_that_check_and_target(tenken, folder, book):
    fill(book, **REPLY)
    said = tenken("records", "import", book)
    assert (said.code, said.out) == (0, "added: 1\nalready there: 0\n")
    (one,) = plans(folder)
    assert (one.check, one.target, one.owner) == ("lines.closed", "line-0", "クラウド運用部")
    assert (one.last, one.done) == (date(2027, 1, 31), None)


@pytest.mark.usefixtures("known")
def test_it_is_added_once(tenken, folder, book):
    fill(book, **REPLY)
    tenken("records", "import", book)
    assert tenken("records", "import", book).out == "added: 0\nalready there: 1\n"


@pytest.mark.usefixtures("known")
def test_what_is_done_is_a_plan_that_is_done(tenken, folder, book):
    fill(book, **REPLY | {"区分": "対応済み", "対応期限": None, "対応完了日": "2026-11-30"})
    assert tenken("records", "import", book).code == 0
    assert plans(folder)[0].done == "2026-11-30"


@pytest.mark.usefixtures("known")
def test_what_is_to_be_discussed_is_left_for_people(tenken, folder, book):
    fill(book, **REPLY | {"区分": "要協議"})
    assert "confirmed: 1" in tenken("records", "import", book).out
    assert not (folder / "records/plans.yaml").exists()


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"対応期限": None}, "(回答：対応期限): this cell is empty"),
        ({"担当部署・役職": "taro@vendor.example"}, "(回答：担当部署・役職)"),
        ({"対応期限": "2026-11-01"}, "(回答：対応期限): it is due before it begins"),
        ({"回答日": "きのう"}, "(回答：回答日)"),
    ],
)
def test_a_wrong_cell_is_told_where_it_stands_and_nothing_is_written(tenken, folder, book, changes, words):
    fill(book, **REPLY | changes)
    said = tenken("records", "import", book)
    assert said.code == 2
    assert words in said.err
    assert not (folder / "records/plans.yaml").exists()
