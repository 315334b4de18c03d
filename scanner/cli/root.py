"""The list of commands; each is a module that is imported when it is asked for."""

import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import click

from scanner.cli.options import debug, language
from scanner.cli.texts import Command, Translated, option

NAMES = (
    "init",
    "config",
    "scan",
    "collect",
    "assess",
    "checks",
    "controls",
    "explain",
    "permissions",
    "plugins",
    "completion",
    "records",
    "attest",
    "risk",
    "keygen",
    "package",
    "verify",
    "history",
    "diff",
    "baseline",
    "progress",
    "notices",
    "watch",
    "send",
    "record",
    "demo",
)
COMMANDS: Mapping[str, str] = MappingProxyType({name: f"scanner.cli.{name}" for name in NAMES})
"""The module of each command; in it the command has its own name."""


class Root(Translated, click.Group):
    """A group that finds its commands in `COMMANDS`, in that order."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order that people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> Command | None:  # noqa: ARG002
        """Import the command's module."""
        if cmd_name not in COMMANDS:
            return None
        found: Command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name)
        return found


def _version(context: click.Context, parameter: click.Parameter, wanted: bool) -> Any:  # noqa: ARG001
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - starting time

        click.echo(f"tenken {version('tenken')}")
        context.exit()


@click.group(cls=Root)
@option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
@language
@debug
def root() -> None:
    """Tenken reads the security settings of clouds and says how each control of the guideline stands.

    It only reads. What could not be read is never counted as good.

        tenken demo
        tenken scan --out result
    """
