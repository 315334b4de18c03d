"""Plain pages: titles, paragraphs and lists, wrapped to the width of the terminal."""

import shutil
from collections.abc import Iterable

import click

from scanner.wrapping import width_of, wrap

WIDEST = 100


def title(text: str) -> None:
    """Write a title with a line under it."""
    click.echo(text)
    click.echo("-" * min(width_of(text), _width()))


def paragraphs(text: str, indent: int = 0) -> None:
    """Write paragraphs that are parted by empty lines."""
    for number, one in enumerate(text.split("\n\n")):
        if number:
            click.echo()
        _write(one, " " * indent)


def section(name: str, lines: Iterable[str]) -> None:
    """Write a name and what stands under it, a paragraph each; nothing if there is nothing."""
    known = list(lines)
    if not known:
        return
    click.echo()
    click.echo(name)
    for line in known:
        _write(line, "  ", hanging="    ")


def _write(text: str, lead: str, hanging: str | None = None) -> None:
    for line in wrap(text, _width() - len(hanging or lead)):
        click.echo((lead + line).rstrip())
        lead = lead if hanging is None else hanging


def _width() -> int:
    return min(shutil.get_terminal_size().columns, WIDEST)
