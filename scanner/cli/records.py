"""`tenken records`: what people state, in the folder `records/`."""

from datetime import UTC, datetime
from pathlib import Path

from scanner.cli import options
from scanner.cli.opening import open_config, open_host
from scanner.cli.records_import import import_book
from scanner.cli.texts import command, group


@group()
@options.common
def records() -> int:
    """Work with what people state: declarations, attestations, waivers and the other records.

    They are YAML files in the folder `records`, beside the configuration.

        tenken records check
    """
    return 0


@command()
@options.config
@options.common
def check(config: Path) -> int:
    """Check all records of every organisation, and say what ends soon and what does not count.

    Nothing is read from any cloud.

    Exit code: 0 the records can be used; 2 something in them is wrong, with a line for each fault; 1 a
    fault of Tenken itself.

        tenken records check
        tenken records check --config tenken.yaml
    """
    from scanner.cli.records_page import show  # noqa: PLC0415 - starting time
    from scanner.stated import read_stated  # noqa: PLC0415

    host = open_host()
    settings = open_config(config, host)
    found = read_stated(settings.organisations, host.mapping_files)
    as_of = datetime.now(UTC)
    for one in found:
        show(one, as_of)
    return 0


records.add_command(check)
records.add_command(import_book)
