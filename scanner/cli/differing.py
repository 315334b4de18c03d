"""What changed between two editions of a document."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from scanner.cli.table import table
from scanner.cli.texts import _, translator

if TYPE_CHECKING:
    from scanner.framework_diff import Change
    from scanner.framework_model import Control, Framework

KINDS = {
    "added": "added",
    "removed": "removed",
    "level": "other level",
    "figure": "other figure",
    "title": "other title",
}


def show_diff(old: "Iterable[Framework]", new: "Iterable[Framework]") -> int:
    """Write a line per change; both are one edition of one document."""
    from scanner.framework_diff import diff  # noqa: PLC0415 - starting time

    changes = [change for one, other in zip(old, new, strict=False) for change in diff(one, other)]
    if not changes:
        click.echo(_("nothing changed"))
        return 0
    head = (_("change"), _("control"), _("before"), _("after"))
    click.echo(table([head, *(_row(one) for one in changes)]))
    return 0


def _row(change: "Change") -> tuple[str, ...]:
    return _(KINDS[change.kind]), change.id, _part(change, change.old), _part(change, change.new)


def _part(change: "Change", control: "Control | None") -> str:
    """What changed, as one of the editions has it."""
    from scanner.words import LEVEL  # noqa: PLC0415 - starting time

    if control is None:
        return "-"
    if change.kind == "level":
        cases = (control.level_in("a"), control.level_in("i"), control.level_in("u"))
        return "/".join(_(LEVEL[one]) for one in dict.fromkeys(cases))
    if change.kind == "figure":
        return control.source.figure or "-"
    return control.title[translator().language]
