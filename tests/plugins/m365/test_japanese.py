"""Every text that the plugin shows has its Japanese, with the same placeholders."""

import ast
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import plugins.m365
from plugins.m365 import provider

HOME = Path(plugins.m365.__file__).parent
CATALOGUE = HOME / "locale" / "ja" / "LC_MESSAGES" / "tenken.po"
JAPANESE = {
    str(one.id): str(one.string) for one in read_po(BytesIO(CATALOGUE.read_bytes())) if one.id and one.string
}
SAID = [
    *(HOME / "checks").glob("*.py"),
    *(HOME / "rules").glob("*.py"),
    *HOME.glob("[cftw]*.py"),
]
PLACEHOLDER = re.compile(r"\{\w+\}")
MESSAGE = re.compile(r"[a-z{][^|]* [^|]* [^|]*[\w)}]")


def texts():
    for check in provider.checks:
        yield from (check.docs.title, check.docs.reason, check.docs.remedy)
    for file in SAID:
        yield from spoken(ast.parse(file.read_text("utf-8")))


def spoken(tree):
    """Text literals that read like a message: several words, no docstring, no error of the programmer's."""
    quiet = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    quiet |= {id(inner) for node in ast.walk(tree) if isinstance(node, ast.Raise) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in quiet
        if literal and MESSAGE.fullmatch(node.value):
            yield node.value


@pytest.mark.parametrize("text", sorted(set(texts())))
def test_every_text_has_its_japanese(text):
    assert JAPANESE.get(text), text


@pytest.mark.parametrize("text", sorted(JAPANESE))
def test_placeholders_are_the_same(text):
    assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(JAPANESE[text]))
