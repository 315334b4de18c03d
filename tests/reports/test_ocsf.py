"""OCSF events: as the schema of 1.8.0 says, and what the schema can't say."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import jsonschema_rs
import pytest
from hypothesis import given, strategies as st
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema

from reports.ocsf import events, render
from scanner.assessment import ControlVerdict, Status
from scanner.language import Translator
from scanner.model import Gap, Outcome, Reason, Resource
from scanner.reasons import NOT_RUN
from scanner.text import Message
from tests.reports.city import BUCKET, CITY, DENIED, FINDINGS

EMBEDDED = OcsfJsonSchemaEmbedded(get_ocsf_schema(version="1.8.0"))
VALIDATORS = {
    profiles: jsonschema_rs.Draft202012Validator(
        EMBEDDED.get_class_schema("compliance_finding", profiles=list(profiles)), validate_formats=True
    )
    for profiles in ((), ("cloud",))
}
JAPANESE, ENGLISH = Translator("ja"), Translator("en")


def said(assessment=CITY, translator=ENGLISH, heard=None):
    return [event.payload for event in events(assessment, translator, heard)]


def valid(event):
    VALIDATORS[tuple(event["metadata"]["profiles"])].validate(json.loads(json.dumps(event)))


def about(uid, assessment=CITY, **rest):
    return next(one for one in said(assessment, **rest) if one["finding_info"]["uid"] == uid)


def heard_after(assessment, heard=None):
    found = {one.uid: one.heard for one in events(assessment, ENGLISH, heard)}
    return {uid: one for uid, one in ((heard or {}) | found).items() if one is not None}


@pytest.mark.parametrize("translator", [JAPANESE, ENGLISH])
def test_every_event_is_as_the_schema_says(translator):
    for event in said(translator=translator):
        valid(event)


def test_a_line_is_an_event_and_nothing_else(rendered):
    lines = rendered(render, CITY).splitlines()
    assert [json.loads(line)["class_uid"] for line in lines] == [2003] * len(lines)
    assert len(lines) == len(CITY.findings) + len(CITY.controls) + len(CITY.gaps)


def test_times_are_milliseconds():
    earliest = datetime(2000, 1, 1, tzinfo=UTC).timestamp() * 1000
    for event in said():
        for moment in (event["time"], event["finding_info"]["created_time"]):
            assert earliest < moment < 10 * earliest
            assert isinstance(moment, int)


def test_every_uid_is_there_once_and_the_same_in_the_next_run():
    later = replace(CITY, run=replace(CITY.run, id="another", finished_at="2026-11-21T00:31:00.000Z"))
    first, second = ([one["finding_info"]["uid"] for one in said(run)] for run in (CITY, later))
    assert first == second
    assert len(set(first)) == len(first)
    ids = [{one["metadata"]["uid"] for one in said(run)} for run in (CITY, later)]
    assert ids[0].isdisjoint(ids[1])


def test_only_what_passed_or_is_met_is_a_pass():
    good = {one.id for one in CITY.findings if one.outcome is Outcome.PASS}
    met = {one.id for one in CITY.controls if one.status is Status.MET}
    for event in said():
        if event["compliance"]["status_id"] == 1:
            named = {event["finding_info"]["uid"], event["compliance"].get("control")}
            assert named & (good | met)


def test_a_gap_is_an_event_of_its_own_with_the_missing_permission():
    gap = next(one for one in said() if one["finding_info"]["types"] == ["gap"])
    assert gap["compliance"]["status_id"] == 0
    assert gap["unmapped"]["permission"] == DENIED.permission
    assert gap["unmapped"]["reason_code"] == "denied"
    assert gap["api"] == {"operation": DENIED.operation}
    assert gap["resources"][0]["uid"] == BUCKET.id


def test_a_finding_names_controls_framework_and_edition():
    event = about(FINDINGS[0].id)
    check = next(one for one in CITY.checks if one.id == FINDINGS[0].check)
    assert event["compliance"]["requirements"] == list(check.controls)
    framework = CITY.frameworks[0]
    assert event["compliance"]["standards"] == [f"{framework.framework} {framework.edition}"]
    assert event["cloud"]["account"]["uid"] == FINDINGS[0].account
    assert event["cloud"]["region"] == "ap-northeast-1"
    assert event["remediation"]["desc"]
    assert event["evidences"][0]["data"] == FINDINGS[0].observed


def test_what_stands_well_is_not_loud():
    for event in said():
        if event["compliance"]["status_id"] in (1, 99):
            assert event["severity_id"] == 1


def test_an_excepted_control_is_suppressed():
    one = next(one for one in CITY.controls if one.status is Status.EXCEPTED)
    event = next(
        e
        for e in said()
        if e["compliance"].get("control") == one.id and e["finding_info"]["types"] == ["control"]
    )
    assert event["status_id"] == 3


def test_addresses_in_what_was_observed_can_be_searched():
    seen = replace(FINDINGS[0], observed={"from": ["203.0.113.7", "198.51.100.0/24", "1.0", "x:y"]})
    values = {
        (one["type_id"], one["value"])
        for one in about(seen.id, replace(CITY, findings=(seen,)))["observables"]
    }
    assert {(2, "203.0.113.7"), (12, "198.51.100.0/24")} <= values
    assert "1.0" not in {value for _, value in values}


def test_without_history_everything_is_new():
    assert {one["activity_id"] for one in said()} == {1}
    assert all(one.changed for one in events(CITY, ENGLISH))


def test_a_second_run_that_found_the_same_changes_nothing():
    later = replace(CITY, run=replace(CITY.run, id="another", finished_at="2026-11-21T00:31:00.000Z"))
    found = list(events(later, JAPANESE, heard_after(CITY)))
    assert {one.changed for one in found} == {False}
    assert {one.payload["activity_id"] for one in found} == {2}


def test_what_was_mended_is_closed():
    failed = FINDINGS[0]
    mended = replace(failed, outcome=Outcome.PASS)
    now = replace(CITY, findings=(mended, *FINDINGS[1:]))
    event = about(failed.id, now, heard=heard_after(CITY))
    assert (event["activity_id"], event["status_id"]) == (3, 4)
    valid(event)


def test_what_failed_again_is_told_again():
    failed = FINDINGS[0]
    mended = replace(CITY, findings=(replace(failed, outcome=Outcome.PASS), *FINDINGS[1:]))
    event = next(
        one for one in events(CITY, ENGLISH, heard_after(mended, heard_after(CITY))) if one.uid == failed.id
    )
    assert event.changed
    assert event.payload["activity_id"] == 2
    assert event.payload["status_id"] == 1


def test_a_failing_resource_that_is_gone_is_closed_once():
    known = heard_after(CITY)
    now = replace(CITY, findings=FINDINGS[1:])
    event = next(one for one in events(now, ENGLISH, known) if one.uid == FINDINGS[0].id)
    assert (event.payload["activity_id"], event.changed, event.heard) == (3, True, None)
    assert event.payload["compliance"]["status_id"] == 99
    valid(event.payload)
    known.pop(FINDINGS[0].id)
    assert FINDINGS[0].id not in {one.uid for one in events(now, ENGLISH, known)}


def test_what_could_not_be_read_this_time_is_not_closed():
    unread = replace(FINDINGS[3], check=FINDINGS[0].check, id="f" * 24)
    now = replace(CITY, findings=(unread,))
    assert FINDINGS[0].id not in {one.uid for one in events(now, ENGLISH, heard_after(CITY))}


def test_a_run_of_other_targets_or_checks_closes_nothing_of_the_rest():
    now = replace(CITY, findings=(), targets=(), controls=())
    assert list(events(now, ENGLISH, heard_after(CITY))) == []
    few = replace(CITY, findings=(), checks=(), controls=(), run=replace(CITY.run, checks=("aws.kms.*",)))
    few = replace(few, targets=tuple(replace(one, gaps=()) for one in CITY.targets))
    assert list(events(few, ENGLISH, heard_after(CITY))) == []


TEXT = st.text(max_size=12)


def test_a_control_that_some_checks_alone_can_not_judge_is_not_told_of():
    open_ = Message.of(NOT_RUN, check="aws.s3.public")
    run = replace(CITY.run, checks=("aws.s3.*",))
    controls = tuple(replace(one, status=Status.UNDETERMINED, reasons=(open_,)) for one in CITY.controls)
    now = replace(CITY, run=run, controls=controls)
    assert not [one for one in events(now, ENGLISH, heard_after(CITY)) if one.heard is None or one.changed]
    failing = replace(now, controls=tuple(replace(one, status=Status.NOT_MET) for one in controls))
    told = [one for one in said(failing, heard=heard_after(CITY)) if "control" in one["compliance"]]
    assert {one["compliance"]["status_code"] for one in told} >= {"not-met"}


@given(
    TEXT,
    TEXT,
    TEXT,
    st.sampled_from(Reason),
    st.dictionaries(TEXT, TEXT | st.floats(allow_nan=False) | st.none(), max_size=3),
)
def test_whatever_a_cloud_calls_its_things_the_event_is_valid(kind, id, name, reason, observed):
    about = Resource(kind, id, name, "ap-northeast-1")
    one = replace(FINDINGS[0], resource=about, observed=observed, account=name)
    gap = Gap(kind, about, reason, Message.of("{x}", x=name), permission=id)
    target = replace(CITY.targets[0], gaps=(gap, replace(gap, permission="other")), account=name)
    for event in said(replace(CITY, findings=(one,), targets=(target,))):
        valid(event)


def test_two_editions_of_a_document_give_two_events_a_control():
    first = CITY.controls[0]
    old = replace(CITY.frameworks[0], edition="1999-01-01")
    second: ControlVerdict = replace(first, edition=old.edition)
    both = replace(
        CITY, controls=(first, second), frameworks=(*CITY.frameworks, old), findings=(), targets=()
    )
    assert len({one["finding_info"]["uid"] for one in said(both)}) == 2
