"""Finds the texts that people read, where the source says them.

A text stands in a call that takes one (`Fail(x, "…")`, `Message.of("…")`, `_("…")`), in a variable that goes
into such a call, or in a variable called `template`. What a call is given at run time (the title of a check,
say) is not found here: checks and commands are asked for theirs.
"""

import ast
import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

POSITIONS = {
    "Pass": (1,),
    "Fail": (1,),
    "NotApplicable": (1,),
    "Unknown": (2,),
    "Message": (0,),
    "of": (0,),
    "_": (0,),
    "Refused": (0,),
    "refused": (0,),
    "Problem": (3,),
    "problem": (1, 2),
    "fatal": (1,),
    "_whole": (1,),
    "_error": (0,),
    "Term": (0,),
    "t": (0,),
    "fill": (0,),
    "title": (0,),
    "option": (),
    "Renderer": (1,),
    "Sink": (1,),
    "later": (0,),
    "Series": (1,),
    "Field": (1, 2),
    "fault": (1,),
    "_refused": (1,),
    "unknown": (2,),
    "_unknown": (1,),
    "doubles": (1,),
}
"""Where in its arguments each call takes a text."""

IN_TEMPLATE = re.compile(r"""\b(?:t|fill)\("([^"]+)\"""")
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
KEYWORDS = ("help", "title")
NAMES = ("template", "message", "text", "remedy", "head")
Scope = ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


def texts_in(folder: Path) -> dict[str, str]:
    """Every text in the source files and templates under a folder, with the place that says it."""
    found: dict[str, str] = {}
    for file in sorted(folder.rglob("*.py")):
        for text, line in _Finder(file).texts():
            found.setdefault(text, f"{file.name}:{line}")
    for file in sorted(folder.rglob("templates/*.html")):
        for text in IN_TEMPLATE.findall(file.read_text("utf-8")):
            found.setdefault(text, file.name)
    return found


def constants_in(folder: Path) -> set[str]:
    """Every constant text under a folder, whether people read it or not."""
    return {text for file in folder.rglob("*.py") for text, _ in _Finder(file).constants()}


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


class _Finder:
    """Looks through one module."""

    def __init__(self, file: Path) -> None:
        self.tree = _tree(file)
        self.values: dict[str, list[ast.expr]] = {}
        self.imports: dict[str, tuple[str, str]] = {}
        self.documentation = set(_documentation(self.tree))
        for node in ast.walk(self.tree):
            self._learn(node)

    def _learn(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self._assigned(target, node.value)
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value:
            self._assigned(node.target, node.value)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                self.imports[name.asname or name.name] = (node.module, name.name)

    def _assigned(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self.values.setdefault(target.id, []).append(value)
        elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one, part in zip(target.elts, value.elts, strict=False):
                self._assigned(one, part)

    def texts(self) -> Iterator[tuple[str, int]]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield from self._call(node)
        for name in NAMES:
            for value in self.values.get(name, []):
                yield from self.said(value)
        yield from self._templates()

    def _templates(self) -> Iterator[tuple[str, int]]:
        """Constants with a placeholder, wherever they stand: in a table, in a tuple."""
        for text, line in self.constants():
            if PLACEHOLDER.search(text) and " " in text:
                yield text, line

    def constants(self) -> Iterator[tuple[str, int]]:
        """Every constant text that is no docstring."""
        for node in ast.walk(self.tree):
            told = isinstance(node, ast.Constant) and id(node) not in self.documentation
            if told and isinstance(node.value, str):
                yield node.value, node.lineno

    def _call(self, node: ast.Call) -> Iterator[tuple[str, int]]:
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        for position in POSITIONS.get(name, ()):
            if position < len(node.args):
                yield from self.said(node.args[position])
        for keyword in node.keywords:
            if name in POSITIONS and keyword.arg in KEYWORDS:
                yield from self.said(keyword.value)

    def said(self, node: ast.expr, depth: int = 4) -> Iterator[tuple[str, int]]:
        """The constant texts that an expression can be."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if " " in node.value or node.value.isalpha():
                yield node.value, node.lineno
        elif isinstance(node, ast.Name) and depth:
            yield from self._named(node.id, depth - 1)
        for part in _parts(node):
            yield from self.said(part, depth)

    def _named(self, name: str, depth: int) -> Iterator[tuple[str, int]]:
        for value in self.values.get(name, []):
            yield from self.said(value, depth)
        if name in self.imports:
            module, original = self.imports[name]
            if module.startswith(("scanner", "plugins", "reports")):
                yield from _Finder(_file(module))._named(original, depth)


def _documentation(tree: ast.Module) -> Iterator[int]:
    """The constants that are docstrings or other bare texts: they explain, nobody is told them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield id(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield from (id(value) for value in ast.walk(node))


def _parts(node: ast.expr) -> list[ast.expr]:
    """What an expression can become."""
    match node:
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            return [one, other]
        case ast.Subscript(value=table) | ast.Call(func=ast.Attribute(value=table, attr="get")):
            return [table]
        case ast.Call(func=ast.Attribute(attr="fromkeys"), args=[_, one]):
            return [one]
        case ast.Dict(values=values):
            return values
    return []


@cache
def _file(module: str) -> Path:
    spec = importlib.util.find_spec(module)
    assert spec is not None
    return Path(str(spec.origin))
