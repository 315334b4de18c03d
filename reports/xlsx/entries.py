"""The columns that people fill in, and what they have shown so far."""

from collections.abc import Iterator, Sequence

from reports.seen import Asked, Seen
from reports.xlsx.table import Column, Table
from scanner.forms import CHOICES, DONE, ENTRIES, KEY
from scanner.framework_model import Text
from scanner.frameworks import load_signals
from scanner.language import Translator
from scanner.weighing import Weighed
from scanner.words import valid_text

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


def asked_texts(seen: Seen, t: Translator) -> Iterator[str]:
    """What people have to show, with how long it counts, and where it stands."""
    for one in seen.asked:
        yield f"{one.key}: {name(one, t)} [{standing(one, seen.recorded, t)}]"


def name(one: Asked, t: Translator) -> str:
    """What it is called."""
    if one.item:
        return t.fill("{name} (valid {valid})", name=one.item.item[t.language], valid=valid(one, t))
    line: Text | None = load_signals()[one.key].line if one.key in load_signals() else None
    return line[t.language] if line else one.key


def valid(one: Asked, t: Translator) -> str:
    """How long it counts."""
    return valid_text(one.item.valid_for, t) if one.item else ""


def standing(one: Asked, recorded: bool, t: Translator) -> str:
    """Whether it was shown."""
    if not recorded:
        return t("not recorded in this evidence")
    if one.shown is None:
        return t("not shown yet")
    return t.message(one.shown.fault) if one.shown.fault else t("shown")


def signed(one: Weighed, t: Translator) -> str:
    """By which role, and on which day."""
    return t.fill("{role}, {day}", role=one.attestation.role, day=one.attestation.first.isoformat())


def last(one: Weighed, t: Translator) -> str:
    """The last day it counts."""
    return one.last.isoformat() if one.last else t("for good")
