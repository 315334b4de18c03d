"""What is read is not bettered on its way: no default, no error taken for an answer, no made-up recording."""

import ast
import dataclasses
import re
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins import aws, m365
from tests.house.project import ROOT, files

READING = ("collectors", "derived", "settings")
KNOWN = {
    "ClientError": "botocore.exceptions",
    "FailedError": "plugins.m365.failures",
    "GoneError": "plugins.m365.failures",
    "MalformedPolicy": "plugins.aws.policy",
}
"""What may be caught while reading: the SDK's own errors, and the plugin's for what a service answered."""
PARSING = "ValueError"
"""A text that is no number, time or JSON: caught to be raised again as malformed, and for nothing else."""
BY_HAND = re.compile(r"\btape\.answer\(|\banswered\(tape\b")
NAMED = re.compile(r"[Ww]ritten from (?:the )?(?:documentation|\w+ API reference)|Source(?: of the shape)?: ")


def modules(folder: str) -> Iterator[Path]:
    """The modules of the plugins in a folder such as `collectors`."""
    return (path for path in files(".py") if path.match(f"plugins/*/{folder}/*.py"))


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


@pytest.mark.parametrize("provider", [aws.provider, m365.provider], ids=lambda one: one.name)
def test_no_setting_has_a_default(provider):
    """Nor has what a setting is made of, at any depth."""
    given = {cls for source in (*provider.collectors, *provider.derivations) for cls in source.gives}
    assert len(given) > 50
    found = [
        f"{cls.__name__}.{field.name}"
        for cls in sorted(parts(given), key=lambda one: one.__name__)
        for field in dataclasses.fields(cls)
        if not (field.default is field.default_factory is dataclasses.MISSING)
    ]
    assert found == []


def parts(types: set[type]) -> set[type]:
    """These dataclasses, and those within them."""
    found, waiting = set[type](), list(types)
    while waiting:
        cls = waiting.pop()
        if isinstance(cls, type) and dataclasses.is_dataclass(cls) and cls not in found:
            found.add(cls)
            waiting += typing.get_type_hints(cls).values()
        waiting += typing.get_args(cls)
    return found


def test_no_class_among_the_settings_has_a_default():
    """Also where no collector gives it yet."""
    paths = list(modules("settings"))
    assert len(paths) > 20
    found = [
        place(path, line)
        for path in paths
        for cls in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(cls, ast.ClassDef)
        for line in cls.body
        if isinstance(line, ast.AnnAssign) and line.value is not None
    ]
    assert found == []


def test_reading_catches_the_errors_of_the_sdk_alone():
    trees = {path: ast.parse(path.read_text("utf-8")) for folder in READING for path in modules(folder)}
    found = [
        f"{place(path, handler)} {ast.unparse(handler.type) if handler.type else 'everything'}"
        for path, tree in trees.items()
        for handler in handlers(tree)
        if not allowed(handler, imported(tree))
    ]
    assert found == []


def test_reading_suppresses_nothing():
    words = re.compile(r"\b(?:suppress|return_exceptions)\b")
    found = [path for folder in READING for path in modules(folder) if words.search(path.read_text("utf-8"))]
    assert found == []


def handlers(tree: ast.Module) -> Iterator[ast.ExceptHandler]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler))


def imported(tree: ast.Module) -> dict[str, str]:
    """Where each name comes from."""
    froms = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {alias.name: node.module or "" for node in froms for alias in node.names if not alias.asname}


def allowed(handler: ast.ExceptHandler, origin: dict[str, str]) -> bool:
    """True for one known error; true for a text that can't be parsed if that is raised again."""
    if not isinstance(handler.type, ast.Name):
        return False
    name = handler.type.id
    if name == PARSING:
        return len(handler.body) == 1 and isinstance(handler.body[0], ast.Raise)
    return name in KNOWN and origin.get(name) == KNOWN[name]


@pytest.mark.parametrize(
    ("line", "good"),
    [
        ("except ClientError: pass", True),
        ("except ValueError: raise malformed() from None", True),
        ("except ValueError: found = None", False),
        ("except KeyError: raise", False),
        ("except Exception: raise", False),
        ("except: raise", False),
        ("except (ClientError, OSError): raise", False),
    ],
)
def test_the_rule_tells_them_apart(line, good):
    tree = ast.parse(f"from botocore.exceptions import ClientError\ntry: ...\n{line}")
    [handler] = handlers(tree)
    assert allowed(handler, imported(tree)) is good


def test_answers_by_hand_say_so_and_name_the_page():
    """Nobody shall take for recorded what somebody wrote."""
    tests = [path for path in files(".py") if path.match("tests/plugins/aws/*.py")]
    written = [path for path in tests if BY_HAND.search(path.read_text("utf-8"))]
    assert len(written) > 30
    assert [path.name for path in written if not NAMED.search(path.read_text("utf-8"))] == []
