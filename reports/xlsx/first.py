"""The first page: what this is, what couldn't be read, how things stand, what to do next."""

from reports.about import about
from reports.holes import Hole, holes
from reports.steps import next_steps
from reports.summary import tallies
from reports.words import REASON, REMEDY, STATUS
from reports.xlsx.book import Book
from reports.xlsx.table import Cell, Column, Table, Value
from scanner.assessment import Status
from scanner.framework_model import Level
from scanner.language import Translator

MOST = 5
COUNTED = tuple(Status)


def write(book: Book, name: str) -> None:
    """Write the page."""
    t, assessment = book.t, book.assessment
    table = Table(book, name, [Column("", width) for width in (24, 26, 34, 12, 28, 40, 12, 12, 12)])
    table.line(book.title, "title")
    names = "、".join(one.name for one in assessment.organisations)
    table.line(names, "section")
    complete = not assessment.gaps
    for place, sentence in enumerate(about(assessment, t)):
        table.line(sentence, "warning" if place == 1 and not complete else "line")
    _unread(table, t)
    _counts(table, t)
    table.line("")
    table.line(t("What to do next"), "section")
    table.several(f"{place}. {step}" for place, step in enumerate(next_steps(assessment, t), 1))
    table.line("")
    table.line(t("How to use this workbook"), "section")
    table.several(map(t, USAGE))
    table.printed(8)


USAGE = (
    "Yellow cells are for people. Save the file, then: tenken records import FILE",
    "What is written there becomes a record in records/attestations.yaml; nothing else is read back.",
    "Nothing is taken over while one cell is wrong: each is told with sheet, row and column.",
)


def _unread(table: Table, t: Translator) -> None:
    """What was not read, in front of everything else."""
    table.line("")
    table.line(t("What could not be read"), "section")
    found = list(holes(table.book.assessment))
    if not found:
        table.line(t("Everything that was asked for could be read."))
        return
    _titles(table, [t(one) for one in HOLES])
    for hole in found:
        _grid(table, _hole(hole, t))


HOLES = ("why it is not known", "target", "What was not read", "how many", "permission", "remedy")


def _hole(hole: Hole, t: Translator) -> list[Value]:
    settings = sorted({gap.setting for gap in hole.gaps})
    shown = "\n".join([*settings[:MOST], *(["…"] if len(settings) > MOST else [])])
    remedy = t(REMEDY[hole.reason])
    return [t(REASON[hole.reason]), hole.target, shown, len(hole.gaps), hole.permission, remedy]


def _counts(table: Table, t: Translator) -> None:
    """How many controls have which verdict; in brackets those that are required."""
    table.line("")
    table.line(t("Controls by result (of which required)"), "section")
    names = {one.id: one.name for one in table.book.assessment.organisations}
    _titles(table, [t("organisation"), t("document"), *(t(STATUS[one]) for one in COUNTED)])
    for tally in tallies(table.book.assessment):
        counts = (f"{tally.of(one)} ({tally.at(one, Level.REQUIRED)})" for one in COUNTED)
        document = f"{tally.framework} {tally.edition}"
        _grid(table, [names.get(tally.organisation, tally.organisation), document, *counts])


def _titles(table: Table, values: list[str]) -> None:
    _grid(table, [Cell(value, "head") for value in values])


def _grid(table: Table, values: list[Value]) -> None:
    """A row of a smaller table: it has fewer columns than the sheet."""
    whole, table.columns = table.columns, table.columns[: len(values)]
    table.add(values)
    table.columns = whole
