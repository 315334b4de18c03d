"""Whatever the plugin says can be said in Japanese."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import plugins.aws
from plugins.aws import failures, provider

HOME = Path(plugins.aws.__file__).parent
TEMPLATE = {"Pass": 1, "Fail": 1, "NotApplicable": 1, "Unknown": 2}
"""Which argument of a verdict is its text."""
PLACEHOLDER = re.compile(r"{(\w+)}")


@pytest.fixture(scope="module")
def catalogue():
    with (HOME / "locale" / "ja" / "LC_MESSAGES" / "tenken.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file) if message.id}


def spoken_in(path):
    """The texts of a file's verdicts: written in place, or under a name in the same file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                named.setdefault(getattr(target, "id", ""), set()).add(node.value.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TEMPLATE:
            text = node.args[TEMPLATE[node.func.id]]
            if isinstance(text, ast.Constant):
                yield text.value
            yield from named.get(getattr(text, "id", None), ())


FILES = sorted((HOME / "checks").glob("*.py"))
FAILURES = [text for name, text in vars(failures).items() if name.isupper() and isinstance(text, str)]


@pytest.mark.parametrize("check", provider.checks, ids=lambda check: check.id)
def test_a_check_is_explained_in_japanese(check, catalogue):
    for text in (check.docs.title, check.docs.reason, check.docs.remedy):
        assert catalogue.get(text), text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_verdicts_are_said_in_japanese(path, catalogue):
    assert {text for text in spoken_in(path) if not catalogue.get(text)} == set()


def test_failures_are_said_in_japanese(catalogue):
    assert {text for text in FAILURES if not catalogue.get(text)} == set()


def test_a_translation_has_the_placeholders_of_its_text(catalogue):
    for text, japanese in catalogue.items():
        if japanese:
            assert set(PLACEHOLDER.findall(japanese)) == set(PLACEHOLDER.findall(text)), text
