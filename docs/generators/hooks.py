"""`docs/hooks.md`: the hooks, as `scanner/hookspecs.py` declares them."""

import inspect
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from scanner import hookspecs

MARK = "@hookimpl"


def page() -> str:
    """A section per hook."""
    return "\n\n".join(_section(name) for name, _ in hooks())


def hooks() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every hook with its specification, in the order of the file."""
    for name, one in vars(hookspecs).items():
        if name.startswith("tenken_"):
            yield name, one


def example(hook: Callable[..., Any]) -> str:
    """The example in a specification's docstring: Python that a plugin could hold."""
    text = inspect.getdoc(hook) or ""
    return textwrap.dedent(text[text.index(MARK) :]).rstrip()


def _section(name: str) -> str:
    hook = dict(hooks())[name]
    told = (inspect.getdoc(hook) or "").split(MARK)[0].strip()
    gives = str(inspect.signature(hook).return_annotation).strip("'\"")
    return f"## {name}\n\n{told}\n\nGives: `{gives}`\n\n```python\n{example(hook)}\n```"
