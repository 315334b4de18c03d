"""What a real scan of the made-up city writes is what the schema promises."""

import json
import subprocess
import sys

import pytest

from scanner.host import Host
from scanner.renderer import NAME, Renderer
from tests.reports.test_json import VALIDATOR

PROGRAM = "from scanner.cli import main; main()"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-c", PROGRAM, "demo", "--lang", "ja", "--out", str(folder)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr.decode()
    return folder


@pytest.fixture(scope="module")
def document(folder):
    return json.loads((folder / "assessment.json").read_text("utf-8"))


@pytest.mark.xdist_group("demo")
def test_the_demo_shows_no_fault_of_our_own(document):
    assert [one["reason"] for one in document["findings"] if one["reason_code"] == "defect"] == []
    assert document["summary"]["defects"] == 0


@pytest.mark.xdist_group("demo")
def test_the_document_is_as_the_schema_says(document):
    VALIDATOR.validate(document)


@pytest.mark.xdist_group("demo")
def test_both_providers_give_findings_of_every_outcome(document):
    outcomes = {"pass", "fail", "not-applicable", "unknown"}
    assert {one["outcome"] for one in document["findings"]} == outcomes
    assert {one["provider"] for one in document["findings"]} == {"aws", "m365"}


@pytest.mark.xdist_group("demo")
def test_every_finding_id_is_there_once_and_controls_refer_to_findings(document):
    ids = [one["id"] for one in document["findings"]]
    assert len(ids) == len(set(ids))
    assert {name for one in document["controls"] for name in one["findings"]} <= set(ids)


@pytest.mark.xdist_group("demo")
def test_the_demo_writes_every_format_that_can_be_written_here(folder, document):
    here = [one for one in Host.load().renderers.values() if not one.absent and one.name != "console"]
    single = {f"{NAME}.{one.suffix}" for one in here if isinstance(one, Renderer)}
    names = {path.name for path in folder.iterdir()}
    assert single <= names
    assert {"assessment.html", "assessment.csv", "assessment.oscal.json"} <= single
    assert len(names) > len(single) or all(isinstance(one, Renderer) for one in here)
