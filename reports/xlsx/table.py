"""A table on a sheet: lines of text above it, a row of titles, rows below, written from top to bottom."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from xlsxwriter.worksheet import Worksheet

from reports.xlsx.book import Book, text
from scanner.forms import Field
from scanner.wrapping import width_of

LAST_ROW = 1_048_575
LIST_LIMIT = 250
"""Characters that Excel takes of a list of choices (its limit is 255)."""


LINE = 12.5
"""The height of a line of text, in points, at the size that cells are written in."""
TALLEST = 409.0
"""The height that Excel allows a row."""
ROOM = 1.15
"""How many half-width characters go into a unit of width at that size, with room for where lines break."""
BIG = {"title": 2.2, "section": 1.5, "mark": 1.0}
"""Lines that are written larger, as multiples of a common one."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, its width in half-width characters, the styles of its title and its cells."""

    title: str
    width: float
    top: str = "head"
    style: str = "cell"


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a style of its own, or a number."""

    value: str | int
    style: str


Value = str | int | Cell


class Table:
    """Writes one sheet."""

    def __init__(self, book: Book, name: str, columns: Sequence[Column], across: int | None = None) -> None:
        self.book, self.columns, self.row = book, columns, 0
        self._across = len(columns) - 1 if across is None else across
        """The last column that the lines above the table run over."""
        self._titles = 0
        self.sheet: Worksheet = book.sheet(name)
        for place, column in enumerate(columns):
            self.sheet.set_column(place, place, column.width)

    def line(self, value: str, style: str = "line") -> None:
        """A line above the table, over the columns of the first printed page."""
        width = sum(column.width for column in self.columns[: self._across + 1])
        high = LINE * BIG[style] if style in BIG else LINE * lines(value, width)
        self.sheet.set_row(self.row, high + 2)
        self.sheet.merge_range(self.row, 0, self.row, self._across, text(value), self.book.style(style))
        self.row += 1

    def several(self, values: Iterable[str], style: str = "line") -> None:
        """Several of them."""
        for one in values:
            self.line(one, style)

    def head(self, *, frozen: int = 0) -> int:
        """The titles, repeated on every printed page; with the first columns they stay in sight."""
        self._high((column.title, column.width) for column in self.columns)
        for place, column in enumerate(self.columns):
            self.sheet.write_string(self.row, place, text(column.title), self.book.style(column.top))
        self.sheet.repeat_rows(self.row)
        self._titles = self.row
        self.row += 1
        self.sheet.freeze_panes(self.row, frozen)
        return self.row

    def add(self, values: Iterable[Value]) -> None:
        """One row, as high as its longest text takes."""
        values = list(values)
        self._high((_said(value), column.width) for value, column in zip(values, self.columns, strict=True))
        for place, (value, column) in enumerate(zip(values, self.columns, strict=True)):
            cell = value if isinstance(value, Cell) else Cell(value, column.style)
            style = self.book.style(cell.style)
            if isinstance(cell.value, int):
                self.sheet.write_number(self.row, place, cell.value, style)
            elif cell.value:
                self.sheet.write_string(self.row, place, text(cell.value), style)
            else:
                self.sheet.write_blank(self.row, place, None, style)
        self.row += 1

    def _high(self, cells: Iterable[tuple[str, float]]) -> None:
        """Programs differ in whether they find the height of a row by themselves: it is said."""
        most = max((lines(value, width) for value, width in cells), default=1)
        self.sheet.set_row(self.row, min(TALLEST, most * LINE + 3))

    @property
    def full(self) -> bool:
        """True if the sheet takes no further row."""
        return self.row > LAST_ROW

    def filtered(self, first: int) -> None:
        """Let the rows from `first` on be filtered by the titles above them."""
        if self.row > first:
            self.sheet.autofilter(first - 1, 0, self.row - 1, len(self.columns) - 1)

    def entry(self, place: int, rows: tuple[int, int], field: Field, allowed: Sequence[str] = ()) -> None:
        """Say what to write when a cell of this column is chosen, with the choices if they are few."""
        say = self.book.t
        rule: dict[str, object] = {"validate": "any"}
        if allowed and len(",".join(allowed)) <= LIST_LIMIT:
            rule = {"validate": "list", "source": list(allowed), "error_type": "warning"}
        if field.help:
            rule |= {"input_title": say(field.title)[:32], "input_message": say(field.help)[:255]}
        self.sheet.data_validation(rows[0], place, rows[1], place, rule)

    def printed(self, last: int, breaks: Sequence[int] = (), *, again: tuple[int, int] | None = None) -> None:
        """Print the columns up to `last`: on one page's width, or broken after these columns.

        `again` are columns that stand on every page; of broken pages the lines above the table are left out.
        """
        top = self._titles if breaks else 0
        self.sheet.print_area(top, 0, max(self.row - 1, top), last)
        if breaks:
            self.sheet.print_across()
            self.sheet.set_print_scale(58)
            self.sheet.set_v_pagebreaks([one + 1 for one in breaks])
            if again:
                self.sheet.repeat_columns(*again)
        else:
            self.sheet.fit_to_pages(1, 0)


def _said(value: Value) -> str:
    return str(value.value if isinstance(value, Cell) else value)


@lru_cache(maxsize=2**15)
def lines(value: str, width: float) -> int:
    """How many lines a text takes in a column of this width."""
    return sum(max(1, math.ceil(width_of(one) / (width * ROOM))) for one in value.split("\n"))
