"""What the documents are made from: the built-in plugins, their checks, and the frameworks, loaded once."""

import importlib.metadata
import inspect
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import hatch_build
from scanner.assessment import CheckInfo
from scanner.catalogue import all_frameworks, check_infos
from scanner.framework_model import Framework
from scanner.host import GROUP, Host
from scanner.language import Translator

ROOT = Path(__file__).parents[2]


@cache
def host() -> Host:
    """The host with the built-in plugins alone, and with fresh translations.

    Raises `RuntimeError` where a plugin could not be loaded: half a document is none.
    """
    hatch_build.compile_all(ROOT)
    found = Host.of(importlib.metadata.distribution("tenken").entry_points.select(group=GROUP))
    if found.problems:
        raise RuntimeError(", ".join(f"{one.plugin}: {one.reason}" for one in found.problems))
    return found


@cache
def frameworks() -> tuple[Framework, ...]:
    """All frameworks there are."""
    return all_frameworks(host())


@cache
def infos() -> tuple[CheckInfo, ...]:
    """All checks there are, in order of id."""
    return check_infos(host(), None, frameworks())


@cache
def japanese() -> Translator:
    """The translator to Japanese."""
    host()
    return Translator("ja")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown; a bar within a cell is no border."""
    known = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    names = list(head)
    lines = [names, ["---"] * len(names), *known]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def code(names: Iterable[str]) -> str:
    """Names in the type of code, with commas between them."""
    return ", ".join(f"`{name}`" for name in names)


def shown(*things: Any) -> str:
    """The source of declared functions and classes, as a block of Python."""
    sources = (inspect.getsource(getattr(one, "function", one)).strip() for one in things)
    return "```python\n" + "\n\n\n".join(sources) + "\n```"
