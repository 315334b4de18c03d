"""The cells of one filled-in row, and what is wrong with them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from scanner.days import PERMANENT, day, is_duration
from scanner.form_file import Form, Row
from scanner.forms import choice
from scanner.yamlfile import Problem, Refused

SLASHED = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})", re.ASCII)
REIWA = re.compile(r"[Rr](\d{1,2})[/.-](\d{1,2})[/.-](\d{1,2})", re.ASCII)
FOR_GOOD = (PERMANENT, "無期限", "永久")
SPANS = (
    (re.compile(r"(\d+)年間?", re.ASCII), "Y"),
    (re.compile(r"(\d+)[かヶカケ箇]?月間?", re.ASCII), "M"),
    (re.compile(r"(\d+)日間?", re.ASCII), "D"),
)


class Cells:
    """One row. It stands for the document, where names of records are looked up: `problem` gives the place.

    `columns` are the fields of the form behind fields of the record, where they are not called alike.
    """

    def __init__(self, form: Form, row: Row, columns: Mapping[str, str]) -> None:
        self._form, self._row, self._behind = form, row, columns
        self.problems: list[Problem] = []
        for key, template in row.faults.items():
            self.fault(key, template)

    def __getitem__(self, key: str) -> str:
        return self._row[key]

    def problem(
        self,
        keys: tuple[str | int, ...],
        template: str,
        params: Mapping[str, object] | None = None,
        *,
        at_key: bool = False,  # noqa: ARG002 - as of a document
    ) -> Problem:
        """A fault of the field that the keys lead to."""
        names = [self._behind.get(str(key), str(key)) for key in keys]
        known = [name for name in names if name in self._form.columns]
        return self._form.problem(self._row.number, known[-1] if known else "", template, params or {})

    def fault(self, key: str, template: str, params: Mapping[str, object] | None = None) -> None:
        """Note that a cell is wrong."""
        self.problems.append(self.problem((key,), template, params))

    def refused(self, error: Refused) -> None:
        """Note what a record says against its fields."""
        self.problems.append(self.problem(error.at, error.template, error.params))

    def choice(self, key: str, allowed: Iterable[str]) -> str | None:
        """What was chosen; None, with the fault noted, if nothing or none of the choices was."""
        text, known = self[key], tuple(allowed)
        found = choice(text, known)
        if not found and text:
            self.fault(key, "'{value}' is not among the choices of the list", {"value": text})
        elif not found and key not in self._row.faults:
            self.fault(key, "the row is filled in, but nothing was chosen here")
        return found

    def needed(self, *keys: str) -> None:
        """Note the cells that are empty."""
        for key in keys:
            if not self[key] and key not in self._row.faults:
                self.fault(key, "this cell is empty; write it")

    def day(self, key: str) -> str:
        """A day as records write it; the fault is noted if it is none. Empty if the cell is."""
        try:
            return day(_written(self[key]), key).isoformat() if self[key] else ""
        except Refused as error:
            self.refused(error)
            return ""


def span(text: str) -> str | None:
    """How long a cell says that something holds, as records write it; None if it says no such thing."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in FOR_GOOD:
        return PERMANENT
    for pattern, unit in SPANS:
        if found := pattern.fullmatch(plain):
            return f"P{found[1]}{unit}"
    return plain if is_duration(plain) else None


def _written(text: str) -> str:
    """A day as people write it in a spreadsheet, as records write it; whatever else stays as it is."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := SLASHED.fullmatch(plain):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    if found := REIWA.fullmatch(plain):
        return f"令和{found[1]}年{found[2]}月{found[3]}日"
    return text


def missing(form: Form, needed: Iterable[tuple[str, str]]) -> Iterable[Problem]:
    """The columns that a form lacks: pairs of key and title."""
    for key, title in needed:
        if key not in form.columns:
            template = "the column '{title}' is missing; bring it back, or take a new workbook"
            yield form.problem(0, "", template, {"title": title})
