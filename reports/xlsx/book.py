"""A workbook that is written row by row, whose cells are text and never formulas."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.visible import visible
from scanner.assessment import Assessment, Status
from scanner.days import in_japan as japan
from scanner.language import Translator
from scanner.model import Outcome

FONT = "Yu Gothic"
LONGEST = 32_000
"""Characters that a cell takes, with some room (the limit is 32,767)."""
NAME_LIMIT = 31
MOST = 50
"""Characters of a text in a header, which takes 255 in all."""
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}

CELL = {"font_name": FONT, "font_size": 9, "valign": "top", "text_wrap": True}
GRID = {**CELL, "border": 1, "border_color": "#8C8C8C"}
STYLES: Mapping[str, Mapping[str, Any]] = {
    "plain": CELL,
    "line": CELL,
    "title": {**CELL, "font_size": 16, "bold": True, "text_wrap": False, "valign": "vcenter"},
    "section": {**CELL, "font_size": 12, "bold": True, "text_wrap": False},
    "warning": {**CELL, "bold": True, "font_color": "#9C0006"},
    "mark": {**CELL, "font_size": 7, "font_color": "#7F7F7F", "text_wrap": False},
    "cell": GRID,
    "centre": {**GRID, "align": "center"},
    "number": {**GRID, "num_format": "#,##0"},
    "empty": {**GRID, "bg_color": "#EDEDED"},
    "head": {**GRID, "bold": True, "bg_color": "#D9E2EF", "align": "center", "valign": "vcenter"},
    "head-empty": {**GRID, "bold": True, "bg_color": "#D0D0D0", "align": "center", "valign": "vcenter"},
    "head-entry": {**GRID, "bold": True, "bg_color": "#FFE699", "align": "center", "valign": "vcenter"},
    "entry": {**GRID, "bg_color": "#FFFBE6", "num_format": "@"},
    "met": {**GRID, "bg_color": "#E2F0D9", "align": "center"},
    "bad": {**GRID, "bg_color": "#F8CBAD", "align": "center", "bold": True},
    "unsure": {**GRID, "bg_color": "#FFE699", "align": "center", "bold": True},
    "needed": {**GRID, "bg_color": "#FFF2CC", "align": "center"},
    "excepted": {**GRID, "bg_color": "#E4DFEC", "align": "center"},
    "covered": {**GRID, "bg_color": "#DDEBF7", "align": "center"},
}
STATUS_STYLE = {
    Status.MET: "met",
    Status.NOT_MET: "bad",
    Status.UNDETERMINED: "unsure",
    Status.EVIDENCE_NEEDED: "needed",
    Status.EXCEPTED: "excepted",
    Status.NOT_APPLICABLE: "centre",
    Status.COVERED: "covered",
}
OUTCOME_STYLE = {
    Outcome.PASS: "met",
    Outcome.FAIL: "bad",
    Outcome.UNKNOWN: "unsure",
    Outcome.NOT_APPLICABLE: "centre",
}


class Book:
    """The workbook, its styles, and names of sheets that Excel takes."""

    def __init__(self, out: BinaryIO, assessment: Assessment, t: Translator, title: str) -> None:
        self.assessment, self.t, self.title = assessment, t, title
        self._book = xlsxwriter.Workbook(out, OPTIONS)
        self._book.set_properties(
            {
                "title": title,
                "author": f"Tenken {assessment.run.version}",
                "created": datetime.fromisoformat(assessment.run.finished_at).replace(tzinfo=None),
            }
        )
        self._styles: dict[str, Format] = {}
        self._names: set[str] = set()

    def sheet(self, name: str) -> Worksheet:
        """A new sheet; the name is cut and numbered where Excel asks for it."""
        sheet = self._book.add_worksheet(self._free(name))
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        self.label(sheet, self.title, name)
        return sheet

    def label(self, sheet: Worksheet, left: str, right: str, edition: str = "") -> None:
        """Say on every printed page what it belongs to, and that it is an aid."""
        sheet.set_header(f"&L{_code(left)}&R{_code(right)} {_code(edition)}".rstrip())
        read = japan(self.assessment.run.started_at)
        aid = self.t("an aid to technical verification")
        sheet.set_footer(f"&L&8{_code(aid)}&C&P / &N&R&8Tenken {_code(self.assessment.run.version)}　{read}")

    def style(self, name: str) -> Format:
        """One of `STYLES`."""
        if name not in self._styles:
            self._styles[name] = self._book.add_format(dict(STYLES[name]))
        return self._styles[name]

    def close(self) -> None:
        """Write the file."""
        self._book.close()

    def _free(self, name: str) -> str:
        plain = FORBIDDEN.sub("・", visible(name)).strip("'") or "-"
        number, found = 1, plain[:NAME_LIMIT]
        while found.casefold() in self._names:
            number += 1
            tail = f" ({number})"
            found = plain[: NAME_LIMIT - len(tail)] + tail
        self._names.add(found.casefold())
        return found


def text(value: str) -> str:
    """Text as a cell takes it."""
    shown = visible(value)
    return shown if len(shown) <= LONGEST else shown[:LONGEST] + "…"


def _code(name: str) -> str:
    """A text in a header or footer, in which & begins a command."""
    return visible(name)[:MOST].replace("&", "&&")
