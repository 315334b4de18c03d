"""The options `--select` and `--skip`: which checks are asked for."""

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from scanner.cli.options import Run
from scanner.cli.texts import option

if TYPE_CHECKING:
    from scanner.host import Host


def _complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    from scanner.host import Host  # noqa: PLC0415 - starting time

    checks = (check.id for provider in Host.load().providers.values() for check in provider.checks)
    return [one for one in checks if one.startswith(incomplete)]


selected = option(
    "--select",
    "--check",
    "selected",
    multiple=True,
    metavar="PATTERN",
    shell_complete=_complete,
    help=(
        "Only these checks: an id such as aws.s3.*, framework:ID, control:ID or severity:high "
        "(may be repeated)."
    ),
)
skipped = option(
    "--skip",
    "skipped",
    multiple=True,
    metavar="PATTERN",
    shell_complete=_complete,
    help="Leave out these checks; written as for --select (may be repeated).",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The patterns that were given."""

    selected: tuple[str, ...]
    skipped: tuple[str, ...]

    def checks(self, host: "Host") -> tuple[str, ...] | None:
        """The ids to ask for; None is all. Raises `SelectionError` for a pattern that leads nowhere."""
        from scanner.choice import chosen  # noqa: PLC0415 - starting time

        return chosen(host, self.selected, self.skipped)


def choosing(function: Run) -> Run:
    """Add the options that choose checks; the command gets them as `choice`."""

    @functools.wraps(function)
    def run(*, selected: tuple[str, ...], skipped: tuple[str, ...], **rest: Any) -> int:
        return function(choice=Choice(selected, skipped), **rest)

    return selected(skipped(run))
