"""Help pages: in two languages, and no wider than the terminal, also in Japanese."""

import pytest

from scanner.cli.table import table
from scanner.wrapping import width_of
from tests.scanner.test_language_complete import PAGES


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("command", PAGES)
def test_no_line_is_wider_than_the_terminal(tenken, command, language, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    said = tenken(*command.split(), "--help", "--lang", language)
    assert said.code == 0
    assert max(width_of(line) for line in said.out.splitlines()) <= 80


def test_without_a_command_the_help_is_shown_line_by_line(tenken):
    said = tenken()
    assert (said.code, said.out) == (2, "")
    assert said.err == tenken("--help").out


@pytest.mark.parametrize("command", PAGES)
def test_every_command_shows_how_it_is_used(tenken, command):
    assert f"\n      tenken {command}" in tenken(*command.split(), "--help").out


def test_columns_stand_under_one_another_also_with_japanese():
    assert table([("検査", "n"), ("a", "10")], numbers=1) == "検査   n\na     10"
