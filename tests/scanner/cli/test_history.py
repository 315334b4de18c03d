"""Runs that are kept: listed, shown again, taken out, brought in, forgotten."""

import json
import shutil

import pytest

CONFIG = """\
organisations:
  - id: aozora
    name: 青空市
    case: i
    targets: [{{id: line-0, provider: lines, state: {state}}}]
frameworks: [lines]
store: kept.db
"""


@pytest.fixture
def scanned(tenken, folder):
    def scanned(*states):
        for state in states:
            (folder / "tenken.yaml").write_text(CONFIG.format(state=state), "utf-8")
            tenken("scan")

    return scanned


def runs(tenken):
    return json.loads(tenken("history", "list", "--format", "json").out)


def test_runs_are_listed_with_the_time_of_japan(tenken, scanned):
    scanned("good", "bad")
    assert [one["organisations"] for one in runs(tenken)] == [["aozora"], ["aozora"]]
    lines = tenken("history", "list").out.splitlines()
    assert len(lines) == 3
    assert runs(tenken)[1]["id"][:8] in lines[2]
    assert tenken("history", "list", "--organisation", "nowhere").out.count("\n") == 1


def test_a_run_is_shown_again_as_it_was(tenken, scanned):
    scanned("bad", "good")
    first, last = runs(tenken)
    said = tenken("history", "show", first["id"][:10], "--format", "json")
    assert said.code == 3
    assert json.loads(said.out)["run"]["id"] == first["id"]
    assert tenken("history", "show", "last").code == 0
    assert json.loads(tenken("history", "show", "last", "--format", "json").out)["run"]["id"] == last["id"]


def test_a_run_goes_out_as_evidence_and_comes_in_elsewhere(tenken, scanned, folder):
    scanned("bad")
    (run,) = runs(tenken)
    assert tenken("history", "export", "last", "evidence.tenken").code == 0
    before = tenken("history", "show", "last", "--format", "json").out
    assert tenken("assess", "evidence.tenken", "--format", "json").out == before
    (folder / "kept.db").unlink()
    assert tenken("history", "import", "evidence.tenken").code == 0
    assert tenken("history", "import", "evidence.tenken").code == 0
    assert [one["id"] for one in runs(tenken)] == [run["id"]]
    assert tenken("history", "show", "last", "--format", "json").out == before


def test_a_file_that_is_no_evidence_is_named_and_nothing_comes_in(tenken, scanned, folder):
    scanned("good")
    (folder / "wrong").write_text("no evidence")
    said = tenken("history", "import", "wrong")
    assert (said.code, "wrong: " in said.err) == (2, True)
    assert len(runs(tenken)) == 1


def test_older_runs_are_forgotten_and_the_others_stay_as_they_were(tenken, scanned):
    scanned("good", "bad", "good", "bad")
    kept = runs(tenken)[-2:]
    before = [tenken("history", "show", one["id"], "--format", "json").out for one in kept]
    assert tenken("history", "prune", "--keep-runs", "2").out == "forgotten: 2 runs\n"
    assert [one["id"] for one in runs(tenken)] == [one["id"] for one in kept]
    assert [tenken("history", "show", one["id"], "--format", "json").out for one in kept] == before


def test_the_last_run_is_never_forgotten(tenken, scanned):
    scanned("good", "good")
    tenken("history", "prune", "--keep-days", "0")
    assert len(runs(tenken)) == 1


def test_recent_runs_are_kept(tenken, scanned):
    scanned("good", "good")
    assert tenken("history", "prune", "--keep-days", "1").out == "forgotten: 0 runs\n"


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("prune",), "say what to keep: --keep-days, --keep-runs or both"),
        (("show", "nowhere"), "holds no run 'nowhere'"),
        (("export", "nowhere", "x"), "holds no run 'nowhere'"),
    ],
)
def test_what_can_not_be_done_is_told(tenken, scanned, folder, arguments, text):
    scanned("good")
    said = tenken("history", *arguments)
    assert (said.code, text in said.err) == (2, True)
    assert not (folder / "x").exists()


def test_a_store_is_listed_without_a_configuration(tenken, scanned, folder):
    scanned("good")
    (folder / "tenken.yaml").unlink()
    assert len(json.loads(tenken("history", "list", "--store", "kept.db", "--format", "json").out)) == 1


def test_a_copy_of_a_store_is_a_store(tenken, scanned, folder):
    scanned("good")
    shutil.copy(folder / "kept.db", folder / "copy.db")
    said = tenken("history", "list", "--store", "copy.db", "--format", "json")
    assert len(json.loads(said.out)) == 1
