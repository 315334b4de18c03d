"""What people have on file, in the JSON document: complete, as the schema says, roles and no names."""

import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from reports.json import render
from scanner.accepted import AcceptedGap
from scanner.profiles import load_profile
from scanner.systems import System
from tests.reports.town import PEOPLE, TOWN
from tests.scanner.people_world import GAP

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schema/assessment.json").read_text("utf-8"))
LISTS = ("attestations", "waivers", "accepted_gaps", "plans", "systems", "operators", "assets", "relieved")


@pytest.fixture
def document(ja):
    """The document of the town, with every kind of record."""
    people = replace(
        PEOPLE,
        accepted_gaps=(AcceptedGap(**GAP),),
        systems=(System(id="koukai", name="公開", importance=2, resources=("aozora-*",)),),
        relieved=load_profile("government-cloud-direct").relieved,
    )
    out = io.BytesIO()
    render(replace(TOWN, people={"aozora": people}), out, ja)
    return json.loads(out.getvalue())


def test_every_kind_of_record_is_there_as_the_schema_says(document):
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    assert all(document[name] for name in LISTS)
    assert {one["organisation"] for name in LISTS for one in document[name]} == {"aozora"}


def test_an_attestation_says_whether_it_counted_and_why_not(document):
    good, expired = document["attestations"]
    assert (good["counts"], good["fault"], good["last"]) == (True, None, "2027-03-31")
    assert expired["counts"] is False
    assert "2025-03-31" in expired["fault"]
    assert expired["message"]["params"] == {"day": "2025-03-31"}


def test_a_plan_says_whether_it_is_overdue(document):
    (plan,) = document["plans"]
    assert (plan["role"], plan["due"], plan["overdue"]) == ("基盤係", "2026-10-31", True)


def test_an_organisation_says_on_which_day_its_records_were_weighed_or_that_there_are_none(document):
    assert {one["id"]: one["records_on"] for one in document["organisations"]} == {
        "aozora": "2026-11-20",
        "midori": None,
    }
