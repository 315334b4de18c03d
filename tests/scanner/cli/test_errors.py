"""Errors are one clear line each, with the place and the remedy, never a traceback."""

import errno

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
    first, second = said.err.splitlines()
    assert first == "tenken: tenken.yaml:1:1: unknown key 'organisation'; did you mean 'organisations'?"
    assert second.startswith("tenken: tenken.yaml:2:1: unknown key 'colour'; allowed here: organisations, ")


def test_faults_are_told_in_the_language_that_was_asked_for(tenken):
    said = tenken("scan", "--lang", "ja")
    assert said.err == "tenken: tenken.yaml: ファイルがありません。パスを確認してください\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["scna"], "tenken: No such command 'scna'"),
        (["scan", "--deadline", "soon"], "tenken: Invalid value for '--deadline'"),
        (["scan", "--format", "tape"], "tenken: Invalid value for --format: no plugin offers the format"),
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


@pytest.mark.parametrize(
    ("number", "english", "japanese"),
    [
        (errno.EACCES, "access is not permitted", "アクセスが許可されていません"),
        (errno.ENOENT, "there is no such file or folder", "ファイルまたはフォルダーがありません"),
        (errno.EISDIR, "this is a folder", "これはフォルダーです"),
        (errno.ENOTDIR, "a part of the path is a file", "パスの途中にファイルがあります"),
        (errno.EEXIST, "there is a file of that name", "その名前のファイルがあります"),
        (errno.ENAMETOOLONG, "the name is too long", "名前が長すぎます"),
        (errno.EROFS, "nothing can be written there", "そこには書き込めません"),
        (errno.ENOSPC, "the disk is full", "ディスクに空きがありません"),
    ],
)
def test_an_error_of_the_system_names_its_file_and_the_remedy_in_either_language(number, english, japanese):
    error = OSError(number, "in the words of the system", "/result")
    for say, text in ((ENGLISH, english), (Translator("ja"), japanese)):
        [line], code = told(error, say)
        assert code == 2
        assert line.startswith("/result")
        assert text in line


def test_an_error_of_the_system_without_a_known_remedy_is_in_its_words():
    assert told(OSError(5, "Input/output error", "/result"), ENGLISH) == (["/result: Input/output error"], 2)


def test_all_faults_of_the_records_are_told_at_once_by_a_scan(tenken, configured, folder):
    configured("good")
    records = folder / "records"
    records.mkdir()
    (records / "declarations.yaml").write_text("facts: {no_such_fact: true}\n")
    (records / "waivers.yaml").write_text("waivers: 3\n")
    (records / "attestations.yaml").write_text("attestations: [{control: NO-1}]\n")
    said = tenken("scan")
    assert said.code == 2
    for name in ("declarations.yaml:1:", "waivers.yaml:1:", "attestations.yaml:1:"):
        assert name in said.err
    assert said.err == tenken("records", "check").err
