"""Every report of ours of an assessment that holds nothing, and of one whose every text is odd."""

import io
from dataclasses import replace

import pytest

from reports.lists import evidence, risk
from reports.pdf.ciso import papers as ciso
from reports.request import papers as request
from reports.xlsx import render as workbook
from scanner.model import Resource
from tests.reports.city import CITY
from tests.reports.town import EVIL, TOWN

EMPTY = replace(
    CITY, organisations=(), targets=(), findings=(), controls=(), checks=(), frameworks=(), unmapped=()
)
ODD = (
    "",
    " ",
    "\n\n",
    "\x00\x1b[31m",
    "\ud800",
    "\u202e",
    "🔒",
    "&A&B",
    "_x0041_",
    "'=1",
    "あ" * 40_000,
    "#{}",
)


def written(assessment, t):
    """All of them as bytes."""
    for render in (workbook, evidence, risk):
        out = io.BytesIO()
        render(assessment, out, t)
        yield out.getvalue()
    for paper in (*ciso(assessment, t), *request(assessment, t)):
        out = io.BytesIO()
        paper.write(out)
        yield out.getvalue()


def test_of_nothing_there_is_still_a_report(ja, en):
    for t in (ja, en):
        assert all(written(EMPTY, t))


@pytest.mark.parametrize("text", ODD, ids=lambda text: ascii(text[:8]))
def test_odd_names_break_no_report(ja, text):
    odd = replace(EVIL, resource=Resource(text or "t", text, text, text), account=text, target=text)
    organisations = tuple(replace(one, name=text) for one in TOWN.organisations)
    found = replace(TOWN, organisations=organisations, findings=(*TOWN.findings[:-1], odd))
    assert len(list(written(found, ja))) == 7
