"""What changed between two readings; what can't be told is never counted as mended."""

from dataclasses import replace

from scanner.assessment import Status
from scanner.model import Outcome
from scanner.since import since
from tests.reports.city import CITY, finding

FAIL = finding(1, "aws.s3.public", Outcome.FAIL)
PASS = replace(FAIL, outcome=Outcome.PASS)
UNKNOWN = replace(FAIL, outcome=Outcome.UNKNOWN)
OTHER = finding(9, "aws.s3.public", Outcome.UNKNOWN)


def reading(*found, **changes):
    return replace(CITY, findings=found, **changes)


def ids(found):
    return [one.id for one in found]


def test_a_fail_that_passes_now_is_closed():
    assert ids(since(reading(FAIL), reading(PASS)).closed) == [FAIL.id]


def test_a_resource_that_is_gone_is_closed():
    assert ids(since(reading(FAIL), reading()).closed) == [FAIL.id]


def test_a_fail_of_which_nothing_is_known_now_is_not_closed():
    for now in (reading(UNKNOWN), reading(OTHER), reading(checks=()), reading(targets=())):
        found = since(reading(FAIL), now)
        assert found.closed == ()
        assert ids(found.untold) == [FAIL.id]


def test_a_new_fail_is_opened_and_an_old_one_is_neither():
    found = since(reading(FAIL), reading(FAIL, replace(FAIL, id="b" * 24)))
    assert ids(found.opened) == ["b" * 24]
    assert found.closed == found.untold == ()


def test_a_control_whose_verdict_is_another_is_told_with_both():
    first, *rest = CITY.controls
    found = since(CITY, replace(CITY, controls=(replace(first, status=Status.NOT_MET), *rest)))
    ((turn),) = found.controls
    assert (turn.id, turn.before, turn.after) == (first.id, Status.MET, Status.NOT_MET)


def test_nothing_changes_between_a_reading_and_itself():
    found = since(CITY, CITY)
    assert (found.closed, found.opened, found.untold, found.controls) == ((), (), (), ())
    assert (found.run, found.read_at) == (CITY.run.id, CITY.run.started_at)
