"""OSCAL: as the models of compliance-trestle ask for, and nothing is satisfied that isn't met."""

import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st
from trestle.oscal import OSCAL_VERSION
from trestle.oscal.assessment_results import Model as Results
from trestle.oscal.component import Model as Components

from reports.oscal import render, render_components
from reports.oscal.parts import VERSION
from scanner.assessment import Status
from scanner.model import Outcome, Resource
from scanner.text import Message
from tests.reports.city import CITY, FINDINGS
from tests.reports.town import TOWN

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@pytest.fixture
def results(rendered):
    """Render, hold it against the model, give it as plain data."""

    def results(assessment=TOWN, **where):
        text = rendered(render, assessment, **where)
        Results.model_validate_json(text)
        return json.loads(text)["assessment-results"]

    return results


@pytest.fixture
def components(rendered):
    def components(assessment=TOWN, **where):
        text = rendered(render_components, assessment, **where)
        Components.model_validate_json(text)
        return json.loads(text)["component-definition"]

    return components


def prop(one, name):
    return next((found["value"] for found in one["props"] if found["name"] == name), None)


def everywhere(node):
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for inner in node:
            yield from everywhere(inner)


def test_the_version_is_the_one_that_the_models_are_of():
    assert VERSION == OSCAL_VERSION


def test_only_what_is_met_is_satisfied(results):
    found = {prop(one, "status"): one["target"]["status"] for one in results()["results"][0]["findings"]}
    assert {status: (one["state"], one["reason"]) for status, one in found.items()} == {
        "met": ("satisfied", "pass"),
        "not-met": ("not-satisfied", "fail"),
        "undetermined": ("not-satisfied", "other"),
        "evidence-needed": ("not-satisfied", "other"),
        "excepted": ("not-satisfied", "other"),
        "covered-by-provider": ("not-satisfied", "other"),
    }


def test_what_does_not_apply_is_left_out_of_what_was_reviewed(results):
    (selection,) = results()["results"][0]["reviewed-controls"]["control-selections"]
    assert selection["exclude-controls"] == [{"control-id": "DEMO-06"}]
    assert {"control-id": "DEMO-06"} not in selection["include-controls"]


def test_each_organisation_has_a_result_of_its_own(results):
    assert [(one["title"], len(one["findings"])) for one in results()["results"]] == [
        ("青空市", 6),
        ("みどり町", 1),
    ]


def test_a_finding_of_a_control_leads_to_what_was_observed(results):
    result = results()["results"][0]
    known = {one["uuid"]: one for one in result["observations"]}
    control = next(one for one in result["findings"] if one["target"]["target-id"] == "DEMO-02")
    outcomes = [prop(known[one["observation-uuid"]], "outcome") for one in control["related-observations"]]
    assert sorted(outcomes) == ["fail", "fail", "pass"]


def test_what_was_not_read_is_an_observation_with_its_reason(results):
    unread = [one for one in results()["results"][0]["observations"] if one["types"] == ["not-read"]]
    assert [prop(one, "reason") for one in unread] == ["denied", "deadline"]
    assert prop(unread[0], "permission") == "s3:GetEncryptionConfiguration"


@pytest.mark.parametrize("form", ["results", "components"])
def test_every_identifier_is_there_once_and_every_reference_leads_to_one(form, request):
    document = request.getfixturevalue(form)()
    ids = [one["uuid"] for one in everywhere(document) if "uuid" in one]
    assert len(ids) == len(set(ids))
    assert all(UUID.fullmatch(one) for one in ids)
    keys = ("observation-uuid", "subject-uuid")
    named = {one[key] for one in everywhere(document) for key in keys if key in one}
    named |= {one[key][1:] for one in everywhere(document) for key in ("href", "source") if key in one}
    assert named <= set(ids)
    assert named


@pytest.mark.parametrize("form", ["results", "components"])
def test_it_says_what_it_is_not_of_what_edition_and_what_was_not_read(form, request):
    told = request.getfixturevalue(form)()["metadata"]["remarks"]
    for said in ("技術的確認の補助", "2026-04-01", "【未完了】", "0.1.0"):
        assert said in told


def test_identifiers_stay_within_a_run_and_change_with_it(results):
    other = replace(TOWN, run=replace(TOWN.run, id="another"))
    assert results()["uuid"] == results()["uuid"] != results(other)["uuid"]


def test_a_component_per_provider_names_the_controls_of_its_checks(components):
    made = components()
    assert [one["title"] for one in made["components"]] == ["Tenken aws", "Tenken m365"]
    (implementation,) = made["components"][0]["control-implementations"]
    requirements = {one["control-id"]: one for one in implementation["implemented-requirements"]}
    assert set(requirements) == {"DEMO-02", "DEMO-03"}
    assert prop(requirements["DEMO-02"], "check") == "aws.s3.public"
    assert "S3 Block Public Access" in requirements["DEMO-02"]["remarks"]


def test_an_assessment_of_nothing_is_a_document_too(results, components):
    empty = replace(CITY, targets=(), findings=(), controls=(), checks=(), frameworks=(), unmapped=())
    assert len(results(empty)["results"]) == 2
    assert "components" not in components(empty)


@pytest.mark.parametrize("form", [render, render_components])
def test_the_same_assessment_gives_the_same_bytes(form, rendered):
    assert rendered(form, TOWN) == rendered(form, TOWN)


@given(
    name=st.text(st.characters(), max_size=12), observed=st.none() | st.floats() | st.text(st.characters())
)
def test_whatever_a_cloud_answers_it_stays_as_the_model_asks(ja, name, observed):
    finding = replace(
        FINDINGS[0],
        resource=Resource(name, name, name, name),
        message=Message.of("{x}", x=name),
        observed=observed,
        outcome=Outcome.FAIL,
    )
    gap = replace(CITY.targets[0].gaps[0], scope=Resource(name, name), message=finding.message, setting=name)
    target = replace(CITY.targets[0], gaps=(gap,), account=name)
    out = io.BytesIO()
    render(replace(TOWN, findings=(finding,), targets=(target,)), out, ja)
    Results.model_validate_json(out.getvalue())


def test_a_control_id_that_is_no_token_becomes_one(results):
    document = TOWN.frameworks[0]
    odd = replace(document, controls=(replace(document.controls[0], id="1.2 (a)"),), figures=())
    verdict = replace(CITY.controls[0], id="1.2 (a)", status=Status.MET)
    made = results(replace(TOWN, frameworks=(odd,), controls=(verdict,)))
    assert made["results"][0]["findings"][0]["target"]["target-id"] == "_1.2__a_"
