"""The audit package of the demo, with a pair of keys made for it."""

from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from scanner.cli.files import Write, write_all
from scanner.cli.texts import _, translator
from scanner.package import Sources, pack, reports
from scanner.signing import new_key

if TYPE_CHECKING:
    from scanner.assessment import Assessment
    from scanner.host import Host

KEY, PACKAGE = "signing.pem", "package.zip"
NEEDED = ("cryptography", "rfc3161_client")


def write_package(
    folder: Path, evidence: Path, assessment: "Assessment", records: Path, host: "Host"
) -> None:
    """Write the package, where what it needs is installed."""
    if absent := next((name for name in NEEDED if find_spec(name) is None), ""):
        text = _("left out: {title} ({module} is not installed; install: pip install 'tenken[demo]')")
        click.echo(text.format(title=_("audit package"), module=absent), err=True)
        return
    sources = Sources(evidence=evidence, documents=(records,))
    for path, write in _signed(folder, sources, assessment, host):
        write_all({path: write})
        click.echo(_("written: {path}").format(path=path), err=True)


def _signed(
    folder: Path, sources: Sources, assessment: "Assessment", host: "Host"
) -> Iterator[tuple[Path, Write]]:
    """Keys first, made anew; then what is signed with them."""
    private, public = new_key()
    yield folder / KEY, partial(_bytes, private)
    yield folder / f"{KEY}.pub", partial(_bytes, public)

    def write(out: BinaryIO) -> None:
        pack(out, assessment, sources, reports(host), key=folder / KEY, translator=translator())

    yield folder / PACKAGE, write


def _bytes(content: bytes, out: BinaryIO) -> None:
    out.write(content)
