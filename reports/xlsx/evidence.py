"""All that people have to show, a row for each piece; and the records that end."""

from collections.abc import Iterator

from reports.seen import Seen, Sight
from reports.shown import last, name, signed, standing
from reports.words import LEVEL, STATUS
from reports.xlsx.book import STATUS_STYLE, Book
from reports.xlsx.entries import entry_columns, helped
from reports.xlsx.table import Cell, Column, Table, Value
from scanner.assessment import Organisation
from scanner.expiring import Ending, Kind
from scanner.forms import ATTESTATION, CONTROL, ENTRIES, mark, notes
from scanner.framework_model import Level
from scanner.language import Translator

KINDS = {
    Kind.ATTESTATION: "attestation",
    Kind.WAIVER: "waiver",
    Kind.ACCEPTED_GAP: "accepted gap",
}


def write(book: Book, sight: Sight, organisation: Organisation, name_of_sheet: str) -> None:
    """Write the sheet of evidence; each control once, though it stands in several editions."""
    t = book.t
    table = Table(book, name_of_sheet, _columns(t), len(_columns(t)) - len(ENTRIES) - 1)
    table.line(t.fill("{name}: evidence by people", name=organisation.name), "title")
    run = book.assessment.run.id
    table.line(mark(ATTESTATION, organisation=organisation.id, run=run), "mark")
    table.several(map(t.message, notes()))
    first = table.head(frozen=3)
    for seen in _controls(sight, organisation):
        for row in _rows(seen, t):
            table.add(row)
    ours = len(table.columns) - len(ENTRIES)
    if table.row > first:
        helped(table, ours, (first, table.row - 1))
    table.filtered(first)
    table.printed(ours - 1)


def _columns(t: Translator) -> list[Column]:
    return [
        Column(t(CONTROL.title), 12),
        Column(t("control"), 26),
        Column(t("required or not"), 8, style="centre"),
        Column(t("result"), 11, style="centre"),
        Column(t("evidence key"), 14),
        Column(t("What is to be shown"), 46),
        Column(t("State"), 24),
        Column(t("document"), 24),
        Column("SHA-256", 16),
        Column(t("Check by people"), 20),
        Column(t("Valid until"), 12, style="centre"),
        *entry_columns(t),
    ]


def _controls(sight: Sight, organisation: Organisation) -> Iterator[Seen]:
    told: set[tuple[str, tuple[str, ...]]] = set()
    for framework in sight.assessment.frameworks:
        for seen in sight.controls(organisation, framework):
            key = (seen.control.id, tuple(one.key for one in seen.asked))
            if seen.verdict.level != Level.NOT_APPLICABLE and key not in told:
                told.add(key)
                yield seen


def _rows(seen: Seen, t: Translator) -> Iterator[list[Value]]:
    for one in seen.asked:
        shown = one.shown
        yield [
            seen.control.id,
            seen.control.title[t.language],
            t(LEVEL[Level(seen.verdict.level)]),
            Cell(t(STATUS[seen.verdict.status]), STATUS_STYLE[seen.verdict.status]),
            one.key,
            name(one, t),
            standing(one, seen.recorded, t),
            shown.attestation.document if shown else "",
            shown.attestation.sha256 if shown else "",
            signed(shown, t) if shown else "",
            last(shown, t) if shown else "",
            "",
            Cell(one.key, "entry"),
            *[""] * (len(ENTRIES) - 2),
        ]


def write_ending(book: Book, name_of_sheet: str) -> None:
    """Write the sheet of records that have ended or end within 90 days, the first to end first."""
    t, assessment = book.t, book.assessment
    table = Table(book, name_of_sheet, _ending_columns(t))
    table.line(t("Records that have ended, or end within 90 days"), "title")
    for organisation in assessment.organisations:
        if organisation.id not in assessment.people:
            text = "{name}: the records are not in this evidence"
            table.line(t.fill(text, name=organisation.name), "warning")
    first = table.head(frozen=2)
    for organisation in assessment.organisations:
        on_file = assessment.people.get(organisation.id)
        for one in on_file.ending if on_file else ():
            if one.left < 0 or one.within:
                table.add(_ending(one, organisation, t))
    table.filtered(first)
    table.printed(len(table.columns) - 1)


def _ending_columns(t: Translator) -> list[Column]:
    return [
        Column(t("organisation"), 16),
        Column(t("Valid until"), 12, style="centre"),
        Column(t("days left"), 10, style="number"),
        Column(t("State"), 14, style="centre"),
        Column(t("kind"), 14),
        Column(t("What it is about"), 50),
        Column(t("role"), 24),
    ]


def _ending(one: Ending, organisation: Organisation, t: Translator) -> list[Value]:
    over = one.left < 0
    state = t("has ended") if over else t.fill("within {days} days", days=one.within)
    return [
        organisation.name,
        one.last.isoformat(),
        one.left,
        Cell(state, "bad" if over else "needed"),
        t(KINDS[one.kind]),
        one.about,
        one.role,
    ]
