"""Which checks are asked for: `--select` and `--skip`."""

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from scanner.cli.options import Run
from scanner.cli.texts import _, option

if TYPE_CHECKING:
    from scanner.host import Host

selected = option(
    "--select",
    "--check",
    "selected",
    multiple=True,
    metavar="PATTERN",
    help="Only the checks with such an id, for example aws.s3.* (may be repeated).",
)
skipped = option(
    "--skip",
    "skipped",
    multiple=True,
    metavar="PATTERN",
    help="Leave out the checks with such an id (may be repeated).",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The patterns that were given."""

    selected: tuple[str, ...]
    skipped: tuple[str, ...]

    def checks(self, host: "Host") -> tuple[str, ...] | None:
        """What to ask for: None is everything.

        Raises `SelectionError` for a pattern that leads nowhere, `click.UsageError` if nothing is left.
        """
        from scanner.selection import select  # noqa: PLC0415 - starting time

        known: list[Any] = [check for provider in host.providers.values() for check in provider.checks]
        wanted = select(known, self.selected or None)
        if not self.skipped:
            return self.selected or None
        left = wanted - select(known, self.skipped)
        if not left:
            raise click.UsageError(_("no check is left; take something out of --skip"))
        return tuple(sorted(left))


def choosing(function: Run) -> Run:
    """Add the options that choose checks; the command gets them as `choice`."""

    @functools.wraps(function)
    def run(*, selected: tuple[str, ...], skipped: tuple[str, ...], **rest: Any) -> int:
        return function(choice=Choice(selected, skipped), **rest)

    return selected(skipped(run))
