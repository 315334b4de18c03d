"""`tenken collect`: read, and keep what was read."""

from pathlib import Path
from typing import BinaryIO

import click

from scanner.cli import options
from scanner.cli.choosing import Choice, choosing
from scanner.cli.files import make_sure, write_all
from scanner.cli.journal import Journal, both, logged
from scanner.cli.live import interruptible, progress
from scanner.cli.opening import open_config, open_host
from scanner.cli.texts import _, command, option


@command()
@options.config
@option("--out", type=options.FILE, metavar="FILE", required=True, help="The evidence file to write.")
@choosing
@options.deadline
@logged
@options.common
def collect(config: Path, out: Path, choice: Choice, deadline: float | None, journal: Journal) -> int:
    """Read the settings of all targets into an evidence file.

    `tenken assess` judges it later, elsewhere, and without any credential. It holds the settings of your
    tenants: keep it like a configuration document of theirs.

    Exit code: 0 everything was read; 4 something could not be read; 2 wrong usage or configuration;
    1 a fault of Tenken itself.

        tenken collect --out evidence.tenken
    """
    from scanner.evidence_store import write  # noqa: PLC0415 - starting time
    from scanner.exit_code import reading_code, unread  # noqa: PLC0415
    from scanner.scanning import collect as read  # noqa: PLC0415

    host = open_host()
    settings = open_config(config, host, deadline)
    checks = choice.checks(host)
    make_sure(out.parent)
    with interruptible(), progress() as bars:
        evidence = read(settings, checks, watch=both(bars, journal.watch), host=host)
    for one in evidence.targets:
        journal.target(one.target.id, one.account, unread(one), one.calls)

    def save(stream: BinaryIO) -> None:
        write(evidence, stream)

    write_all({out: save})
    click.echo(_("written: {path}").format(path=out), err=True)
    return reading_code(evidence)
