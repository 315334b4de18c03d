"""`tenken verify`: whether an audit package is what was signed."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scanner.cli import options
from scanner.cli.opening import open_host
from scanner.cli.package import need_package
from scanner.cli.texts import _, argument, command, option, translator
from scanner.exit_code import GOOD, NOT_MET

if TYPE_CHECKING:
    from scanner.verifying import Checked

FINGERPRINT = re.compile(r"[0-9a-fA-F]{64}")


@command()
@argument("package", type=options.FILE)
@option(
    "--key",
    metavar="KEY",
    help="The public key that it must be signed with: its file, or its fingerprint.",
)
@option(
    "--authority",
    "authorities",
    type=options.FILE,
    metavar="FILE",
    multiple=True,
    help="The certificate of a timestamp authority that is trusted (may be repeated).",
)
@options.common
def verify(package: Path, key: str | None, authorities: tuple[Path, ...]) -> int:
    """Check an audit package, without a network: was anything changed, who signed it, do the verdicts hold?

    Every file is compared with the signed list of hashes, and the evidence is judged again. Without --key
    it says which key signed it: compare its fingerprint with the one that you were told.

    Exit code: 0 nothing was changed and the verdicts are the same; 3 something is wrong; 2 this is no
    package, or wrong usage; 1 a fault of Tenken itself.

        tenken verify package.zip --key signing.pem.pub
    """
    from scanner.verifying import verify as checked  # noqa: PLC0415 - starting time

    need_package()
    found = checked(package, open_host(), fingerprint=_fingerprint(key), roots=authorities)
    _show(found, pinned=key is not None)
    return GOOD if found.good else NOT_MET


def _fingerprint(key: str | None) -> str | None:
    from scanner.signing import fingerprint_of  # noqa: PLC0415 - starting time

    if key is None:
        return None
    plain = re.sub(r"[\s:]", "", key)
    return plain.lower() if FINGERPRINT.fullmatch(plain) else fingerprint_of(Path(key))


def _show(found: "Checked", *, pinned: bool) -> None:
    say, manifest = translator(), found.manifest
    click.echo(_("reading: {run}, {time} (UTC)").format(run=manifest.run, time=manifest.read_at))
    click.echo(_("made by: Tenken {version}").format(version=manifest.version))
    click.echo(_("signed with the key: {fingerprint}").format(fingerprint=found.fingerprint))
    if not pinned:
        click.echo(_("compare this fingerprint with the one you were told, or give --key"))
    if found.stamp:
        text = "stamped: {time} (UTC)" if found.stamp.trusted else UNTRUSTED
        click.echo(_(text).format(time=found.stamp.time))
    for message in (*found.notes, *found.problems):
        click.echo(say.message(message))
    for name in manifest.missing:
        click.echo(_("not in the package: {name}").format(name=name))
    count = len(manifest.files)
    good = _("Nothing was changed: {count} files.").format(count=count)
    click.echo(good if found.good else _("Something is wrong with this package."))


UNTRUSTED = "stamped: {time} (UTC), by an authority that nobody has vouched for; give --authority"
