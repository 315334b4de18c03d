"""Pictures: what a check brings along, what the finding carries, and what reports get back."""

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from scanner import (
    AsOf,
    Edge,
    Fail,
    Mark,
    Message,
    PathPicture,
    Resource,
    Row,
    Severity,
    TablePicture,
    check,
)
from scanner.findings import Origin, findings
from scanner.picture import drawn, pictures_in, schema
from scanner.provider import Target
from tests.scanner.pictures import TRUTH, WAY, node

PUBLISHED = json.loads((Path(__file__).parents[2] / "docs/schema/pictures.json").read_text("utf-8"))
SERVER = Resource("AWS::EC2::Instance", "i-0a1b2c3d")


def finding(*verdicts):
    @check("demo.reachable", severity=Severity.HIGH, signals=["demo.net"])
    def reachable(day: AsOf):
        """Nothing is reachable.

        Why.

        ## Remediation
        How.
        """

    origin = Origin(Target("aozora-aws", "aws", "aozora", None), "111122223333", "")
    (found,) = findings(reachable, verdicts, origin)
    return found


def test_a_finding_carries_the_pictures_of_its_verdict_as_plain_data():
    observed = finding(Fail(SERVER, "reachable").showing(WAY, TRUTH)).observed
    assert [one["picture"] for one in observed["pictures"]] == ["path", "table"]
    json.dumps(observed)


def test_a_report_gets_the_same_pictures_back():
    observed = finding(Fail(SERVER, "reachable").showing(WAY, TRUTH)).observed
    assert pictures_in(observed) == (WAY, TRUTH)
    assert pictures_in(json.loads(json.dumps(observed))) == (WAY, TRUTH)


def test_a_verdict_without_pictures_leaves_the_observed_data_as_they_are():
    assert finding(Fail(SERVER, "reachable")).observed is None


@pytest.mark.parametrize(
    "observed",
    [
        None,
        "text",
        {},
        {"pictures": "of the town"},
        {"pictures": [{"picture": "film"}]},
        {"pictures": [{"picture": "path", "nodes": [], "edges": [{"source": "a"}]}]},
    ],
)
def test_a_setting_that_only_looks_like_it_is_no_picture(observed):
    assert pictures_in(observed) == ()


def test_verdicts_with_other_pictures_are_others():
    assert Fail(SERVER, "x").showing(WAY) != Fail(SERVER, "x").showing(TRUTH)
    assert len({Fail(SERVER, "x").showing(WAY), Fail(SERVER, "x").showing(WAY)}) == 1


def test_a_path_that_leads_nowhere_is_refused():
    lost = Edge(source="internet", target="nowhere", label="", mark=Mark.PLAIN)
    with pytest.raises(ValueError, match="not there"):
        PathPicture(nodes=(node("internet"),), edges=(lost,))


def test_two_nodes_of_one_name_are_refused():
    with pytest.raises(ValueError, match="same id"):
        PathPicture(nodes=(node("a"), node("a")), edges=())


def test_a_row_that_lacks_a_cell_is_refused():
    with pytest.raises(ValueError, match="a cell per column"):
        TablePicture(columns=(Message.of("device"),), rows=(Row(cells=(), mark=Mark.PLAIN),))


def test_the_published_form_is_that_of_the_code():
    assert msgspec.json.decode(msgspec.json.encode(schema())) == PUBLISHED, (
        "python -m scanner.picture > docs/schema/pictures.json"
    )
    jsonschema.Draft202012Validator.check_schema(PUBLISHED)
    jsonschema.Draft202012Validator(PUBLISHED).validate(drawn([WAY, TRUTH]))
