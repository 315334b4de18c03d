"""The columns that people fill in."""

from collections.abc import Sequence

from reports.xlsx.table import Column, Table
from scanner.forms import CHOICES, DONE, ENTRIES, KEY
from scanner.language import Translator

WIDTHS = {"statement": 30, "document": 20, "path": 20, "role": 16, "assets": 12}


def entry_columns(t: Translator) -> list[Column]:
    """The yellow columns."""
    return [Column(t(one.title), WIDTHS.get(one.key, 13), "head-entry", "entry") for one in ENTRIES]


def helped(table: Table, first: int, rows: tuple[int, int]) -> None:
    """Notes and lists for the yellow columns, the first of which is `first`."""
    say = table.book.t
    for place, field in enumerate(ENTRIES, first):
        if field is not KEY:
            table.entry(place, rows, field, [say(one) for one in CHOICES] if field is DONE else ())


def keys_helped(table: Table, place: int, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
    """In each row, the list of what its control asks for."""
    for row, keys in rows:
        table.entry(place, (row, row), KEY, keys)
