"""One sheet per document and organisation, in the shape of the audit guideline's own table."""

from collections.abc import Iterator, Sequence

from reports.about import editions
from reports.reasons import reasons_text
from reports.seen import Seen, Sight
from reports.shown import asked_texts, last, signed
from reports.words import CASE, LEVEL, STATUS
from reports.xlsx.book import STATUS_STYLE, Book
from reports.xlsx.entries import entry_columns, helped, keys_helped
from reports.xlsx.table import Cell, Column, Table, Value
from scanner.assessment import Organisation
from scanner.days import in_japan as japan
from scanner.forms import ATTESTATION, CONTROL, ENTRIES, mark, notes
from scanner.framework_model import Framework, Level
from scanner.language import Translator
from scanner.model import Outcome

BREAK = 10
"""The last column of the audit guideline's table: the second printed page begins after it."""
REPEATED = 3
"""The column that stands on every printed page: the No."""
OUTSIDE = "*"
CONTRADICTED = "People say that it holds, the settings say that it does not"
NO_SOURCE = "* Grey columns of the audit guideline's table have no source in these documents: left empty."


def columns(t: Translator) -> list[Column]:
    """Those of the audit guideline, ours, and the yellow ones. A grey one has no source that we know."""
    none = "head-empty", "empty"
    return [
        Column(t("Item (large)"), 14),
        Column(t("Item (middle)"), 10),
        Column(t("Item (small)"), 22),
        Column(t(CONTROL.title), 12),
        Column(t("required or not"), 8, style="centre"),
        Column(t("What is audited"), 56),
        Column(t("Example of audit material") + OUTSIDE, 6, *none),
        Column(t("Example of how to audit") + OUTSIDE, 6, *none),
        Column(t("No. of the example text") + OUTSIDE, 6, *none),
        Column("JIS Q 27002" + OUTSIDE, 6, *none),
        Column(t("Points to note"), 34),
        Column(t("Result of the automatic check"), 11, style="centre"),
        Column(t("Grounds"), 56),
        Column(t("Time of the check"), 11, style="centre"),
        Column(t("How it was checked"), 10, style="centre"),
        Column(t("Check by people"), 18),
        Column(t("Evidence"), 50),
        Column(t("Valid until"), 12, style="centre"),
        *entry_columns(t),
    ]


def write(book: Book, sight: Sight, organisation: Organisation, framework: Framework, name: str) -> None:
    """Write the sheet."""
    t = book.t
    table = Table(book, name, columns(t), BREAK)
    book.label(table.sheet, f"{book.title}　{organisation.name}", name, framework.edition)
    seen = list(sight.controls(organisation, framework))
    _above(table, organisation, framework, seen)
    first = table.head(frozen=REPEATED + 1)
    keys: list[tuple[int, Sequence[str]]] = []
    for one in seen:
        keys.append((table.row, [asked.key for asked in one.asked]))
        table.add(_row(one, t))
    _below(table, first, keys)


def _above(table: Table, organisation: Organisation, framework: Framework, seen: Sequence[Seen]) -> None:
    t, assessment = table.book.t, table.book.assessment
    case = t(CASE[organisation.case]) if organisation.case in CASE else organisation.case
    table.line(f"{organisation.name}　{framework.title[t.language]}", "title")
    table.line(
        mark(
            ATTESTATION,
            organisation=organisation.id,
            framework=framework.framework,
            edition=framework.edition,
            run=assessment.run.id,
        ),
        "mark",
    )
    table.several(one for one in editions(assessment, t) if _speaks_of(one, framework, t))
    table.line(f"{case}　{t.fill('Read at {time} (Japan time)', time=japan(assessment.run.started_at))}")
    table.line(t(NO_SOURCE))
    table.several(map(t.message, notes()))
    if wrong := [one.control.id for one in seen if one.contradicted]:
        table.line(f"{t(CONTRADICTED)}: {', '.join(wrong)}", "warning")


def _speaks_of(sentence: str, framework: Framework, t: Translator) -> bool:
    return framework.title[t.language] in sentence and framework.edition in sentence


def _row(one: Seen, t: Translator) -> list[Value]:
    control, verdict = one.control, one.verdict
    shown = [asked.shown for asked in one.asked if asked.shown and asked.shown.fault is None]
    return [
        control.source.section,
        control.source.figure or "",
        control.title[t.language],
        control.id,
        t(LEVEL[Level(verdict.level)]),
        control.summary[t.language],
        *[""] * 4,
        _notes(one, t),
        Cell(t(STATUS[verdict.status]), STATUS_STYLE[verdict.status]),
        "\n".join(dict.fromkeys(_grounds(one, t))),
        japan(one.read_at),
        t(_way(one)),
        "\n".join(dict.fromkeys(signed(weighed, t) for weighed in shown)),
        "\n".join(asked_texts(one, t)),
        "\n".join(dict.fromkeys(last(weighed, t) for weighed in shown)),
        *[""] * len(ENTRIES),
    ]


def _notes(one: Seen, t: Translator) -> str:
    control = one.control
    notes = [control.level_note, control.responsibility.government_cloud]
    return "\n".join(note[t.language] for note in notes if note)


def _grounds(one: Seen, t: Translator) -> Iterator[str]:
    if one.contradicted:
        yield t(CONTRADICTED)
    yield from reasons_text(one.verdict, one.control, t)
    found = [each.outcome for each in one.findings]
    fails, unread = found.count(Outcome.FAIL), found.count(Outcome.UNKNOWN)
    text = "findings: {all}, of which fail: {fails}, unknown: {unread}"
    if found:
        yield t.fill(text, all=len(found), fails=fails, unread=unread)


def _way(one: Seen) -> str:
    """By settings, by documents of people, by both, or not at all."""
    if one.automatic:
        return "settings and documents" if one.shown else "by settings"
    return "by documents" if one.shown else "not answered"


def _below(table: Table, first: int, keys: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Filter, lists and print settings."""
    ours = len(table.columns) - len(ENTRIES)
    if table.row > first:
        helped(table, ours, (first, table.row - 1))
        keys_helped(table, ours + 1, keys)
    table.filtered(first)
    table.printed(ours - 1, [BREAK, ours - 1], again=(REPEATED, REPEATED))
