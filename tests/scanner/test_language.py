"""Two languages: which one is spoken, and what is said where a text is missing."""

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from scanner.language import Translator, language_of
from scanner.text import Message

PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "no line for {days} days"
msgstr "{days}日間、回線がない"
"""


@pytest.fixture
def folder(tmp_path):
    """A folder with the Japanese catalogue of a made-up plugin."""
    path = tmp_path / "ja" / "LC_MESSAGES" / "tenken.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO, encoding="utf-8")
    with path.open("rb") as source, path.with_suffix(".mo").open("wb") as out:
        write_mo(out, read_po(source, locale="ja"))
    return tmp_path


def test_a_plugin_brings_texts_of_its_own(folder):
    assert Translator("ja", [folder])("no line for {days} days") == "{days}日間、回線がない"


def test_a_message_is_translated_and_then_filled(folder):
    message = Message.of("no line for {days} days", days=3)
    assert Translator("ja", [folder]).message(message) == "3日間、回線がない"
    assert Translator("en", [folder]).message(message) == "no line for 3 days"


def test_the_first_folder_that_has_a_text_decides(folder, tmp_path_factory):
    empty = tmp_path_factory.mktemp("empty")
    assert Translator("ja", [empty, folder])("no line for {days} days") == "{days}日間、回線がない"


def test_a_text_that_no_catalogue_has_is_said_in_english(folder):
    assert Translator("ja", [folder])("nobody knows this") == "nobody knows this"


def test_an_empty_text_stays_empty(folder):
    assert Translator("ja", [folder])("") == ""


@pytest.mark.parametrize(
    ("option", "config", "environment", "language"),
    [
        ("en", "ja", {"LANG": "ja_JP.UTF-8"}, "en"),
        (None, "ja", {"LANG": "en_US.UTF-8"}, "ja"),
        (None, None, {"LANG": "ja_JP.eucJP"}, "ja"),
        (None, None, {"LANG": "ja_JP.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        (None, None, {"LC_ALL": "C", "LC_MESSAGES": "ja_JP", "LANG": "ja_JP"}, "en"),
        (None, None, {"LC_ALL": "", "LANG": "ja_JP"}, "ja"),
        (None, None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, None, {}, "en"),
    ],
)
def test_the_option_wins_over_the_configuration_and_that_over_the_locale(
    option, config, environment, language
):
    assert language_of(option, config, environment) == language
