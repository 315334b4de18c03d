"""`tenken attest`: add what people show for a control."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scanner.cli import options
from scanner.cli.asking import Asker, at_terminal
from scanner.cli.files import bytes_of, write_all
from scanner.cli.opening import open_config, open_host
from scanner.cli.organisations import organisation, the_one
from scanner.cli.texts import _, argument, command, option, translator

if TYPE_CHECKING:
    from scanner.attestations import Attestation
    from scanner.framework_model import Control


@command()
@argument("control")
@option("--evidence", metavar="KEY", help="The piece of evidence that it answers.")
@option("--signal", metavar="KEY", help="The signal that it answers, where no plugin reads it.")
@option("--statement", metavar="TEXT", help="What was found, in a sentence.")
@option("--document", metavar="FILE", help="The document that shows it; its SHA-256 is taken down.")
@option("--role", metavar="ROLE", help="The role, not the name, of the person responsible.")
@option("--date", metavar="DAY", help="The day of signing, today by default: 2026-11-20 or 令和8年11月20日.")
@option("--valid-for", metavar="DURATION", help="How long it holds: P3M, P1Y, P30D or permanent.")
@option("--valid-until", metavar="DAY", help="Until when it holds, in place of a duration.")
@option(
    "--asset",
    "assets",
    multiple=True,
    metavar="KIND",
    help="The kind of asset that it speaks of, where it does not speak of all (may be repeated).",
)
@option("--yes", is_flag=True, help="Add it without asking for consent.")
@organisation
@options.config
@options.common
def attest(
    control: str, config: Path, organisation: str | None, yes: bool, assets: tuple[str, ...], **given: Any
) -> int:
    """Add an attestation to `records/attestations.yaml`: what people show for a control.

    At a terminal it asks for what no option says. What stands in the file stays as it is, and nothing is
    written before the whole of it was checked.

    Exit code: 0 it was added; 2 wrong usage, or something in the file is wrong; 1 a fault of Tenken itself.

        tenken attest ALPHA-T08
        tenken attest ALPHA-T08 --evidence fwexp --document config.pdf
    """
    from scanner.attestations import FILE  # noqa: PLC0415 - starting time
    from scanner.attesting import with_attestations  # noqa: PLC0415
    from scanner.catalogue import all_frameworks  # noqa: PLC0415
    from scanner.cli.attest_answers import Answers  # noqa: PLC0415

    host = open_host()
    folder = the_one(open_config(config, host), organisation).records
    controls = [one for framework in all_frameworks(host) for one in framework.controls]
    asker = Asker({name.replace("_", "-"): value for name, value in given.items()}, interactive=at_terminal())
    new = Answers(control, controls, asker, host.providers).attestation(folder, assets)
    content = with_attestations(folder, [new], controls)
    click.echo("\n  - " + content.rpartition("\n  - ")[2])
    if asker.interactive and not yes:
        click.confirm(_("Add this to {path}?").format(path=folder / FILE), abort=True)
    write_all({folder / FILE: bytes_of(content.encode())})
    click.echo(_("written: {path}").format(path=folder / FILE), err=True)
    _show(new, folder, controls)
    return 0


def _show(new: "Attestation", folder: Path, controls: "list[Control]") -> None:
    """Say until when it counts."""
    from scanner.people import People  # noqa: PLC0415 - starting time
    from scanner.weighing import weigh  # noqa: PLC0415

    (one,) = weigh(People(folder=folder, attestations=(new,)), controls, datetime.now(UTC))
    if one.fault:
        click.echo(_("It does not count: {reason}").format(reason=translator().message(one.fault)))
    elif one.last:
        click.echo(_("It counts until {day}.").format(day=one.last.isoformat()))
    if new.path is None:
        click.echo(_("The document does not lie beside the configuration: nobody will notice if it changes."))
