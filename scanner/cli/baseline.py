"""`tenken baseline`: the run that settings are compared with, approved by a role."""

import json
from pathlib import Path

import click

from scanner.cli import options, storing
from scanner.cli.history import CONFIG, opened, which
from scanner.cli.signing import signed
from scanner.cli.texts import _, argument, command, group, option


@group()
@options.common
def baseline() -> int:
    """Approve a run as the baseline, and show which one is approved.

    Later runs are compared with it: a setting that is not as approved fails, unless a change is on record.

        tenken baseline approve last --by CISO --reason 定例会議で承認
        tenken baseline show
    """
    return 0


@command()
@argument("run")
@option("--by", "role", required=True, metavar="ROLE", help="The role that approves; never a person's name.")
@option("--reason", required=True, metavar="TEXT", help="Why it is approved, for an auditor to read.")
@CONFIG
@storing.place
@options.common
def approve(run: str, role: str, reason: str, config: Path, place: str | None) -> int:
    """Approve a kept run for all its municipalities; RUN is an id or its beginning, or `last`.

    The former approval stays on record.

        tenken baseline approve last --by CISO --reason 定例会議で承認
    """
    from scanner.days import in_japan  # noqa: PLC0415 - starting time
    from scanner.store.baselines import approve as write  # noqa: PLC0415

    signed(role, reason)
    with opened(config, place) as store:
        found = which(store, run)
        write(store, found, role, reason)
    text = _("approved: run {run} of {time} for {organisations}")
    names = ", ".join(found.organisations)
    click.echo(text.format(run=found.id[:8], time=in_japan(found.started_at), organisations=names))
    return 0


@command()
@CONFIG
@storing.place
@options.form
@options.common
def show(config: Path, place: str | None, form: str) -> int:
    """Show the approved run of each municipality.

    Times are those of Japan; JSON has them in UTC.

        tenken baseline show
    """
    from scanner.days import in_japan  # noqa: PLC0415 - starting time
    from scanner.store.baselines import approvals  # noqa: PLC0415

    with opened(config, place) as store:
        found = approvals(store)
    if form == "json":
        rows = [{name: getattr(one, name) for name in one.__dataclass_fields__} for one in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    if not found:
        click.echo(_("no run is approved yet; tenken baseline approve RUN --by ROLE --reason TEXT"))
    for one in found:
        text = _("{organisation}: run {run}, approved {time} by {role}: {reason}")
        moment = in_japan(one.approved_at)
        values = {"run": one.run[:8], "time": moment, "role": one.role, "reason": one.reason}
        click.echo(text.format(organisation=one.organisation, **values))
    return 0


for _command in (approve, show):
    baseline.add_command(_command)
