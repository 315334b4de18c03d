"""The JSON document: complete, as its schema says, and the same bytes every time."""

import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, strategies as st

from reports.json import render
from scanner.assessment import Status
from scanner.framework_model import Level
from scanner.model import Outcome, Reason, Resource, Severity
from scanner.text import Message
from tests.reports.city import CITY, FINDINGS

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/assessment.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@pytest.fixture
def document(rendered):
    return json.loads(rendered(render, CITY))


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_document_with_every_case_is_as_the_schema_says(document):
    VALIDATOR.validate(document)


def test_every_outcome_status_and_reason_is_in_the_schema():
    kinds = SCHEMA["$defs"]
    assert kinds["outcome"]["enum"] == [one.value for one in Outcome]
    assert kinds["status"]["enum"] == [one.value for one in Status]
    assert kinds["reason_code"]["enum"] == [one.value for one in Reason]
    assert kinds["severity"]["enum"] == [one.value for one in Severity]
    assert kinds["level"]["enum"] == [one.value for one in Level]


def _objects(node):
    if isinstance(node, dict):
        if "properties" in node and "type" in node:
            yield node
        for inner in node.values():
            yield from _objects(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _objects(inner)


def test_the_schema_allows_no_field_that_it_does_not_explain():
    for one in _objects(SCHEMA):
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])
        for field in one["properties"].values():
            assert "const" in field or "$ref" in field or field.get("description")


def test_a_finding_has_the_agreed_fields(document):
    agreed = {"id", "check", "provider", "organisation", "target", "account", "region", "resource", "outcome"}
    agreed |= {"reason", "severity", "observed", "controls", "read_at"}
    added = {"reason_code", "permission", "message", "systems"}
    assert set(document["findings"][0]) == agreed | added
    assert document["findings"][0]["resource"].keys() == {"type", "id", "name"}


def test_a_finding_names_the_controls_of_its_check(document):
    public = next(one for one in document["findings"] if one["check"] == "aws.s3.public")
    assert public["controls"] == ["DEMO-01", "DEMO-02"]


def test_an_unread_setting_names_the_permission_in_finding_and_gap(document):
    finding = next(one for one in document["findings"] if one["reason_code"] == "denied")
    gap = next(one for one in document["gaps"] if one["reason_code"] == "denied")
    assert finding["outcome"] == "unknown"
    assert finding["permission"] == gap["permission"] == "s3:GetEncryptionConfiguration"
    assert gap["organisation"] == "aozora"
    assert gap["operation"] == "GetBucketEncryption"


def test_a_known_outcome_with_a_reason_code_is_refused(document):
    passed = next(one for one in document["findings"] if one["outcome"] == "pass")
    passed["reason_code"] = "denied"
    assert not VALIDATOR.is_valid(document)


def test_an_unknown_outcome_without_a_reason_code_is_refused(document):
    unknown = next(one for one in document["findings"] if one["outcome"] == "unknown")
    unknown["reason_code"] = None
    assert not VALIDATOR.is_valid(document)


def test_controls_stand_in_the_order_of_the_document(document):
    assert [one["id"] for one in document["controls"]][:7] == [f"DEMO-0{number}" for number in range(1, 8)]


def test_titles_are_in_the_chosen_language(document, rendered, en):
    english = json.loads(rendered(render, CITY, en))
    assert (document["language"], document["controls"][0]["title"]) == ("ja", "公開設定の禁止")
    assert (english["language"], english["controls"][0]["title"]) == ("en", "Control 1")


def test_the_document_says_what_it_is_not(document):
    assert "技術的確認の補助" in document["disclaimer"]


def test_the_summary_counts_what_the_exit_code_is_made_of(document):
    summary = document["summary"]
    assert summary["outcomes"] == {"pass": 1, "fail": 1, "not-applicable": 1, "unknown": 3}
    assert summary["required_not_met"] == 1
    known = {reason: count for reason, count in summary["unread"].items() if count}
    assert known == {"denied": 1, "deadline": 1, "undeclared": 1, "defect": 1}
    assert summary["defects"] == 1
    assert summary["controls"][0]["statuses"]["not-met"]["required"] == 1
    assert summary["controls"][1]["organisation"] == "midori"


def test_a_fault_that_is_a_gap_is_counted_once(rendered):
    gap = replace(CITY.targets[0].gaps[0], reason=Reason.DEFECT)
    city = replace(
        CITY,
        targets=(replace(CITY.targets[0], gaps=(gap,)),),
        findings=(replace(FINDINGS[3], code=Reason.DEFECT, gap=gap),),
    )
    assert json.loads(rendered(render, city))["summary"]["defects"] == 1


def test_a_moment_looks_the_same_however_a_plugin_wrote_it(document):
    (call,) = document["targets"][0]["calls"]
    assert (call["first"], call["last"]) == ("2026-11-20T00:30:01.000Z", "2026-11-20T00:30:42.125Z")


def test_a_finding_that_nothing_was_read_for_has_no_time(rendered):
    city = replace(CITY, findings=(replace(FINDINGS[4], read_at=""),))
    document = json.loads(rendered(render, city))
    VALIDATOR.validate(document)
    assert document["findings"][0]["read_at"] is None


def test_the_same_assessment_gives_the_same_bytes(rendered):
    assert rendered(render, CITY) == rendered(render, CITY)


def test_the_order_of_reading_does_not_show(rendered):
    turned = replace(
        CITY,
        findings=CITY.findings[::-1],
        targets=tuple(replace(target, gaps=target.gaps[::-1]) for target in CITY.targets),
    )
    assert rendered(render, turned) == rendered(render, CITY)


def test_every_finding_has_a_line_of_its_own(rendered):
    lines = [line for line in rendered(render, CITY).splitlines() if line.startswith('{"id": "0000')]
    assert len(lines) == len(CITY.findings)


def test_an_empty_assessment_is_a_document_too(rendered):
    empty = replace(
        CITY, organisations=(), targets=(), findings=(), controls=(), checks=(), frameworks=(), unmapped=()
    )
    VALIDATOR.validate(json.loads(rendered(render, empty)))


texts = st.text(max_size=20)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
anything = st.text(st.characters(), max_size=20)  # half surrogate pairs too
numbers = st.floats() | st.integers() | st.booleans() | st.none() | texts


@given(name=anything, observed=plain, param=numbers)
def test_whatever_a_cloud_answers_the_document_stays_as_the_schema_says(ja, name, observed, param):
    finding = replace(
        FINDINGS[0],
        resource=Resource("AWS::S3::Bucket", name, name, name),
        observed=observed,
        message=Message.of("{what} was read", what=param),
    )
    out = io.BytesIO()
    render(replace(CITY, findings=(finding,)), out, ja)
    document = json.loads(out.getvalue().decode("utf-8"))
    VALIDATOR.validate(document)
    assert document["findings"][0]["observed"] == observed
    assert document["findings"][0]["resource"]["name"] == name
