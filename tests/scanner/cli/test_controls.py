"""`tenken controls`: the controls of all documents, by case, by verdict, and what an edition changed."""

import json

import pytest


@pytest.fixture
def assessed(tenken, configured, folder):
    """The path of an assessment in which the only control is not met."""
    configured("bad")
    tenken("scan", "--out", "result")
    return folder / "result/assessment.json"


def test_all_controls_of_all_documents_are_listed(tenken):
    found = json.loads(tenken("controls", "--format", "json").out)
    assert {"alpha-prime", "cloud-checklist", "lines"} <= {one["framework"] for one in found}


def test_one_document_is_listed_in_its_own_order(tenken):
    lines = tenken("controls", "--framework", "alpha-prime").out.splitlines()
    assert lines[0].split() == ["control", "level", "title"]
    assert lines[1].startswith("ALPHA-P01  required ")


@pytest.mark.parametrize(
    ("case", "level"), [("ア", "not asked for"), ("イ", "required"), ("u", "not asked for")]
)
def test_the_level_is_that_of_the_case(tenken, case, level):
    said = tenken("controls", "--framework", "alpha-prime", "--case", case)
    (line,) = [line for line in said.out.splitlines() if line.startswith("ALPHA-T02 ")]
    assert line.split("  ")[1].strip() == level


def test_without_a_case_all_levels_are_shown(tenken):
    found = json.loads(tenken("controls", "--framework", "alpha-prime", "--format", "json").out)
    assert {one["id"]: one["level"] for one in found}["ALPHA-T02"] == "not-applicable/required"


def test_an_assessment_adds_how_each_control_stands(tenken, assessed):
    lines = tenken("controls", "--assessment", assessed).out.splitlines()
    assert lines[1].split(maxsplit=4) == ["LINE-1", "aozora", "not", "met", "required  Closed lines"]
    assert len(lines) == 2


def test_controls_are_chosen_by_their_status(tenken, assessed):
    met = tenken("controls", "--assessment", assessed, "--status", "met", "--format", "json")
    not_met = tenken("controls", "--assessment", assessed, "--status", "not-met", "--format", "json")
    assert json.loads(met.out) == []
    assert [(one["id"], one["status"]) for one in json.loads(not_met.out)] == [("LINE-1", "not-met")]


def test_a_status_without_an_assessment_is_refused(tenken):
    said = tenken("controls", "--status", "met")
    assert (said.code, said.out) == (2, "")
    assert "add --assessment FILE" in said.err


@pytest.mark.parametrize(
    "content", ["", "{}", '{"schema": "urn:tenken:assessment:9", "controls": []}', "\udcff"]
)
def test_what_is_no_assessment_is_refused(tenken, folder, content):
    (folder / "other.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    said = tenken("controls", "--assessment", "other.json")
    assert said.code == 2
    assert said.err == "tenken: other.json: this is no assessment of Tenken; give an assessment.json\n"


def test_an_unknown_document_is_told_with_the_nearest(tenken):
    said = tenken("controls", "--framework", "alpha-prim")
    assert said.code == 2
    assert "no framework is called 'alpha-prim'; did you mean" in said.err


def test_an_edition_that_is_the_same_changed_nothing(tenken):
    assert tenken("controls", "--diff", "alpha-prime", "alpha-prime").out == "nothing changed\n"


def test_what_one_edition_has_and_the_other_not_is_added_or_removed(tenken):
    lines = tenken("controls", "--diff", "lines", "cloud-checklist").out.splitlines()
    assert lines[0].split() == ["change", "control", "before", "after"]
    assert lines[1].startswith("added    CS-")
    assert lines[-1].split() == ["removed", "LINE-1", "Closed", "lines", "-"]
