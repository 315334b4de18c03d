"""When what is read: the schedule, notices, their dates, and pauses."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from scanner.assessment import Status
from scanner.errors import TenkenError
from scanner.since import Since, Turn
from scanner.store.notices import Kept
from scanner.watching import LONGEST, Duty, Schedule, Watch, pause, worse
from tests.reports.town import TOWN
from tests.scanner.store.test_notices import POST

NOON = datetime(2026, 11, 20, 3, tzinfo=UTC)  # 12:00 in Japan
DAILY = Schedule("0 6 * * *")
CHECKS = ("aws.s3.public", "m365.exchange.forwarding", "m365.sharepoint.sharing")
WATCH = Watch(schedule=DAILY, checks=CHECKS)
DONE = NOON - timedelta(hours=1)
KEPT = Kept(
    organisation="aozora",
    provider="m365",
    target="tenant",
    revisions=(POST,),
    seen_at="2026-11-20T02:30:00.000Z",
    followed_at=None,
)


def test_the_schedule_is_that_of_japan():
    assert DAILY.last(NOON) == datetime(2026, 11, 19, 21, tzinfo=UTC)
    assert DAILY.next(NOON) == datetime(2026, 11, 20, 21, tzinfo=UTC)
    assert DAILY.last(datetime(2026, 11, 20, 21, tzinfo=UTC)) == datetime(2026, 11, 20, 21, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "daily", "61 6 * * *", "* * *"])
def test_what_is_no_cron_expression_is_told(text):
    with pytest.raises(TenkenError, match="no cron expression"):
        Schedule(text)


def test_without_a_whole_run_everything_is_read():
    assert WATCH.duty(None, [], NOON).whole


def test_after_the_time_of_the_schedule_everything_is_read_once_however_long_it_slept():
    assert WATCH.duty(NOON - timedelta(days=5), [], NOON).whole
    assert not WATCH.duty(DONE, [], NOON).whole


def test_a_clock_that_was_set_back_reads_nothing_again():
    assert WATCH.duty(NOON + timedelta(days=1), [], NOON) == Duty()


def test_a_new_notice_lets_its_checks_be_read():
    duty = WATCH.duty(DONE, [KEPT], NOON)
    assert duty == Duty(checks=("m365.exchange.forwarding",), because=(KEPT,))


def test_a_notice_that_asks_for_nothing_lets_nothing_be_read():
    quiet = replace(KEPT, revisions=(replace(POST, major=False, act_by=None),))
    assert WATCH.duty(DONE, [quiet], NOON) == Duty()


@pytest.mark.parametrize(
    ("ago", "due"),
    [(30, True), (0, True), (120, False), (-60, False)],
)
def test_a_date_is_reached_once(ago, due):
    dated = replace(POST, act_by=NOON - timedelta(minutes=ago))
    followed = replace(KEPT, revisions=(dated,), followed_at=DONE)
    assert bool(WATCH.duty(DONE, [followed], NOON).checks) is due


@given(st.integers(0, 40), st.floats(0, 1), st.integers(0, 100_000))
def test_a_pause_is_never_too_long_nor_none(failures, chance, seconds):
    hour = timedelta(hours=1)
    found = pause(hour, failures, NOON + timedelta(seconds=seconds), NOON, chance)
    assert timedelta(seconds=1) <= found <= (LONGEST if failures else hour) * 1.1


def test_pauses_grow_with_failures():
    minutes = [pause(timedelta(hours=1), count, NOON, NOON, 0) / timedelta(minutes=1) for count in (1, 2, 3)]
    assert minutes == [1, 2, 4]


def turned(before, after, checks=None):
    turn = Turn(organisation="aozora", framework="demo", edition="1", id="C-1", before=before, after=after)
    since = Since(run="", read_at="2026-11-01T00:00:00Z", closed=(), opened=(), untold=(), controls=(turn,))
    return worse(replace(TOWN, since=since, run=replace(TOWN.run, checks=checks)))


def test_a_control_turns_worse():
    assert turned(Status.MET, Status.NOT_MET) == ("aozora C-1",)
    assert turned(Status.MET, Status.UNDETERMINED) == ("aozora C-1",)
    assert turned(Status.NOT_MET, Status.MET) == ()
    assert turned(None, Status.NOT_MET) == ()
    assert worse(replace(TOWN, since=None)) == ()


def test_what_is_open_because_only_some_checks_were_asked_for_is_not_worse():
    assert turned(Status.MET, Status.UNDETERMINED, ("aws.*",)) == ()
    assert turned(Status.MET, Status.NOT_MET, ("aws.*",)) == ("aozora C-1",)
