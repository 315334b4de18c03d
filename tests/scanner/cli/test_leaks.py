"""No text gets past the catalogues: with a catalogue of wide letters, no narrow word is left.

Every known text is "translated" into wide letters (ｌｉｋｅ ｔｈｉｓ). What then still stands in narrow
ones is a name (an id, a path, an option), or a text that nobody can translate.
"""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from scanner import language
from scanner.cli import running
from scanner.frameworks import load_frameworks
from tests.scanner.cli import lines
from tests.scanner.cli.test_risk import ASSETS, LOWERED
from tests.scanner.source_texts import texts_in
from tests.scanner.test_language_complete import PACKAGES, PAGES, texts

ROOT = Path(__file__).parents[3]
WIDE = {code: code - 0x21 + 0xFF01 for code in range(ord("A"), ord("z") + 1) if chr(code).isalpha()}
NAME = re.compile(r".*[^a-z].+")
"""What has something else than small letters in it is a name: an id, a path, an option, a metavar."""
NAMES = {
    "tenken",
    "aws",
    "json",
    "console",
    "text",
    "ja",
    "en",
    "x",
    "bash",
    "zsh",
    "fish",
    "east",
    "line",
    "lines",
    "aozora",
    *"ABCDE",
    "connection",
    "range",
    "float",
    *" ".join(PAGES).split(),
}
GIVEN = {
    "scna",
    "organisation",
    "organisations",
    "colour",
    "frameworks",
    "language",
    "limits",
    "deadline",
    "approved",
    "sinks",
    "store",
}


def widened(text):
    """The text in wide letters; placeholders stay."""
    return "".join(
        part if part.startswith("{") else part.translate(WIDE) for part in re.split(r"(\{[^}]*\})", text)
    )


@pytest.fixture
def wide(tmp_path, monkeypatch):
    """Speak wide letters in place of Japanese."""
    catalogue = Catalog(locale="ja")
    known = {text for package in PACKAGES for text in texts(package)} | set(texts_in(Path(__file__).parent))
    known |= {lines.closed.docs.title, lines.closed.docs.reason, lines.closed.docs.remedy}
    for text in known:
        catalogue.add(text, widened(text))
    with (ROOT / "scanner/locale/ja/LC_MESSAGES/tenken.po").open("rb") as file:
        for entry in read_po(file, locale="ja"):
            if "click" in entry.auto_comments:
                catalogue.add(
                    entry.id, tuple(map(widened, entry.id[1:])) if entry.pluralizable else widened(entry.id)
                )
    path = tmp_path / "wide/ja/LC_MESSAGES/tenken.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
    for module in (language, running):
        monkeypatch.setattr(module, "OWN", tmp_path / "wide")


def narrow(text):
    """The narrow words of a text, without names."""
    examples = re.sub(r"^ {6}\S.*$", "", text, flags=re.MULTILINE)
    words = re.findall(
        r"[^\s()（）「」、。,;：；'\"\[\]|＜＞]*[A-Za-z][^\s()（）「」、。,;：；'\"\[\]|]*", examples
    )
    shown = {word.strip(".:!?…{}") for word in words} - NAMES - GIVEN
    return sorted(word for word in shown if not NAME.fullmatch(word))


@pytest.mark.parametrize("command", PAGES)
def test_help_pages_are_wholly_translated(wide, tenken, command):
    assert narrow(tenken(*command.split(), "--help", "--lang", "ja").out) == []


@pytest.mark.parametrize("states", [["good"], ["bad", "denied"], ["expired"], ["broken"], ["slow"]])
def test_what_a_scan_says_is_wholly_translated(wide, tenken, configured, states):
    configured(*states)
    said = tenken("scan", "--lang", "ja", "--stats", "--deadline", "1")
    assert narrow(said.out + said.err) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["scna"],
        ["scan"],
        ["scan", "--lnag"],
        ["scan", "--deadline", "x"],
        ["scan", "--config", "wrong.yaml"],
        ["assess"],
        ["assess", "wrong.yaml"],
        ["checks", "--select", "nothing.*"],
    ],
)
def test_errors_are_wholly_translated(wide, tenken, folder, arguments):
    (folder / "wrong.yaml").write_text("organisation: []\ncolour: red\n")
    assert narrow(tenken(*arguments, "--lang", "ja").err) == []


@pytest.mark.parametrize("arguments", [["records", "check"], ["records"], ["attest", "ALPHA-T99"]])
def test_what_is_said_of_records_is_wholly_translated(wide, tenken, configured, folder, arguments):
    configured("good")
    said = tenken(*arguments, "--lang", "ja")
    assert narrow(said.out + said.err) == []


def test_the_table_of_risk_is_wholly_translated(wide, tenken, configured, folder):
    configured("good")
    (folder / "records").mkdir()
    assets = ASSETS.replace("TH6: 1}", f"TH6: 1}}, lowered: [{LOWERED}]")
    (folder / "records/assets.yaml").write_text(assets, "utf-8")
    tenken("collect", "--out", "e.tenken", "--check", "lines.*")
    said = tenken("risk", "--evidence", "e.tenken", "--assume", "ALPHA-T09=met", "--lang", "ja")
    evidence = {
        item.key for one in load_frameworks() for control in one.controls for item in control.evidence
    }
    assert set(narrow(said.out)) <= evidence


def test_the_list_of_checks_is_wholly_translated(wide, tenken):
    assert narrow(tenken("checks", "--lang", "ja", "--select", "lines.*").out) == []
