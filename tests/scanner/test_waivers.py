"""Waivers: what they except, until when, and that they except nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scanner import Resource
from scanner.model import Outcome
from scanner.standing import standing
from scanner.waiving import idle
from scanner.yamlfile import YamlError
from tests.scanner.people_world import CONTROL, NOON, OTHER, WAIVER, finding, less, people

ALONE = (CONTROL, replace(OTHER, checks=()))
"""No other control uses the check."""

FAIL = finding()
SECOND = finding(id="b" * 24, resource=Resource("policy", "p-2", "Executives"))
CHECK = "m365.exchange.malware-filter"


def given(folder, *waivers, controls=ALONE, findings=(FAIL, SECOND), as_of=NOON):
    return standing("aozora", people(folder, waivers=list(waivers)), controls, findings, as_of)


def refused(folder, record):
    with pytest.raises(YamlError) as error:
        people(folder, waivers=[record])
    return str(error.value)


def test_a_control_is_waived_wholly(tmp_path):
    assert given(tmp_path, WAIVER).waived_controls == {"ALPHA-T08"}


def test_a_finding_is_waived_by_its_id(tmp_path):
    found = given(tmp_path, less(WAIVER, "control", finding=FAIL.id))
    assert (found.waived, found.waived_controls) == ({FAIL.id}, frozenset())


def test_a_pattern_waives_the_findings_whose_resource_it_matches(tmp_path):
    assert given(tmp_path, less(WAIVER, check=CHECK, resource="p-?")).waived == {FAIL.id, SECOND.id}
    assert given(tmp_path, less(WAIVER, resource="Exec*")).waived == {SECOND.id}
    assert given(tmp_path, less(WAIVER, resource="exec*")).waived == frozenset()


def test_a_bracket_in_a_pattern_is_a_bracket(tmp_path):
    odd = replace(FAIL, resource=Resource("policy", "p[1]"))
    assert given(tmp_path, less(WAIVER, resource="p[1]"), findings=(odd,)).waived == {odd.id}
    assert given(tmp_path, less(WAIVER, resource="p[-]*"), findings=(FAIL,)).waived == frozenset()


def test_a_pattern_without_a_check_speaks_of_the_checks_of_its_control_alone(tmp_path):
    foreign = replace(FAIL, check="aws.s3.encryption")
    assert given(tmp_path, less(WAIVER, resource="*"), findings=(foreign,)).waived == frozenset()


def test_a_waiver_of_one_control_does_not_except_another_with_the_same_check(tmp_path):
    found = given(tmp_path, less(WAIVER, resource="p-1"), controls=(CONTROL, OTHER))
    assert (found.waived, found.waived_controls) == (frozenset(), frozenset())
    found = given(tmp_path, less(WAIVER, resource="p-*"), controls=(CONTROL, OTHER))
    assert (found.waived, found.waived_controls) == (frozenset(), {"ALPHA-T08"})


def test_where_each_control_of_a_check_is_waived_the_finding_is(tmp_path):
    both = (less(WAIVER, resource="p-1"), less(WAIVER, control="ALPHA-T01", resource="p-1"))
    assert given(tmp_path, *both, controls=(CONTROL, OTHER)).waived == {FAIL.id}


@pytest.mark.parametrize("outcome", [Outcome.PASS, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE])
def test_only_a_fail_can_be_waived(tmp_path, outcome):
    found = given(tmp_path, less(WAIVER, resource="*"), findings=(finding(outcome),))
    assert (found.waived, found.waived_controls) == (frozenset(), frozenset())


def test_a_waiver_does_not_reach_another_organisation(tmp_path):
    foreign = replace(FAIL, organisation="midori")
    assert (
        given(tmp_path, less(WAIVER, "control", finding=FAIL.id), findings=(foreign,)).waived == frozenset()
    )


def test_it_holds_through_its_last_day_in_japan_and_no_longer(tmp_path):
    end = datetime(2026, 12, 31, 15, 0, tzinfo=UTC)
    assert given(tmp_path, WAIVER, as_of=end - timedelta(microseconds=1)).waived_controls
    assert not given(tmp_path, WAIVER, as_of=end).waived_controls


def test_it_does_not_hold_before_it_is_approved(tmp_path):
    assert not given(tmp_path, less(WAIVER, date="2026-11-21")).waived_controls


def test_a_waiver_that_matches_nothing_is_told(tmp_path):
    records = people(tmp_path, waivers=[less(WAIVER, resource="p-1"), less(WAIVER, resource="q-*")])
    (one,) = idle(records.waivers, ALONE, [FAIL])
    assert one.resource == "q-*"


@pytest.mark.parametrize("name", ["reason", "approver", "date", "valid_until", "compensating"])
def test_nothing_of_a_waiver_may_be_missing(tmp_path, name):
    assert f"the key '{name}' is missing" in refused(tmp_path, less(WAIVER, name))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"control": "ALPHA-T88"}, "there is no control 'ALPHA-T88'; did you mean 'ALPHA-T08'?"),
        ({"check": "m365.exchange.malware"}, f"did you mean '{CHECK}'?"),
        ({"finding": "a" * 24}, "give one of finding"),
        ({"control": None}, "give one of finding"),
        ({"control": None, "finding": "A1"}, "'A1' is no finding id"),
        ({"control": None, "finding": "a" * 24, "resource": "*"}, "go with a control"),
        ({"valid_until": "2026-10-31"}, "before it begins"),
        ({"valid_until": "令和8年2月30日"}, "is no date"),
        ({"compensating": " "}, "'compensating' is empty"),
        ({"approver": "mayor@aozora.example"}, "write the role"),
    ],
)
def test_a_wrong_waiver_is_refused_with_its_place(tmp_path, wrong, said):
    message = refused(tmp_path, less(WAIVER, **wrong))
    assert said in message
    assert "waivers.yaml:1:" in message
