"""`docs/cli.md`: what `--help` says of every command, in both languages, and the exit codes."""

import ast
import io
import os
from collections.abc import Iterator
from contextlib import redirect_stdout
from unittest.mock import patch

import click

from docs.generators.source import ROOT, host, table
from scanner.cli.root import COMMANDS, root
from scanner.cli.running import run
from scanner.cli.texts import Group
from scanner.language import LANGUAGES

SURROUNDINGS = {"COLUMNS": "80"}


def pages() -> str:
    """The help pages, the program's own first."""
    host()
    names = [(), *(path for name in COMMANDS for path in _paths(name))]
    return "\n\n".join(f"## tenken {' '.join(path)}".rstrip() + _page(path) for path in names)


def codes() -> str:
    """The exit codes that a command ends with, as `scanner/exit_code.py` explains them."""
    return table(["code", "name", "meaning"], _codes())


def _paths(name: str) -> Iterator[tuple[str, ...]]:
    command = root.get_command(click.Context(root), name)
    yield (name,)
    if isinstance(command, Group):
        yield from ((name, below) for below in sorted(command.commands))


def _page(path: tuple[str, ...]) -> str:
    return "".join(f"\n\n```text\n{_said(path, language)}\n```" for language in LANGUAGES)


def _said(path: tuple[str, ...], language: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out), patch.dict(os.environ, SURROUNDINGS):
        run([*path, "--help", "--lang", language])
    return "\n".join(line.rstrip() for line in out.getvalue().strip().splitlines())


def _codes() -> Iterator[tuple[str, str, str]]:
    tree = ast.parse((ROOT / "scanner/exit_code.py").read_text("utf-8"))
    for one, after in zip(tree.body, tree.body[1:], strict=False):
        match one, after:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=int(number))),
                ast.Expr(value=ast.Constant(value=str(meaning))),
            ):
                yield str(number), f"`{name}`", meaning
