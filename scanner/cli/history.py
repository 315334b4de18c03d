"""`tenken history`: the runs that are kept."""

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scanner.cli import options, storing
from scanner.cli.delivering import deliver, tell
from scanner.cli.files import bytes_of, write_all
from scanner.cli.opening import open_config, open_host
from scanner.cli.output import Output, Wanted, documents
from scanner.cli.storing import open_store
from scanner.cli.table import table
from scanner.cli.texts import _, argument, command, group, option, translator

if TYPE_CHECKING:
    from scanner.config import Config
    from scanner.store import Store
    from scanner.store.store import StoredRun

CONFIG = option(
    "--config",
    type=options.FILE,
    metavar="FILE",
    default=Path("tenken.yaml"),
    show_default=True,
    help="The configuration: it may name the store. It need not be there.",
)
SHORT = 8
"""How much of an id is shown: enough to find the run by."""


@group()
@options.common
def history() -> int:
    """Work with the runs that are kept: list, show, take out, bring in, forget.

    `tenken scan` keeps each run in the store.

        tenken history list
        tenken history show 1f3a --out result
    """
    return 0


@command("list")
@CONFIG
@storing.place
@option("--organisation", metavar="ID", help="Only runs of this organisation.")
@options.form
@options.common
def listing(config: Path, place: str | None, organisation: str | None, form: str) -> int:
    """List the runs, the last one last.

    Times are those of Japan; JSON has them in UTC.

        tenken history list
        tenken history list --format json
    """
    with opened(config, place) as store:
        runs = store.runs(organisation)
    if form == "json":
        click.echo(json.dumps([_plain(one) for one in runs], ensure_ascii=False, indent=2))
        return 0
    head = (_("run"), _("read at"), _("organisations"), _("checks"), _("version"))
    click.echo(table([head, *(_row(one) for one in runs)]))
    return 0


@command()
@argument("run")
@CONFIG
@storing.place
@documents
@options.judging
@options.common
def show(run: str, config: Path, place: str | None, wanted: Wanted, **verdict: bool) -> int:
    """Judge a kept run again, and write its documents; RUN is an id or its beginning, or `last`.

    The exit code is that of `tenken scan`.

        tenken history show last
        tenken history show 1f3a --out result --format html
    """
    from scanner.exit_code import exit_code  # noqa: PLC0415 - starting time
    from scanner.scanning import assess  # noqa: PLC0415

    host = open_host()
    output = Output.of(wanted, host)
    with opened(config, place) as store:
        evidence = store.evidence(which(store, run), host.providers)
    assessment = assess(evidence, host=host)
    output.write(assessment)
    return exit_code(assessment, **verdict)


@command()
@argument("run")
@argument("file", type=options.FILE)
@CONFIG
@storing.place
@options.common
def export(run: str, file: Path, config: Path, place: str | None) -> int:
    """Write what a kept run read into an evidence file.

    `tenken assess` judges that file again; `tenken history import` brings it into another store.

        tenken history export 1f3a evidence.tenken
    """
    with opened(config, place) as store:
        content = store.evidence_file(which(store, run))
    write_all({file: bytes_of(content)})
    click.echo(_("written: {path}").format(path=file), err=True)
    return 0


@command("import")
@argument("files", type=options.FILE, nargs=-1, required=True)
@CONFIG
@storing.place
@options.common
def import_(files: tuple[Path, ...], config: Path, place: str | None) -> int:
    """Bring evidence files into the store, each as a run; what is there already stays as it is.

    Where the configuration has sinks, their events are sent: so a reading may be made where no SIEM can be
    reached.

        tenken history import evidence.tenken
    """
    from scanner.evidence_file import EvidenceError, blocks  # noqa: PLC0415 - starting time
    from scanner.evidence_store import read  # noqa: PLC0415
    from scanner.keeping import Keeper  # noqa: PLC0415
    from scanner.scanning import assess  # noqa: PLC0415

    host, settings = open_host(), settings_of(config)
    language = (settings.language if settings else None) or translator().language
    with open_store(place, settings) as store:
        keeper = Keeper(store, host, [one.id for one in settings.sinks] if settings else [], language)
        for file in files:
            try:
                content = file.read_bytes()
                evidence = read(io.BytesIO(content), host.providers)
                keeper.keep(evidence, assess(evidence, host=host), blocks(io.BytesIO(content)))
            except EvidenceError as error:
                error.add_note(str(file))
                raise
            click.echo(_("kept: {path}").format(path=file), err=True)
        if settings:
            tell(deliver(store, settings, host, storing.WAIT))
    return 0


@command()
@option("--keep-days", type=click.IntRange(min=0), metavar="DAYS", help="Keep the runs of the last days.")
@option(
    "--keep-runs",
    type=click.IntRange(min=1),
    metavar="COUNT",
    help="Keep the last runs of each organisation.",
)
@CONFIG
@storing.place
@options.common
def prune(keep_days: int | None, keep_runs: int | None, config: Path, place: str | None) -> int:
    """Forget older runs.

    The last one of each organisation and approved baselines are never forgotten.

        tenken history prune --keep-days 400
        tenken history prune --keep-days 30 --keep-runs 12
    """
    from scanner.clock import text  # noqa: PLC0415 - starting time
    from scanner.store.pruning import prune as forget  # noqa: PLC0415

    if keep_days is None and keep_runs is None:
        raise click.UsageError(_("say what to keep: --keep-days, --keep-runs or both"))
    first = None if keep_days is None else text(datetime.now(UTC) - timedelta(days=keep_days))
    with opened(config, place) as store:
        gone = forget(store, first, keep_runs)
    click.echo(_("forgotten: {count} runs").format(count=len(gone)))
    return 0


for _command in (listing, show, export, import_, prune):
    history.add_command(_command)


def which(store: "Store", name: str) -> "StoredRun":
    """The run of this name: an id, the beginning of one, or `last`. Raises `StoreError`."""
    if name == "last" and (runs := store.runs()):
        return runs[-1]
    return store.run(name)


def opened(config: Path, place: str | None) -> "Store":
    """The store of the option, of the configuration if there is one, or the default one."""
    return open_store(place, settings_of(config))


def settings_of(path: Path) -> "Config | None":
    """The configuration, if there is one."""
    return open_config(path, open_host()) if path.exists() else None


def _row(one: "StoredRun") -> tuple[str, ...]:
    from scanner.days import in_japan  # noqa: PLC0415 - starting time

    checks = _("all") if one.whole else _("some")
    return one.id[:SHORT], in_japan(one.started_at), ", ".join(one.organisations), checks, one.version


def _plain(one: "StoredRun") -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}
