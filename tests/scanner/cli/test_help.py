"""Help pages: in two languages, and no wider than the terminal, also in Japanese."""

import pytest

from scanner.cli.formatter import width_of, wrap
from scanner.cli.root import COMMANDS
from scanner.cli.table import table


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_no_line_is_wider_than_the_terminal(tenken, command, language, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    said = tenken(*command.split(), "--help", "--lang", language)
    assert said.code == 0
    assert max(width_of(line) for line in said.out.splitlines()) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_how_it_is_used(tenken, command):
    assert f"\n      tenken {command}" in tenken(command, "--help").out


def test_japanese_is_broken_between_characters_but_not_before_a_full_stop():
    assert list(wrap("設定を読み取る。終わり", 14)) == ["設定を読み取", "る。終わり"]


def test_english_is_broken_between_words():
    assert list(wrap("read the settings", 10)) == ["read the", "settings"]


def test_a_long_word_has_a_line_of_its_own():
    assert list(wrap("a /very/long/path b", 6)) == ["a", "/very/long/path", "b"]


def test_columns_stand_under_one_another_also_with_japanese():
    assert table([("検査", "n"), ("a", "10")], numbers=1) == "検査   n\na     10"
