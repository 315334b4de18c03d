"""`tenken package`: everything that an auditor is handed, in one signed file."""

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from scanner.cli import options
from scanner.cli.files import write_all
from scanner.cli.opening import open_evidence, open_host
from scanner.cli.texts import _, argument, command, option, translator

if TYPE_CHECKING:
    from scanner.package import Manifest

MODULES = ("cryptography", "rfc3161_client")


@command()
@argument("evidence", type=options.FILE)
@option(
    "--key",
    type=options.FILE,
    metavar="FILE",
    required=True,
    help="The private key to sign with; tenken keygen makes one.",
)
@option("--out", type=options.FILE, metavar="FILE", required=True, help="The file to write.")
@option(
    "--before",
    type=options.FILE,
    metavar="FILE",
    help="Evidence of an earlier reading: it goes along, and reports say what has changed since.",
)
@option(
    "--documents",
    type=options.FOLDER,
    metavar="DIR",
    multiple=True,
    help="A folder of records: documents that attestations name are put in (may be repeated).",
)
@option(
    "--format",
    "formats",
    metavar="NAME",
    multiple=True,
    help="A further format to put in (may be repeated).",
)
@option("--timestamp", metavar="URL", help="Have the signature stamped by this authority (RFC 3161).")
@options.common
def package(  # noqa: PLR0913 - each is one option, and named
    *,
    evidence: Path,
    key: Path,
    out: Path,
    before: Path | None,
    documents: tuple[Path, ...],
    formats: tuple[str, ...],
    timestamp: str | None,
) -> int:
    """Make an audit package: reports, workbook, evidence, lists, and a signed list of hashes.

    It is for the confirmation before the α′ model is adopted, and for audits. `tenken verify` says elsewhere,
    without a network, whether anything was changed. The private key never goes in.

    Exit code: 0 it was made; 2 wrong usage, evidence or key; 1 a fault of Tenken itself.

        tenken package evidence.tenken --key signing.pem --out package.zip
    """
    from scanner.package import Sources, assessed, pack, reports  # noqa: PLC0415 - starting time
    from scanner.timestamp import asking  # noqa: PLC0415

    need_package()
    host = open_host()
    for name in formats:
        if name not in host.renderers:
            text = _("no plugin offers the format '{name}'; there are: {known}")
            message = text.format(name=name, known=", ".join(host.renderers))
            raise click.BadParameter(message, param_hint="--format")
    found = assessed(lambda path: open_evidence(path, host), evidence, before, host)
    made: list[Manifest] = []

    def write(stream: BinaryIO) -> None:
        made.append(
            pack(
                stream,
                found,
                Sources(evidence=evidence, before=before, documents=documents),
                reports(host, formats),
                key=key,
                translator=translator(),
                stamp=asking(timestamp) if timestamp else None,
            )
        )

    write_all({out: write})
    _tell(made[0])
    click.echo(_("written: {path}").format(path=out), err=True)
    return 0


def _tell(manifest: "Manifest") -> None:
    for one in manifest.files:
        click.echo(f"{one.sha256}  {one.name}")
    for name in manifest.missing:
        click.echo(_("not in the package: {name}").format(name=name), err=True)


def need_package() -> None:
    """Raises `click.ClickException` where what packages need is not installed."""
    from importlib.util import find_spec  # noqa: PLC0415 - starting time

    if any(find_spec(name) is None for name in MODULES):
        raise click.ClickException(_("to sign and to verify, install: pip install 'tenken[package]'"))
