"""`tenken checks`: what is checked."""

import json
from typing import TYPE_CHECKING, Any

import click

from scanner.cli import options
from scanner.cli.choosing import Choice, choosing
from scanner.cli.opening import open_host
from scanner.cli.table import table
from scanner.cli.texts import _, command, translator

if TYPE_CHECKING:
    from scanner.assessment import CheckInfo


@command()
@options.form
@choosing
@options.common
def checks(form: str, choice: Choice) -> int:
    """List all checks: what each one looks for, how grave it is, and the controls that it answers.

    A check that no control of any framework names shows 0 under controls.

        tenken checks --select 'm365.*'
        tenken checks --format json
    """
    from scanner.catalogue import check_infos  # noqa: PLC0415 - starting time

    host = open_host()
    found = check_infos(host, choice.checks(host))
    click.echo(_json(found) if form == "json" else _text(found))
    return 0


def _json(found: "tuple[CheckInfo, ...]") -> str:
    return json.dumps([_entry(one) for one in found], ensure_ascii=False, indent=2)


def _entry(one: "CheckInfo") -> dict[str, Any]:
    return {
        "id": one.id,
        "title": translator()(one.title),
        "provider": one.provider,
        "severity": one.severity,
        "signals": one.signals,
        "permissions": one.permissions,
        "controls": one.controls,
    }


def _text(found: "tuple[CheckInfo, ...]") -> str:
    from scanner.words import SEVERITY  # noqa: PLC0415 - starting time

    head = (_("check"), _("severity"), _("controls"), _("title"))
    rows = [
        (one.id, _(SEVERITY[one.severity]), str(len(one.controls)), translator()(one.title)) for one in found
    ]
    return table([head, *rows])
