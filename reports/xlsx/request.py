"""A request for correction (是正依頼書) as a workbook: a row per thing to correct, with cells to reply."""

from collections.abc import Iterator
from typing import BinaryIO

from reports.about import about
from reports.words import LEVEL, SEVERITY
from reports.xlsx.book import Book
from reports.xlsx.table import Cell, Column, Table, Value
from scanner.assessment import Assessment
from scanner.corrections import NOBODY, Item, Request, source, texts
from scanner.days import in_japan as japan
from scanner.forms import ANSWERS, ITEM, REPLIES, REPLY, REQUESTED, Field, mark
from scanner.language import Translator
from scanner.model import Severity

MOST = 10
FOUND, ASKED = 6, 11
"""The columns after which a printed page ends: what was found; what is asked for; then the reply."""
MORE = "and {count} more"
WIDTHS = {"measure": 34, "owner": 18}
FIRST, CHECK, TARGET = REQUESTED
BAD = {Severity.CRITICAL: "bad", Severity.HIGH: "bad", Severity.MEDIUM: "needed"}


def write(request: Request, assessment: Assessment, out: BinaryIO, t: Translator) -> None:
    """Write the workbook."""
    book = Book(out, assessment, t, t("Request for correction"))
    _items(book, request)
    _resources(book, request)
    book.close()


def addressee(request: Request, t: Translator) -> str:
    """Who it is for."""
    if request.operator is NOBODY:
        return t("not assigned to anybody")
    return t.fill("To: {operator}", operator=request.operator.name)


def _items(book: Book, request: Request) -> None:
    t, run = book.t, book.assessment.run
    columns = _columns(t)
    ours = len(columns) - len(REPLIES)
    table = Table(book, t("Request for correction"), columns, ours - 1)
    book.label(table.sheet, f"{book.title}　{addressee(request, t)}", request.organisation.name)
    table.line(t("Request for correction"), "title")
    table.line(addressee(request, t), "section")
    table.line(t.fill("From: {organisation}", organisation=request.organisation.name), "section")
    table.line(
        mark(REPLY, organisation=request.organisation.id, operator=request.operator.id, run=run.id), "mark"
    )
    table.several(about(book.assessment, t))
    table.line(t("Write the reply into the yellow cells and send the file back; rows may stay empty."))
    first = table.head(frozen=3)
    for item in request.items:
        table.add(_row(item, t))
    for place, field in enumerate(REPLIES, ours):
        allowed = [t(one) for one in ANSWERS] if field.key == "answer" else ()
        table.entry(place, (first, table.row - 1), field, allowed)
    table.filtered(first)
    table.printed(len(columns) - 1, [FOUND, ASKED, len(columns) - 1], again=(0, 0))


def _columns(t: Translator) -> list[Column]:
    return [
        Column(t(ITEM.title), 7, style="number"),
        Column(t("severity"), 8, style="centre"),
        Column(t("What to correct"), 30),
        Column(t(TARGET.title), 15),
        Column(t("account"), 17),
        Column(t("Where"), 34),
        Column(t("As it is now"), 34),
        Column(t("Why"), 30),
        Column(t("controls"), 34),
        Column(t("Source"), 58),
        Column(t("How"), 40),
        Column(t("By when"), 12, style="centre"),
        Column(t(FIRST.title), 12),
        Column(t(CHECK.title), 22),
        *(_reply(field, t) for field in REPLIES),
    ]


def _reply(field: Field, t: Translator) -> Column:
    return Column(t(field.title), WIDTHS.get(field.key, 13), "head-entry", "entry")


def _row(item: Item, t: Translator) -> list[Value]:
    check, severity = item.check, t(SEVERITY[item.check.severity])
    return [
        item.number,
        Cell(severity, BAD.get(check.severity, "centre")),
        t(check.title),
        item.target,
        item.account,
        "\n".join(where(item, t, MOST)),
        "\n".join(now(item, t, MOST)),
        t(check.reason),
        "\n".join(controls(item, t)),
        "\n".join(dict.fromkeys(source(why, t.language) for why in item.why)),
        t(check.remedy),
        item.due.isoformat() if item.due else t("to be agreed"),
        item.why[0].control.id,
        check.id,
        *[""] * len(REPLIES),
    ]


def where(item: Item, t: Translator, most: int) -> list[str]:
    """The resources, with their regions."""
    names = (
        f"{one.resource.name or one.resource.id or one.resource.type} ({one.resource.region})"
        for one in item.findings
    )
    return texts(names, most, t(MORE))


def now(item: Item, t: Translator, most: int) -> list[str]:
    """What was found."""
    return texts((t.message(one.message) for one in item.findings), most, t(MORE))


def controls(item: Item, t: Translator) -> Iterator[str]:
    """The controls that wait for it, with how binding they are."""
    for why in item.why:
        yield f"{why.control.id} {why.control.title[t.language]} ({t(LEVEL[why.level])})"


def _resources(book: Book, request: Request) -> None:
    """Every resource: the rows of the request name the first of them."""
    t = book.t
    table = Table(book, t("All resources"), _resource_columns(t))
    table.line(t("All resources"), "title")
    first = table.head(frozen=1)
    for item in request.items:
        for one in item.findings:
            if table.full:
                break
            resource, said = one.resource, t.message(one.message)
            table.add(
                [
                    item.number,
                    t(item.check.title),
                    resource.type,
                    resource.id,
                    resource.name,
                    resource.region,
                    said,
                    japan(one.read_at),
                    one.id,
                ]
            )
    table.filtered(first)
    table.printed(len(table.columns) - 2)


def _resource_columns(t: Translator) -> list[Column]:
    return [
        Column(t("Request number"), 9, style="number"),
        Column(t("What to correct"), 34),
        Column(t("resource type"), 24),
        Column(t("resource"), 40),
        Column(t("resource name"), 26),
        Column(t("region"), 14),
        Column(t("As it is now"), 44),
        Column(t("read at (Japan time)"), 15, style="centre"),
        Column(t("finding id"), 26),
    ]
