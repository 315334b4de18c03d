"""`--stats`: the calls that a reading made."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from scanner.cli.table import table
from scanner.cli.texts import _

if TYPE_CHECKING:
    from scanner.assessment import Assessment
    from scanner.connection import Call


def show_stats(assessment: "Assessment") -> None:
    """Write a line per target, operation and region to standard error, the slowest first."""
    calls = [(target.id, call) for target in assessment.targets for call in target.calls]
    calls.sort(key=lambda one: (-one[1].seconds, one[0], one[1].operation, one[1].region))
    rows = [(target, call.operation, call.region, *_figures([call])) for target, call in calls]
    head = (_("target"), _("operation"), _("region"), _("calls"), _("retries"), _("seconds"))
    total = (_("total"), "", "", *_figures([call for _target, call in calls]))
    click.echo(table((head, *rows, total), numbers=3), err=True)


def _figures(calls: "Sequence[Call]") -> tuple[str, str, str]:
    seconds = sum(call.seconds for call in calls)
    return str(sum(call.count for call in calls)), str(sum(call.retries for call in calls)), f"{seconds:.2f}"
