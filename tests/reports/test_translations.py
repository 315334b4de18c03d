"""Every text of the reports has its Japanese."""

import ast
import string
from pathlib import Path

from babel.messages.pofile import read_po

import reports
from reports import tenken_renderers, words
from reports.summary import DISCLAIMER

FOLDER = Path(reports.__file__).parent
CATALOGUE = FOLDER / "locale/ja/LC_MESSAGES/tenken.po"


def said():
    """The texts that stand in calls of `t` and `fill`."""
    for file in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.args[:1] and node.args[0], ast.Constant):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in ("t", "fill"):
                    yield node.args[0].value


def texts():
    sets = (words.STATUS, words.LEVEL, words.SEVERITY, words.CASE, words.REASON, words.REMEDY)
    named = {text for closed in sets for text in closed.values()}
    return {*said(), *named, *(renderer.title for renderer in tenken_renderers()), DISCLAIMER}


def translated():
    with CATALOGUE.open("rb") as file:
        return {entry.id: entry.string for entry in read_po(file) if entry.id}


def test_every_text_has_its_japanese():
    assert {text for text in texts() if not translated().get(text)} == set()


def test_no_translation_is_left_over():
    assert set(translated()) - texts() == set()


def test_placeholders_are_the_same_in_both_languages():
    def names(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert [text for text, japanese in translated().items() if names(text) != names(japanese)] == []
