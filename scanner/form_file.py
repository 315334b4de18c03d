"""The forms in a workbook that people have filled in: which sheet, which row, what stands in its cells.

Whoever sends a workbook may be anybody: nothing is unpacked beyond a limit, no formula is computed, no sheet
without the mark of a form is looked at. Needs the extra `xlsx`.
"""

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from scanner.errors import TenkenError
from scanner.forms import CONTROL, ENTRIES, ITEM, REPLIES, REQUESTED, Field, marked, plain, titles
from scanner.text import Message
from scanner.yamlfile import Problem

SHEETS, ROWS, COLUMNS, ABOVE = 5_000, 20_000, 200, 40
UNPACKED = {"xl/sharedStrings.xml": 2**27}
UNPACKED_ALL, UNPACKED_ONE, FILES = 2**30, 2**29, 10_000
KNOWN = titles((CONTROL, ITEM, *ENTRIES, *REPLIES, *REQUESTED))
ENOUGH = 3
"""So many known titles make a row the row of titles."""


@dataclass(frozen=True, slots=True)
class _Empty:
    """A cell that isn't there."""

    value: None = None
    data_type: str = "n"


EMPTY = _Empty()


class FormFileError(TenkenError):
    """A file that is no workbook, or none that is safe to open; the argument is a `Message`."""


@dataclass(frozen=True)
class Form:
    """A sheet with a form: what its mark says, and where its columns are (from 0), by key of the field."""

    path: Path
    sheet: str
    about: Mapping[str, str]
    columns: Mapping[str, int]
    titles: Mapping[str, str]
    rows: tuple["Row", ...] = field(default=(), repr=False)

    def problem(self, row: int, key: str, template: str, params: Mapping[str, object]) -> Problem:
        """A fault in a cell: file, sheet, row and column are its place."""
        place = f"{self.path} [{self.sheet}]"
        if key in self.columns:
            place = f"{place} {_letter(self.columns[key])}{row} ({self.titles[key]})"
        elif row:
            place = f"{place} {row}"
        return Problem(place, 0, 0, template, params)


@dataclass(frozen=True)
class Row:
    """A row of a form: its number as the program shows it, and its cells as text, by key of the field.

    `faults` are cells that hold no value, with the template that says why.
    """

    number: int
    values: Mapping[str, str]
    faults: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.values.get(key, "")

    def filled(self, keys: Iterable[str]) -> bool:
        """True if one of these cells is."""
        return any(self[key] or key in self.faults for key in keys)


def read_forms(path: Path) -> tuple[Form, ...]:
    """All forms of a workbook, in its order. Raises OSError, `FormFileError`."""
    import openpyxl  # noqa: PLC0415 - of the extra

    with path.open("rb") as file:
        _refuse_unsafe(path, file)
        try:
            with (
                closing(openpyxl.load_workbook(file, read_only=True, data_only=True)) as values,
                closing(openpyxl.load_workbook(file, read_only=True)) as formulas,
            ):
                found = tuple(_forms(path, values, formulas))
        except FormFileError:
            raise
        except Exception:  # noqa: BLE001 - openpyxl raises what it likes; nothing was read, that is all
            raise _refused(path, "this is no workbook that can be read") from None
    if not found:
        raise _refused(path, "no sheet of this workbook bears a form of Tenken")
    return found


def _refuse_unsafe(path: Path, file: Any) -> None:
    """Refuse what is no archive, or unpacks to more than any workbook of ours."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise _refused(path, "this is no workbook, or one with a password") from None
    sizes = {part.filename: part.file_size for part in parts}
    too_much = (
        len(parts) > FILES
        or len(sizes) < len(parts)
        or sum(sizes.values()) > UNPACKED_ALL
        or any(size > UNPACKED.get(name, UNPACKED_ONE) for name, size in sizes.items())
    )
    if too_much:
        raise _refused(path, "this workbook unpacks to more than is safe to open")
    file.seek(0)


def _forms(path: Path, values: Any, formulas: Any) -> Iterator[Form]:
    if len(values.sheetnames) > SHEETS:
        raise _refused(path, "this workbook has more sheets than any of ours")
    for name in values.sheetnames:
        sheet, other = values[name], formulas[name]
        if hasattr(sheet, "reset_dimensions"):  # a chart has no cells
            sheet.reset_dimensions()
            other.reset_dimensions()
            if form := _form(path, name, sheet, other):
                yield form


def _form(path: Path, name: str, sheet: Any, formulas: Any) -> Form | None:
    """The form on a sheet, None if there is none."""
    about: Mapping[str, str] | None = None
    top = list(islice(_cells(sheet), ABOVE))
    for place, cells in enumerate(top):
        about = about or next((found for cell in cells if (found := marked(cell.value)) is not None), None)
        columns = _columns(cells)
        if about is not None and len(columns) >= ENOUGH:
            said = {key: " ".join(str(cells[column].value).split()) for key, column in columns.items()}
            return Form(path, name, about, columns, said, tuple(_rows(sheet, formulas, columns, place + 2)))
    return Form(path, name, about, {}, {}) if about is not None else None


def _cells(sheet: Any, first: int = 1) -> Iterator[Sequence[Any]]:
    return iter(sheet.iter_rows(min_row=first, max_row=first + ROWS, max_col=COLUMNS))


def _columns(cells: Sequence[Any]) -> dict[str, int]:
    """Where the known titles stand; the first of two that are alike."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        known: Field | None = KNOWN.get(plain(cell.value)) if isinstance(cell.value, str) else None
        if known and known.key not in found:
            found[known.key] = place
    return found


def _rows(sheet: Any, formulas: Any, columns: Mapping[str, int], first: int) -> Iterator[Row]:
    for number, (cells, others) in enumerate(
        zip(_cells(sheet, first), _cells(formulas, first), strict=False), first
    ):
        values: dict[str, str] = {}
        faults: dict[str, str] = {}
        for key, place in columns.items():
            cell = cells[place] if place < len(cells) else EMPTY
            other = others[place] if place < len(others) else EMPTY
            if template := _fault(cell, other):
                faults[key] = template
            elif cell.value is not None:
                values[key] = _text(cell.value)
        yield Row(number, values, faults)


def _fault(cell: Any, formula: Any) -> str:
    """Why a cell can't be taken for what it shows, if so."""
    template = ""
    if cell.data_type == "e":
        template = "the cell holds an error; write the value itself"
    elif formula.data_type == "f" and cell.value is None:
        template = "the formula was never computed; write the value itself"
    return template


def _text(value: object) -> str:
    """A cell as people would write it: a date without a time, a number without a needless point."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _letter(place: int) -> str:
    """The letters of a column, from 0."""
    name = ""
    number = place + 1
    while number:
        number, left = divmod(number - 1, 26)
        name = chr(ord("A") + left) + name
    return name


def _refused(path: Path, template: str) -> FormFileError:
    error = FormFileError(Message.of(template))
    error.add_note(str(path))
    return error
