"""`tenken record`: what a target's services answer, as a folder that can be played, anonymised."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scanner.cli import options
from scanner.cli.files import make_sure, write_folder
from scanner.cli.journal import Journal, both, logged
from scanner.cli.live import interruptible, progress
from scanner.cli.opening import open_config, open_host
from scanner.cli.texts import _, argument, command, option

if TYPE_CHECKING:
    from scanner.config import Config
    from scanner.host import Host
    from scanner.recording import Recording


@command()
@argument("target", metavar="TARGET")
@options.config
@option(
    "--anonymise",
    is_flag=True,
    required=True,
    help="Replace names, addresses, ids, domains and tokens. Nothing is recorded without it.",
)
@option(
    "--out",
    type=options.FOLDER,
    metavar="DIR",
    required=True,
    help="The folder to make; it must not be there.",
)
@options.deadline
@logged
@options.common
def record(  # noqa: PLR0913, PLR0917 - one parameter an option
    target: str,
    config: Path,
    anonymise: bool,  # noqa: ARG001 - it must be given: nothing else is recorded
    out: Path,
    deadline: float | None,
    journal: Journal,
) -> int:
    """Record what the services of one target answer, anonymised, into a folder that can be played again.

    TARGET is the id of a target in the configuration; today that of a Microsoft 365 tenant, not of an AWS
    account. Everything that all checks read is asked, through the same guard as in a scan. The same value
    gets the same replacement in all files; times and numbers stay. Before anything is written, the result
    is searched for every value that was replaced, also encoded: if one is found, nothing is written.

    Look through the folder before you give it to anybody.

    Exit code: 0 everything was read; 4 something could not be read, which the folder then plays too;
    2 wrong usage or configuration, or something was left to be replaced; 1 a fault of Tenken itself.

        tenken record aozora-m365 --anonymise --out recorded
    """
    from scanner.exit_code import reading_code, unread  # noqa: PLC0415 - starting time
    from scanner.recording import files_of  # noqa: PLC0415
    from scanner.scanning import collect  # noqa: PLC0415

    host = open_host()
    settings = _only(open_config(config, host, deadline), target, nowhere=out)
    recording = _recording(settings, host)
    _free(out)
    make_sure(out.parent)
    taped = replace(host, providers={**host.providers, recording.provider.name: recording.provider})
    with interruptible(), progress() as bars:
        evidence = collect(settings, watch=both(bars, journal.watch), host=taped)
    for one in evidence.targets:
        journal.target(one.target.id, one.account, unread(one), one.calls)
    files = files_of(recording, _source(evidence.run.started_at, evidence.run.version))
    write_folder(out, files)
    click.echo(_("written: {path}").format(path=out), err=True)
    return reading_code(evidence)


def _only(config: "Config", wanted: str, nowhere: Path) -> "Config":
    """The configuration with this one target, and without records, which answer nothing that is asked here.

    `nowhere` is a folder that isn't there. Raises `click.BadParameter` if there is no such target.
    """
    for organisation in config.organisations:
        for one in organisation.targets:
            if one.id == wanted:
                alone = replace(
                    organisation, targets=(one,), declared=organisation.declarations(), records=nowhere
                )
                return replace(config, organisations=(alone,))
    known = ", ".join(one.id for one in config.targets)
    message = _("the configuration has no target '{target}'; there are: {known}")
    raise click.BadParameter(message.format(target=wanted, known=known), param_hint="TARGET")


def _recording(config: "Config", host: "Host") -> "Recording":
    """What the target's plugin records with. Raises `click.ClickException` where it can't."""
    from scanner.granting import named  # noqa: PLC0415 - starting time

    (target,) = config.targets
    name = host.providers[target.provider].recorder
    if not name:
        able = ", ".join(one.title for one in host.providers.values() if one.recorder)
        message = _("a target of '{provider}' can't be recorded; targets of these can: {able}")
        raise click.ClickException(message.format(provider=target.provider, able=able))
    found: Recording = named(name)()
    return found


def _free(out: Path) -> None:
    """Raises `click.ClickException` if something is there already: recordings are not mixed."""
    if out.exists():
        message = _("{path} is there already; name a folder that is not")
        raise click.ClickException(message.format(path=out))


def _source(started_at: str, version: str) -> str:
    return f"recorded on {started_at[:10]} by tenken {version}; names, ids and addresses were replaced"
