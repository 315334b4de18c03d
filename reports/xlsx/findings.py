"""The findings: what has to be mended first, then what isn't known, then the rest."""

from collections.abc import Iterator

from reports.words import OUTCOME, REASON, SEVERITY
from reports.xlsx.book import OUTCOME_STYLE, Book
from reports.xlsx.table import Cell, Column, Table, Value
from scanner.days import in_japan as japan
from scanner.findings import Finding
from scanner.language import Translator
from scanner.model import Outcome, Severity

URGENT = {one: place for place, one in enumerate((Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS))}
PRINTED = 9
"""The last column that is printed: the account."""
WORST = {one: place for place, one in enumerate(Severity)}


def write(book: Book, name: str) -> None:
    """Write as many sheets as the findings take."""
    rows = _rows(book)
    while _fill(_sheet(book, name), rows):
        pass


def _sheet(book: Book, name: str) -> Table:
    t = book.t
    table = Table(book, name, _columns(t))
    table.line(t("Findings"), "title")
    return table


def _fill(table: Table, rows: Iterator[list[Value]]) -> bool:
    """Fill the sheet; True if there is more."""
    first = table.head(frozen=3)
    more = False
    for row in rows:
        table.add(row)
        if more := table.full:
            break
    table.filtered(first)
    table.printed(PRINTED)
    return more


def _columns(t: Translator) -> list[Column]:
    return [
        Column(t("result"), 9, style="centre"),
        Column(t("severity"), 8, style="centre"),
        Column(t("check"), 38),
        Column(t("reason"), 46),
        Column(t("why it is not known"), 14),
        Column(t("resource type"), 22),
        Column(t("resource"), 30),
        Column(t("region"), 14),
        Column(t("target"), 16),
        Column(t("account"), 17),
        Column(t("organisation"), 14),
        Column(t("controls"), 24),
        Column(t("read at (Japan time)"), 15, style="centre"),
        Column(t("check id"), 28),
        Column("ID", 26),
    ]


def _rows(book: Book) -> Iterator[list[Value]]:
    t, assessment = book.t, book.assessment
    titles = {check.id: (t(check.title), ", ".join(check.controls)) for check in assessment.checks}
    names = {one.id: one.name for one in assessment.organisations}
    for one in sorted(assessment.findings, key=_order):
        title, controls = titles.get(one.check, (one.check, ""))
        yield _row(one, title, controls, names.get(one.organisation, one.organisation), t)


def _row(one: Finding, title: str, controls: str, organisation: str, t: Translator) -> list[Value]:
    resource = one.resource
    return [
        Cell(t(OUTCOME[one.outcome]), OUTCOME_STYLE[one.outcome]),
        t(SEVERITY[one.severity]),
        title,
        t.message(one.message),
        t(REASON[one.code]) if one.code else "",
        resource.type,
        resource.name or resource.id,
        resource.region,
        one.target,
        one.account,
        organisation,
        controls,
        japan(one.read_at),
        one.check,
        one.id,
    ]


def _order(one: Finding) -> tuple[int, int, str, str, str, str]:
    urgent = URGENT.get(one.outcome, len(URGENT))
    return urgent, WORST[one.severity], one.check, one.organisation, one.target, one.id
