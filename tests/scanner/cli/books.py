"""A workbook that goes out, and what people write into it."""

import openpyxl
import pytest

SHEET = "クラウドサービスの特記事項"
CONTENT = b"an ISO certificate"
GOOD = {
    "手動確認": "確認した",
    "証跡": "iso",
    "確認した内容": "認証書の写しを確認した。",
    "文書名": "認証書.pdf",
    "文書の場所": "documents/iso.pdf",
    "確認者の役職": "情報政策課長",
    "確認日": "令和8年11月20日",
    "有効期限": "2027-03-31",
}


@pytest.fixture
def book(tenken, configured, folder):
    """A workbook of a reading, and a document beside the configuration."""
    configured("good")
    config = folder / "tenken.yaml"
    config.write_text(config.read_text("utf-8").replace("[lines]", "[cloud-checklist]"), "utf-8")
    (folder / "records/documents").mkdir(parents=True)
    (folder / "records/documents/iso.pdf").write_bytes(CONTENT)
    tenken("scan", "--lang", "ja", "--out", "result", "--format", "xlsx")
    return folder / "result/assessment.xlsx"


def fill(book, rows, sheet=SHEET):
    """Write into the yellow cells of these controls; gives the places of the cells."""
    workbook = openpyxl.load_workbook(book)
    page, places = workbook[sheet], {}
    titles = next(row for row in page.iter_rows() if "No." in [cell.value for cell in row])
    own = [cell for cell in titles if str(cell.value).startswith("記入：")]
    columns = {cell.value.removeprefix("記入："): cell.column for cell in own}
    number = next(cell.column for cell in titles if cell.value == "No.")
    for row in page.iter_rows(min_row=titles[0].row + 1):
        cells = rows.get(row[number - 1].value, {})
        for title, value in cells.items():
            cell = page.cell(row[0].row, columns[title], value)
            places[title] = cell.coordinate
    workbook.save(book)
    return places
