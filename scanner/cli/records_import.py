"""`tenken records import`: what people filled into a workbook becomes records, all of it or nothing."""

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from scanner.cli import options
from scanner.cli.files import Write, write_all
from scanner.cli.opening import open_config, open_host
from scanner.cli.texts import _, argument, command

if TYPE_CHECKING:
    from scanner.form_import import Imported


@command("import")
@argument("book", type=options.FILE)
@options.config
@options.common
def import_book(book: Path, config: Path) -> int:
    """Read back what people filled into a workbook: the self-inspection, or the reply to a request.

    What was confirmed in the self-inspection is added to `records/attestations.yaml`, the replies of
    operators to `records/plans.yaml`. What stands there stays as it is, and what was added before is not
    added again. While one cell is wrong nothing is written: each is told with its sheet, row and column.

    Exit code: 0 it was taken over, or nothing new was there; 2 something in the workbook or in the records
    is wrong; 1 a fault of Tenken itself.

        tenken records import assessment.xlsx
        tenken records import reply.xlsx --config tenken.yaml
    """
    from scanner.form_import import imported  # noqa: PLC0415 - starting time

    _need_openpyxl()
    host = open_host()
    found = imported(book, open_config(config, host), host)
    files: dict[Path, Write] = {path: _writer(text) for path, text in found.files.items()}
    write_all(files)
    _tell(found)
    for path in files:
        click.echo(_("written: {path}").format(path=path), err=True)
    return 0


def _need_openpyxl() -> None:
    from importlib.util import find_spec  # noqa: PLC0415

    if find_spec("openpyxl") is None:
        text = _("to read workbooks, install: pip install 'tenken[xlsx]'")
        raise click.ClickException(text)


def _writer(text: str) -> Write:
    def write(out: BinaryIO) -> None:
        out.write(text.encode())

    return write


def _tell(found: "Imported") -> None:
    click.echo(_("added: {count}").format(count=found.added))
    click.echo(_("already there: {count}").format(count=found.known))
    if found.left:
        click.echo(_("left for people, because they were not confirmed: {count}").format(count=found.left))
