"""Where the documents go: files in the folder of `--out`, the console on standard output."""

import functools
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scanner.cli.files import Write, make_sure, write_all
from scanner.cli.options import FOLDER, Run
from scanner.cli.stats import show_stats
from scanner.cli.texts import _, option, translator
from scanner.cli.unread import tell_unread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanner.assessment import Assessment
    from scanner.host import Host
    from scanner.renderer import Renderer, Series

CONSOLE = "console"


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
    help="console, json, html or another format that `tenken plugins` lists (may be repeated).",
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

    renderers: "tuple[Renderer | Series, ...]"
    folder: Path | None
    stats: bool

    @classmethod
    def of(cls, wanted: Wanted, host: "Host") -> "Output":
        """Find the renderers: what was asked for, and the console wherever standard output is free.

        Raises `click.UsageError` for a format that no plugin offers, and for two on standard output; and
        `click.ClickException` for one whose packages are not installed. Raises OSError for a folder in which
        nothing can be written.
        """
        from scanner.renderer import Series  # noqa: PLC0415 - starting time

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
        if not wanted.folder and isinstance(host.renderers[names[0]], Series):
            text = _("the format '{name}' makes several files and needs a folder: add --out DIR")
            raise click.UsageError(text.format(name=names[0]))
        if wanted.folder:
            make_sure(wanted.folder)
        return cls(tuple(host.renderers[name] for name in names), wanted.folder, wanted.stats)

    def write(self, assessment: "Assessment") -> None:
        """Write the files, then what goes to standard output, also where a file could not be written."""
        try:
            files = self._save(assessment)
        finally:
            self._show(assessment)
        _tell(files)

    def save(self, assessment: "Assessment") -> None:
        """Write the files alone."""
        _tell(self._save(assessment))

    def _save(self, assessment: "Assessment") -> "Iterable[Path]":
        files = self._files(assessment) if self.folder else {}
        write_all(files)
        return files

    def _show(self, assessment: "Assessment") -> None:
        for one in self.renderers:
            if one.name == CONSOLE or not self.folder:
                sys.stdout.flush()
                for paper in one.papers(assessment, translator()):
                    paper.write(sys.stdout.buffer)
                sys.stdout.buffer.flush()
        if CONSOLE not in (one.name for one in self.renderers):
            tell_unread(assessment)
        if self.stats:
            show_stats(assessment)

    def _files(self, assessment: "Assessment") -> dict[Path, Write]:
        """Every file with what writes it. Raises `click.ClickException` for two of one name."""
        files: dict[Path, Write] = {}
        folder = self.folder or Path()
        for one in self.renderers:
            for paper in one.papers(assessment, translator()) if one.name != CONSOLE else ():
                path = folder / Path(paper.name).name
                if path in files:
                    text = _("two documents would have the name {name}; ask for one of them alone")
                    raise click.ClickException(text.format(name=path.name))
                files[path] = paper.write
        return files


def _tell(files: "Iterable[Path]") -> None:
    for path in files:
        click.echo(_("written: {path}").format(path=path), err=True)
