"""`tenken progress`: what is open and for how long, what is overdue, what was closed, and with whom."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from scanner.cli import options, storing
from scanner.cli.diff import before_day
from scanner.cli.history import CONFIG, opened, settings_of, which
from scanner.cli.opening import open_host
from scanner.cli.output import Output, Wanted
from scanner.cli.texts import _, command, option

PAPER = "ciso"
"""The renderer of the report on paper."""


@command()
@option("--run", "name", metavar="RUN", default="last", help="The run to start from; else the last one.")
@option("--since", metavar="DATE", help="What was closed since the last run before this day (2026-11-01).")
@option("--organisation", metavar="ID", help="Only this organisation.")
@option(
    "--out",
    "folder",
    type=options.FOLDER,
    metavar="DIR",
    help="Write the report to the CISO (PDF) into this folder too.",
)
@CONFIG
@storing.place
@options.form
@options.exit_zero
@options.common
def progress(  # noqa: PLR0913, PLR0917 - one parameter an option
    name: str,
    since: str | None,
    organisation: str | None,
    folder: Path | None,
    config: Path,
    place: str | None,
    form: str,
    zero: bool,
) -> int:
    """Tell how far the improvements are: open, overdue, closed, age, owner, and where else the fault is.

    The settings are those of a kept run; plans and other records are those of today if the configuration is
    there, else those of that run. Closed is what failed at the whole run before, or before `--since`.

    Exit code: 0 nothing is overdue; 3 something is.

        tenken progress
        tenken progress --since 2026-10-01 --out report
        tenken progress --format json
    """
    from scanner.cli.progress_page import page, plain  # noqa: PLC0415 - starting time
    from scanner.progress import Progress  # noqa: PLC0415
    from scanner.reviewing import review, run_before  # noqa: PLC0415
    from scanner.stated import read_stated  # noqa: PLC0415

    host, settings = open_host(), settings_of(config)
    paper = Output.of(Wanted((PAPER,), folder), host) if folder else None
    stated = read_stated(settings.organisations, host.mapping_files) if settings else ()
    with opened(config, place) as store:
        run = which(store, name)
        before = before_day(store, since) if since else run_before(store, run)
        assessment = review(store, (run, before), host, stated, datetime.now(UTC))
    wanted = [one for one in assessment.organisations if organisation in (None, one.id)]
    if not wanted:
        text = _("this run has no organisation '{id}'; it has: {ids}")
        ids = ", ".join(one.id for one in assessment.organisations)
        raise click.BadParameter(text.format(id=organisation, ids=ids), param_hint="--organisation")
    found = [Progress(assessment, one) for one in wanted]
    if form == "json":
        click.echo(json.dumps([plain(one) for one in found], ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join(page(one) for one in found))
    if paper:
        paper.save(assessment)
    return 3 if any(one.overdue for one in found) and not zero else 0
