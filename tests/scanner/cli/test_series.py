"""A format that comes as several files: each under its own name, all of them or none."""

import pytest

from scanner import Paper, Renderer, Series
from scanner.host import Host


def letters(assessment, translator):
    for one in assessment.organisations:
        yield Paper(f"letter-{one.id}.txt", lambda out, name=one.name: out.write(name.encode()))


def failing(assessment, translator):
    yield from letters(assessment, translator)
    yield Paper("last.txt", lambda out: 1 / 0)


@pytest.fixture
def offered(plugin, monkeypatch):
    """Have the plugin offer these renderers."""

    def offered(*renderers):
        from scanner.host import hookimpl
        from tests.scanner.cli import lines

        @hookimpl
        def tenken_renderers():
            yield from renderers

        monkeypatch.setattr(lines, "tenken_renderers", tenken_renderers, raising=False)

    return offered


def test_each_file_has_the_name_that_it_was_given(tenken, configured, folder, offered):
    offered(Series("letters", "Letters", letters))
    configured("good")
    assert tenken("scan", "--out", "result", "--format", "letters").code == 0
    assert [path.name for path in (folder / "result").iterdir()] == ["letter-aozora.txt"]
    assert (folder / "result/letter-aozora.txt").read_text("utf-8") == "青空市"


def test_without_a_folder_it_is_refused_before_anything_is_read(tenken, configured, offered):
    offered(Series("letters", "Letters", letters))
    configured("good")
    said = tenken("scan", "--format", "letters")
    assert (said.code, said.out) == (2, "")
    assert "add --out DIR" in said.err


def test_if_one_file_fails_none_is_written(tenken, configured, folder, offered):
    offered(Series("letters", "Letters", failing))
    configured("good")
    assert tenken("scan", "--out", "result", "--format", "letters").code == 1
    assert list((folder / "result").iterdir()) == []


def test_two_documents_of_one_name_are_refused(tenken, configured, folder, offered):
    offered(
        Renderer("one", "One", "txt", lambda a, out, t: out.write(b"1")),
        Renderer("two", "Two", "txt", lambda a, out, t: out.write(b"2")),
    )
    configured("good")
    said = tenken("scan", "--out", "result", "--format", "one", "--format", "two")
    assert said.code == 2
    assert "assessment.txt" in said.err


def test_a_name_never_leads_out_of_the_folder(tenken, configured, folder, offered):
    def away(assessment, translator):
        yield Paper("../../away.txt", lambda out: out.write(b""))

    offered(Series("away", "Away", away))
    configured("good")
    tenken("scan", "--out", "result", "--format", "away")
    assert (folder / "result/away.txt").exists()
    assert not (folder.parent / "away.txt").exists()


def test_a_series_that_lacks_a_package_says_so(tenken, configured, offered):
    offered(Series("letters", "Letters", letters, requires="paper", sdk=("no_such_module",)))
    configured("good")
    said = tenken("scan", "--out", "result", "--format", "letters")
    assert "tenken[paper]" in said.err
    assert Host.load().renderers["letters"].absent == "no_such_module"
