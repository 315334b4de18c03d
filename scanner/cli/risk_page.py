"""The table of risk as people read it: the matrix, what is behind each value, before and after."""

from collections.abc import Iterable, Iterator

import click

from scanner.cli.page import section, title
from scanner.cli.rating import Rated
from scanner.cli.table import Row, table
from scanner.cli.texts import _, translator
from scanner.risk_compare import Change, Comparison, Direction
from scanner.risk_data import load_risk
from scanner.risk_marks import Mark, Sign
from scanner.risk_values import Cell, Interval, Risk
from scanner.text import Message

NONE = "-"
SAFE = {
    True: "All products are at most {most}: yes",
    False: "All products are at most {most}: no",
    None: "All products are at most {most}: it can't be told",
}
JUDGED = {True: "", False: "!", None: "?"}
MARKS = {
    Mark.YES: "○ {controls}: {why}",
    Mark.NO: "× {controls}: {why}",
    Mark.UNREAD: "? {controls}: {why}",
    Mark.NOT_ASKED: "- {controls}: {why}",
}
DIRECTIONS = {
    Direction.BETTER: "better",
    Direction.WORSE: "worse",
    Direction.SAME: "the same",
    Direction.UNCLEAR: "unclear",
    Direction.ADDED: "added",
    Direction.REMOVED: "removed",
}


def show(one: Rated) -> None:
    """Write the page."""
    found = one.risk
    title(_("Risk of {name} ({id})").format(name=one.name, id=found.organisation))
    for line in _about(found):
        click.echo(line)
    _lines(_("Product and risk value (! above {most}, ? can't be told)"), _matrix(found), found)
    click.echo("\n" + _(SAFE[found.all_safe]).format(most=found.safe_max_product))
    for cell in found.cells:
        section(_head(cell, found), _behind(cell))
    if one.comparison:
        _compared(one.comparison, found)
    click.echo()


def _about(found: Risk) -> Iterator[str]:
    yield _("Read at: {time}").format(time=found.read_at)
    signed = _("Importance and threat levels: {role}, {day}")
    yield signed.format(role=found.role, day=found.signed.isoformat())
    yield _("Reading of the matrix: {number}").format(number=found.reading)
    for control, status in found.assumed:
        yield _("What if, and no result: {assumption}").format(assumption=f"{control}={status}")


def _lines(head: str, rows: Iterable[Row], found: Risk) -> None:
    click.echo("\n" + head.format(most=found.safe_max_product))
    for line in table(list(rows)).splitlines():
        click.echo(f"  {line}")


def _matrix(found: Risk) -> Iterator[Row]:
    threats = load_risk().threat_ids
    yield _("asset"), _("importance"), *threats
    for asset in found.assets:
        cells = (found.cell(asset.id, threat) for threat in threats)
        yield asset.name, str(asset.importance), *(_short(cell) for cell in cells)


def _short(cell: Cell | None) -> str:
    return f"{_value(cell.value)} {JUDGED[cell.safe]}".rstrip() if cell else NONE


def _value(value: Interval) -> str:
    """`4 B`, or from best to worst `3-9 C-A`."""
    best, worst = value.best, value.worst
    if value.settled:
        return f"{worst.product} {worst.letter}"
    letters = worst.letter if best.letter == worst.letter else f"{best.letter}-{worst.letter}"
    return f"{best.product}-{worst.product} {letters}"


def _head(cell: Cell, found: Risk) -> str:
    names = {asset.id: asset.name for asset in found.assets}
    titles = {one.id: one.title[translator().language] for one in load_risk().threats}
    return f"{names[cell.asset]} / {cell.threat} {titles[cell.threat]}: {_short(cell)}"


def _behind(cell: Cell) -> Iterator[str]:
    """The marks, and what people and this project say of them."""
    yield from _signs(cell.signs)
    if cell.lowered:
        text = _("lowered to level {level} by {role} on {date}: {reason}")
        one = cell.lowered
        yield text.format(level=one.level, role=one.role, date=one.date, reason=one.reason)
    for shared in cell.shared:
        text = _("{controls} rest on one product ({product}): are they two layers?")
        yield text.format(controls=", ".join(shared.controls), product=shared.product)
    if _value(cell.with_added) != _value(cell.value):
        text = _("with what this project proposes to count too ({controls}): {value}")
        added = ", ".join(one.control for one in cell.added)
        yield text.format(controls=added, value=_value(cell.with_added))


def _signs(signs: Iterable[Sign]) -> Iterator[str]:
    """A line per mark and reason."""
    alike: dict[tuple[Mark, Message], list[str]] = {}
    for one in signs:
        alike.setdefault((one.mark, one.why), []).append(one.control)
    for mark, text in MARKS.items():
        for (found, why), controls in alike.items():
            if found is mark:
                yield _(text).format(controls=", ".join(controls), why=translator().message(why))
    if not alike:
        yield _("no measure of the source speaks of this kind of asset")


def _compared(comparison: Comparison, found: Risk) -> None:
    """What changed, and whether that was enough."""
    head = _("Before and after, if that were so") if comparison.what_if else _("Before and after")
    _lines(head, _changes(comparison, found), found)
    same = _("unchanged: {count} of {all}")
    click.echo("  " + same.format(count=len(comparison.of(Direction.SAME)), all=len(comparison.changes)))
    for name, side in ((_("before"), comparison.before), (_("after"), comparison.after)):
        click.echo(f"  {name}: " + _(SAFE[side.all_safe]).format(most=side.safe_max_product))


def _changes(comparison: Comparison, found: Risk) -> Iterator[Row]:
    names = {asset.id: asset.name for asset in (*comparison.before.assets, *found.assets)}
    yield _("asset"), _("threat"), _("before"), _("after"), _("change")
    for one in comparison.changes:
        if one.direction is not Direction.SAME or one.rerated:
            yield names[one.asset], one.threat, _short(one.before), _short(one.after), _way(one)


def _way(change: Change) -> str:
    way = _(DIRECTIONS[change.direction])
    return _("{change} (rated anew by people)").format(change=way) if change.rerated else way
