"""How commands open what they need: the host, the configuration."""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scanner.cli.options import LANGUAGE
from scanner.cli.texts import speak, translator
from scanner.text import Message

if TYPE_CHECKING:
    from scanner.config import Config
    from scanner.evidence import Evidence
    from scanner.host import Host


def open_host() -> "Host":
    """The host; plugins that are left out are told of."""
    from scanner.host import Host  # noqa: PLC0415 - starting time

    host = Host.load()
    for problem in host.problems:
        reason = translator().message(problem.reason)
        text = Message.of("the plugin '{name}' is left out: {reason}", name=problem.plugin, reason=reason)
        click.echo(f"tenken: {translator().message(text)}", err=True)
    return host


def open_config(path: Path, host: "Host", deadline: float | None = None) -> "Config":
    """The configuration; from here on its language is spoken, unless an option says otherwise.

    `deadline` replaces its deadline. Raises YamlError.
    """
    from scanner.config import Config  # noqa: PLC0415 - starting time

    config = Config.load(path, host)
    if config.language and not click.get_current_context().meta.get(LANGUAGE):
        speak(config.language)
    return with_deadline(config, deadline)


def open_evidence(path: Path, host: "Host") -> "Evidence":
    """What a reading has put into a file. Raises OSError, and `EvidenceError` with the file's name."""
    from scanner.evidence_file import EvidenceError  # noqa: PLC0415 - starting time
    from scanner.evidence_store import read  # noqa: PLC0415

    with path.open("rb") as source:
        try:
            return read(source, host.providers)
        except EvidenceError as error:
            error.add_note(str(path))
            raise


def with_deadline(config: "Config", seconds: float | None) -> "Config":
    """The configuration with another deadline, if one is given."""
    return dataclasses.replace(config, deadline=seconds) if seconds else config
