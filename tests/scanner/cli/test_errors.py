"""Errors are one clear line each, with the place and the remedy, never a traceback."""

import pytest

from scanner.cli import running
from scanner.cli.failing import told
from scanner.errors import DeclarationError
from scanner.language import Translator

ENGLISH = Translator("en")


def test_a_missing_configuration_is_told(tenken):
    said = tenken("scan")
    assert (said.code, said.out) == (2, "")
    assert said.err == "tenken: tenken.yaml: there is no such file; check the path\n"


def test_every_fault_of_the_configuration_is_a_line_of_its_own(tenken, folder):
    (folder / "tenken.yaml").write_text("organisation: []\ncolour: red\n")
    said = tenken("scan")
    assert said.code == 2
    assert said.err.splitlines() == [
        "tenken: tenken.yaml:1:1: unknown key 'organisation'; did you mean 'organisations'?",
        (
            "tenken: tenken.yaml:2:1: unknown key 'colour'; allowed here: "
            "organisations, frameworks, language, limits, deadline, sinks"
        ),
    ]


def test_faults_are_told_in_the_language_that_was_asked_for(tenken):
    said = tenken("scan", "--lang", "ja")
    assert said.err == "tenken: tenken.yaml: ファイルがありません。パスを確認してください\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["scna"], "tenken: No such command 'scna'"),
        (["scan", "--deadline", "soon"], "tenken: Invalid value for '--deadline'"),
        (["scan", "--format", "xlsx"], "tenken: Invalid value for --format: no plugin offers the format"),
        (["scan", "--format", "json", "--format", "console"], "tenken: several formats need a folder"),
        (["collect"], "tenken: Missing option '--out'"),
        (["assess"], "tenken: Missing argument 'EVIDENCE'"),
    ],
)
def test_wrong_usage_is_one_line_that_says_where_help_is(tenken, configured, arguments, line):
    configured("good")
    said = tenken(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(line)
    assert said.err.count("\n") == 1
    assert "--help" in said.err


def test_a_fault_of_the_program_is_named_by_kind_and_place_without_its_text(tenken, monkeypatch):
    def broken(*arguments, **options):
        raise KeyError("a name out of a tenant")

    monkeypatch.setattr(running.root, "main", broken)
    said = tenken("scan")
    assert said.code == 1
    assert said.err.startswith("tenken: a fault of Tenken itself: KeyError at test_errors.py:")
    assert "tenant" not in said.err


def test_debugging_shows_where_it_happened(tenken, monkeypatch):
    def broken(*arguments, **options):
        raise KeyError("here")

    monkeypatch.setattr(running.root, "main", broken)
    with pytest.raises(KeyError):
        tenken("--debug", "scan")


def test_an_interruption_outside_of_a_reading_ends_at_once(tenken, monkeypatch):
    def interrupted(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(running.root, "main", interrupted)
    assert tenken("checks").code == 130


def test_a_wrong_declaration_in_a_plugin_is_a_fault_of_the_program():
    lines, code = told(DeclarationError("checks.py:3: no docstring"), ENGLISH)
    assert (lines, code) == (["a plugin is not right: checks.py:3: no docstring"], 1)


def test_an_error_of_the_system_names_its_file():
    lines, code = told(PermissionError(13, "Permission denied", "/result"), ENGLISH)
    assert (lines, code) == (["/result: Permission denied"], 2)
