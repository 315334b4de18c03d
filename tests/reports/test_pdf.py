"""Documents on paper: text stays text, every character is there, two pages stay two."""

import io
import json
from dataclasses import replace

import pypdfium2
import pytest

from reports.pdf import ciso
from reports.pdf.press import fonts, press, shown
from reports.request import papers as letters
from scanner.since import since
from tests.reports.city import CITY, FINDINGS
from tests.reports.town import EVIL, HOSTILE, PEOPLE, TOWN

NASTY = '#panic("x") $a_b$ *bold* _em_ `raw` <label> @ref \\ #{1+1} // comment = head [x] "q"'
CELL = 20  # points, as the specimen is set


def paper(assessment, t, module=ciso):
    """The first paper as bytes."""
    out = io.BytesIO()
    next(iter(module.papers(assessment, t))).write(out)
    return out.getvalue()


def letter(assessment, t):
    out = io.BytesIO()
    next(one for one in letters(assessment, t) if one.name.endswith(".pdf")).write(out)
    return out.getvalue()


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_bounded() for page in document)


def squeezed(text):
    return "".join(text.split())


def many(count):
    """The town with so much of everything that no table holds it."""
    findings = tuple(
        replace(EVIL, id=f"{number:024x}", check=check.id, target=target)
        for number, (check, target) in enumerate(
            (check, f"target-{place}") for check in TOWN.checks for place in range(count)
        )
    )
    plans = tuple(
        replace(plan, owner=f"第{number}係", measure="とても長い対応の内容" * 20)
        for number in range(count)
        for plan in PEOPLE.plans
    )
    controls = tuple(
        replace(one, findings=tuple(finding.id for finding in findings)) if one.id == "DEMO-02" else one
        for one in TOWN.controls
    )
    people = {"aozora": replace(PEOPLE, plans=plans)}
    frameworks = tuple(
        replace(TOWN.frameworks[0], framework=f"demo-{number}", edition="x" * 30) for number in range(7)
    )
    verdicts = tuple(
        replace(one, framework=each.framework, edition=each.edition)
        for each in frameworks
        for one in controls
    )
    return replace(TOWN, findings=findings, controls=verdicts, frameworks=frameworks, people=people)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("count", [0, 1, 60])
def test_the_report_to_the_ciso_has_two_pages_however_much_there_is(request, language, count):
    assessment = many(count) if count else CITY
    earlier = replace(assessment, findings=(*assessment.findings, *FINDINGS))
    whole = replace(assessment, since=since(earlier, assessment))
    assert len(pypdfium2.PdfDocument(paper(whole, request.getfixturevalue(language)))) == 2


def test_it_says_what_is_open_overdue_and_closed(ja):
    earlier = replace(TOWN, findings=(*TOWN.findings, replace(EVIL, id="c" * 24)))
    said = squeezed(text_of(paper(replace(TOWN, since=since(earlier, TOWN)), ja)))
    for words in (
        "必須の不適合",
        "期限超過",
        "基盤係",
        "2026-10-31",
        "前回以降に解消したもの",
        "技術的確認の補助",
    ):
        assert words in said
    assert squeezed(HOSTILE) in said


def test_without_an_earlier_reading_it_does_not_say_that_nothing_was_closed(ja):
    assert "前回の読取りが指定されていない" in squeezed(text_of(paper(TOWN, ja)))


def test_without_records_it_does_not_say_that_nothing_is_overdue(ja):
    assert "この証跡には記録が含まれていません" in squeezed(text_of(paper(replace(TOWN, people={}), ja)))


def test_the_same_fault_at_several_targets_is_pointed_out(ja):
    said = squeezed(text_of(paper(many(3), ja)))
    assert "target-0,target-1,target-2" in said


@pytest.mark.parametrize("made", [paper, letter])
def test_the_same_assessment_gives_the_same_bytes(ja, made):
    assert made(TOWN, ja) == made(TOWN, ja)


@pytest.mark.parametrize("made", [paper, letter])
def test_it_is_pdf_ua_with_a_title_and_a_language(ja, made):
    pdf = made(TOWN, ja)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/MarkInfo" in pdf
    assert pypdfium2.PdfDocument(pdf).get_metadata_value("Title")


def test_what_comes_from_the_cloud_is_never_read_as_typst(ja):
    odd = replace(EVIL, resource=replace(EVIL.resource, id=NASTY, name=NASTY))
    found = replace(TOWN, findings=(*FINDINGS, odd))
    assert squeezed(NASTY) in squeezed(text_of(letter(found, ja)))


def test_the_letter_names_controls_with_their_source_and_the_remedy(ja):
    said = squeezed(text_of(letter(TOWN, ja)))
    for words in ("DEMO-02", "見本(2026-04-01)1.1", "青空市", "S3BlockPublicAccess", "2026-10-31", "0.1.0"):
        assert words in said


def test_a_character_that_no_font_has_is_spelt_out():
    assert shown("鍵🔒\u202e髙﨑𠮷") == "鍵\\U0001f512\\u202e髙﨑𠮷"


def test_every_character_that_is_shown_has_a_glyph(ja):
    """Each is set alone and compared, as a picture, with what a missing one looks like."""
    said = text_of(paper(TOWN, ja)) + text_of(letter(TOWN, ja)) + "髙﨑𠮷邉①㈱～－α′"
    characters = sorted({one for one in said if not one.isspace() and one.isprintable()})
    missing, *pictures = specimens(["\U0010fffd", *characters])
    assert len(pictures) == len(characters) > 200
    blank = bytes(len(missing))
    wrong = [one for one, drawn in zip(characters, pictures, strict=True) if drawn in (missing, blank)]
    assert wrong == []


def specimens(characters):
    """A picture of each character, ink alone: the pixels of its cell of a page that holds them in rows."""
    import typst

    source = (
        "#set page(width: 400pt, height: auto, margin: 0pt)\n"
        '#set text(font: "Noto Sans CJK JP", size: 12pt)\n'
        "#let all = json(bytes(sys.inputs.all))\n"
        "#grid(columns: (20pt,) * 20, rows: 20pt, ..all.map(one => align(center + horizon)[#one]))"
    )
    pdf = typst.compile(
        source.encode(),
        font_paths=[str(one.parent) for one in fonts()],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"all": json.dumps(characters)},
    )
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=1, grayscale=True)
    rows = bytes(page.buffer)
    for place in range(len(characters)):
        top, left = place // 20 * CELL, place % 20 * CELL
        cell = b"".join(
            rows[line * page.stride + left : line * page.stride + left + CELL]
            for line in range(top, top + CELL)
        )
        yield bytes(255 - one for one in cell)


def test_the_press_refuses_nothing_that_a_name_may_hold(ja):
    odd = {"title": NASTY, "organisation": "\x00\ud800", "day": "", "aid": "", "footer": "", "about": []}
    odd["warning"] = "x"
    assert press("ciso", {**odd, "figures": [], "parts": []}, CITY, ja).startswith(b"%PDF")
