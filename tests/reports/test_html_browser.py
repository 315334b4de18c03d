"""The page in a real browser: quiet, without a request, usable by keyboard, and open to everybody."""

import pytest
from playwright.sync_api import expect

from reports.html import render
from scanner.language import Translator
from tests.reports.conftest import LOCALE
from tests.reports.town import HOSTILE, TOWN, crowded

pytestmark = [pytest.mark.needs_system("chromium"), pytest.mark.xdist_group("browser")]

SIGHTS = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
    "narrow and dark": {"viewport": {"width": 390, "height": 800}, "color_scheme": "dark"},
}
TRANSLATORS = {"ja": Translator("ja", [LOCALE]), "en": Translator("en", [])}


@pytest.fixture(scope="module")
def browser():
    from tests.reports.browser import chromium

    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The files: the town in both languages, and one with many findings."""
    folder = tmp_path_factory.mktemp("pages")
    pages = {"ja": (TOWN, "ja"), "en": (TOWN, "en"), "many": (crowded(1_300), "ja")}
    for name, (assessment, language) in pages.items():
        with (folder / f"{name}.html").open("wb") as out:
            render(assessment, out, TRANSLATORS[language])
    return folder


@pytest.fixture
def visit(browser, written):
    """Open a page; at the end of the test it must have said nothing and asked for nothing but itself."""
    from tests.reports.browser import opened

    pages = []

    def visit(name="ja", sight="light", **more):
        pages.append(opened(browser, written / f"{name}.html", **SIGHTS[sight], **more))
        return pages[-1]

    yield visit
    for one in pages:
        assert one.said == []
        assert len(one.asked) == 1
        one.page.close()


def shows(page, table, count):
    """Wait until the table has so many entries."""
    expect(page.locator(f"#{table} > tbody")).to_have_count(count)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_axe_finds_nothing_serious(visit, language, sight):
    seen = visit(language, sight)
    seen.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert seen.faults() == []


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [320, 390, 768, 840, 1280])
def test_nothing_runs_out_of_the_page(visit, language, width):
    page = visit(language).page
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_hostile_name_stays_text(visit):
    page = visit().page
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.get_by_text(HOSTILE).first.wait_for(state="attached")
    assert page.locator("img").count() == 0
    assert page.locator("main script:not([type])").count() == 0
    assert dialogs == []


def test_a_hostile_name_that_was_packed_stays_text_too(visit):
    page = visit("many").page
    page.locator("#findings .tools input").fill("alert(1)")
    shows(page, "findings-table", 1)
    assert page.locator("img").count() == 0


def test_search_filter_and_sort_work_by_keyboard_alone(visit):
    page = visit().page
    page.locator("#controls .tools input").focus()
    page.keyboard.type("demo-02")
    shows(page, "controls-table", 1)
    assert "不適合" in page.locator("#controls-table").inner_text()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    shows(page, "controls-table", 8)
    for _ in range(3):  # organisation, framework, result
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    shows(page, "controls-table", 2)
    assert page.locator("#controls select").nth(2).input_value() == "met"


def test_a_heading_sorts_by_keyboard_and_says_so(visit):
    page = visit().page
    head = page.locator("#controls-table th[data-sort]").nth(2)
    head.locator("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    first = page.locator("#controls-table .badge").first.inner_text()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    expect(page.locator("#controls-table .badge").first).not_to_have_text(first)


def test_details_open_by_keyboard(visit):
    page = visit().page
    page.locator("#controls-table summary").nth(1).focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("求められていること").nth(1).is_visible()


def test_the_first_key_leads_past_the_contents(visit):
    page = visit().page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_a_link_from_a_control_shows_the_findings_of_its_check(visit):
    page = visit().page
    page.locator("#controls-table summary").nth(1).click()
    page.locator("#controls-table a[data-check='aws.s3.public']").first.click()
    shows(page, "findings-table", 3)
    assert page.locator("#findings select").last.input_value() == "aws.s3.public"


def test_a_link_to_a_check_opens_the_list_it_stands_in(visit):
    page = visit().page
    page.locator("#findings-table a[href='#check-aws.s3.public']").first.click()
    assert page.locator("[id='check-aws.s3.public']").is_visible()


def test_packed_rows_come_when_they_are_looked_for(visit):
    page = visit("many").page
    shows(page, "findings-table", 200)
    output = page.locator("#findings output")
    assert output.inner_text() == "該当1307件のうち200件を表示（全1307件）"
    page.locator("#findings .tools input").fill("bucket-1299")
    shows(page, "findings-table", 1)
    assert output.inner_text() == "該当1件のうち1件を表示（全1307件）"
    assert page.locator("script[data-table]").count() == 0


@pytest.mark.parametrize("words", ['"><img', "<script>", "bucket-1299 aozora-aws"])
def test_a_search_takes_signs_as_they_are(visit, words):
    page = visit("many").page
    page.locator("#findings .tools input").fill(words)
    expect(page.locator("#findings output")).not_to_contain_text("該当1307件")
    assert page.locator("#findings-table > tbody").count() >= 1


def test_more_rows_are_shown_on_request(visit):
    page = visit("many").page
    page.locator("[data-more='findings-table']").press("Enter")
    shows(page, "findings-table", 400)


def test_what_is_packed_can_be_sorted_with_the_rest(visit):
    page = visit("many").page
    head = page.locator("#findings-table th[data-sort='7'] button")
    head.click()
    head.click()
    expect(page.locator("#findings-table > tbody bdi").first).to_have_text("bucket-1299")


def test_clear_brings_back_the_order_of_the_document(visit):
    page = visit().page
    head = page.locator("#controls-table th[data-sort]").nth(2)
    head.locator("button").press("Enter")
    head.locator("button").press("Enter")
    expect(page.locator("#controls-table .id").first).not_to_have_text("DEMO-01")
    page.locator("#controls [data-clear]").press("Enter")
    expect(page.locator("#controls-table .id").first).to_have_text("DEMO-01")
    assert head.get_attribute("aria-sort") == "none"


def test_a_browser_that_can_not_unpack_says_so_and_keeps_what_it_shows(visit):
    page = visit("many").page
    page.evaluate("delete window.DecompressionStream")
    page.locator("#findings .tools input").fill("bucket-1299")
    expect(page.locator("#findings output")).to_contain_text("展開できません")
    shows(page, "findings-table", 200)


def test_clear_shows_everything_again(visit):
    page = visit().page
    page.locator("#controls .tools input").fill("demo-02")
    shows(page, "controls-table", 1)
    page.locator("#controls [data-clear]").click()
    shows(page, "controls-table", 8)


def test_without_its_script_the_page_still_tells_everything_up_front(visit):
    page = visit(java_script_enabled=False).page
    assert page.locator("#unread").is_visible()
    assert not page.locator("#controls .tools").is_visible()
    assert page.get_by_text("JavaScriptが無効のため").first.is_visible()


def test_it_prints_on_a4_with_its_headings_and_without_its_tools(visit, tmp_path):
    page = visit().page
    page.emulate_media(media="print")
    assert not page.locator("#controls .tools input").is_visible()
    assert not page.locator("#controls .tools button").first.is_visible()
    assert not page.locator("nav").is_visible()
    assert page.locator("#unread").is_visible()
    assert page.get_by_text("該当8件のうち8件を表示").is_visible()
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    assert b"/MediaBox [0 0 594" in pdf or b"/MediaBox [0 0 595" in pdf


def test_what_was_not_read_is_told_in_full_on_paper(visit):
    page = visit().page
    page.evaluate("document.querySelectorAll('#unread details').forEach(one => { one.open = false; })")
    page.pdf()
    assert page.locator("#unread details:not([open])").count() == 0


def test_paper_is_white_in_a_dark_room(visit):
    page = visit(sight="dark").page
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) != "rgb(255, 255, 255)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
