"""Where the documents go: files in the folder of `--out`, the console on standard output."""

import functools
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from scanner.cli.files import Write, write_all
from scanner.cli.options import FOLDER, Run
from scanner.cli.stats import show_stats
from scanner.cli.texts import _, option, translator
from scanner.cli.unread import tell_unread

if TYPE_CHECKING:
    from scanner.assessment import Assessment
    from scanner.host import Host
    from scanner.renderer import Renderer

CONSOLE = "console"
NAME = "assessment"


folder = option(
    "--out",
    "folder",
    type=FOLDER,
    metavar="DIR",
    help="Write the documents into this folder; it is made if it is not there.",
)
formats = option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    help="console, json or another format that a plugin offers (may be repeated).",
)
stats = option("--stats", is_flag=True, help="Say how many calls there were, and how long they took.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The documents that were asked for."""

    formats: tuple[str, ...]
    folder: Path | None
    stats: bool = False


def documents(function: Run) -> Run:
    """Add the options that say which documents to make; the command gets them as `wanted`."""

    @functools.wraps(function)
    def run(*, formats: tuple[str, ...], folder: Path | None, stats: bool, **rest: Any) -> int:
        return function(wanted=Wanted(formats, folder, stats), **rest)

    return folder(formats(stats(run)))


@dataclass(frozen=True, slots=True)
class Output:
    """What will be written, and where: known before anything is read."""

    renderers: "tuple[Renderer, ...]"
    folder: Path | None
    stats: bool

    @classmethod
    def of(cls, wanted: Wanted, host: "Host") -> "Output":
        """Find the renderers: what was asked for, and the console wherever standard output is free.

        Raises `click.UsageError` for a format that no plugin offers, and for two on standard output; and
        `click.ClickException` for one whose packages are not installed.
        """
        asked = list(dict.fromkeys(wanted.formats))
        names = list(dict.fromkeys([*(asked or ["json"]), CONSOLE])) if wanted.folder else asked or [CONSOLE]
        for name in names:
            if name not in host.renderers:
                known = ", ".join(host.renderers)
                message = _("no plugin offers the format '{name}'; there are: {known}")
                raise click.BadParameter(message.format(name=name, known=known), param_hint="--format")
            if absent := host.renderers[name].absent:
                message = _("the format '{name}' needs {module}; install: pip install 'tenken[{extra}]'")
                extra = host.renderers[name].requires
                raise click.ClickException(message.format(name=name, module=absent, extra=extra))
        if not wanted.folder and len(names) > 1:
            raise click.UsageError(_("several formats need a folder: add --out DIR"))
        return cls(tuple(host.renderers[name] for name in names), wanted.folder, wanted.stats)

    def write(self, assessment: "Assessment") -> None:
        """Write the files, then what goes to standard output."""
        say = translator()
        files: dict[Path, Write] = {}
        for one in self.renderers:
            if self.folder and one.name != CONSOLE:
                files[self.folder / f"{NAME}.{one.suffix}"] = _writer(one, assessment)
        write_all(files)
        for one in self.renderers:
            if not self.folder or one.name == CONSOLE:
                sys.stdout.flush()
                one.render(assessment, sys.stdout.buffer, say)
                sys.stdout.buffer.flush()
        if CONSOLE not in (one.name for one in self.renderers):
            tell_unread(assessment)
        if self.stats:
            show_stats(assessment)
        for path in files:
            click.echo(_("written: {path}").format(path=path), err=True)


def _writer(renderer: "Renderer", assessment: "Assessment") -> Write:
    def write(out: BinaryIO) -> None:
        renderer.render(assessment, out, translator())

    return write
