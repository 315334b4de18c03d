"""`tenken keygen`: a pair of keys to sign packages with."""

from functools import partial
from pathlib import Path
from typing import BinaryIO

import click

from scanner.cli import options
from scanner.cli.files import write_all
from scanner.cli.texts import _, argument, command

PUBLIC = ".pub"


@command()
@argument("file", type=options.FILE)
@options.common
def keygen(file: Path) -> int:
    """Make a pair of keys to sign audit packages with: FILE, which nobody else may have, and FILE.pub.

    Give the public key, or its fingerprint, to those who check packages, on another way than the package.

    Exit code: 0 the keys were made; 2 there is such a file already; 1 a fault of Tenken itself.

        tenken keygen signing.pem
    """
    from scanner.cli.package import need_package  # noqa: PLC0415 - starting time
    from scanner.signing import fingerprint_of, new_key  # noqa: PLC0415

    need_package()
    public = file.with_name(file.name + PUBLIC)
    for one in (file, public):
        if one.exists():
            text = _("{path} is there already; a key is never written over")
            raise click.ClickException(text.format(path=one))
    private_key, public_key = new_key()
    write_all({file: partial(_write, private_key), public: partial(_write, public_key)})
    click.echo(_("fingerprint: {fingerprint}").format(fingerprint=fingerprint_of(public)))
    for one in (file, public):
        click.echo(_("written: {path}").format(path=one), err=True)
    return 0


def _write(content: bytes, out: BinaryIO) -> None:
    out.write(content)
