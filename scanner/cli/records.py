"""`tenken records`: what people state, in the folder `records/`."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.cli import options
from scanner.cli.opening import open_config, open_host
from scanner.cli.records_import import import_book
from scanner.cli.texts import command, group

if TYPE_CHECKING:
    from scanner.config import OrganisationConfig
    from scanner.frameworks import File
    from scanner.stated import Stated
    from scanner.yamlfile import Problem, YamlError


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

    host = open_host()
    settings = open_config(config, host)
    found = read_all(settings.organisations, host.mapping_files)
    as_of = datetime.now(UTC)
    for one in found:
        show(one, as_of)
    return 0


records.add_command(check)
records.add_command(import_book)


def read_all(organisations: "Iterable[OrganisationConfig]", files: "Iterable[File]") -> "tuple[Stated, ...]":
    """The records of all these organisations. Raises YamlError with all faults of all files, each once."""
    from scanner.yamlfile import YamlError  # noqa: PLC0415 - starting time

    found: list[Stated] = []
    problems: list[Problem] = []
    for one in organisations:
        for part in _parts(one, tuple(files)):
            if isinstance(part, YamlError):
                problems += [problem for problem in part.problems if problem not in problems]
            else:
                found.append(part)
    if problems:
        raise YamlError(problems)
    return tuple(found)


def _parts(organisation: "OrganisationConfig", files: "tuple[File, ...]") -> "Iterator[Stated | YamlError]":
    """What is stated, or what is wrong: in the declarations, and in all the rest."""
    from scanner.records import Declarations  # noqa: PLC0415 - starting time
    from scanner.stated import Stated  # noqa: PLC0415
    from scanner.yamlfile import YamlError  # noqa: PLC0415

    declared = Declarations()
    try:
        declared = organisation.declarations()
    except YamlError as error:
        yield error
    try:
        yield Stated.read(replace(organisation, declared=declared), files)
    except YamlError as error:
        yield error
