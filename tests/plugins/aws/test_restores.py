"""Restores within the year."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.aws.checks.restores import each, restored
from plugins.aws.settings.account import Account
from plugins.aws.settings.backup import ProtectedResource
from plugins.aws.settings.restores import RestoreJob
from scanner import (
    AsOf,
    Fail,
    Gap,
    Limits,
    Message,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Resource,
    Unknown,
)
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read

ACCOUNT = Account(id="111122223333", target="aozora-aws")
NOW = AsOf(time=datetime(2026, 11, 1, tzinfo=UTC))
LIMITS = Limits.of({"restore_test_days": 365})
ARN = "arn:aws:rds:ap-northeast-1:111122223333:db:aozora"
DATABASE = ProtectedResource(arn=ARN, region=TOKYO, type="RDS", last_backup=NOW.time)
GOOD = RestoreJob(
    id="j1",
    region=TOKYO,
    source=ARN,
    status="COMPLETED",
    validation=None,
    completed=NOW.time - timedelta(days=100),
)


def aged(days):
    return replace(GOOD, completed=NOW.time - timedelta(days=days))


def any_of(*jobs, resources=(DATABASE,)):
    [verdict] = restored(ACCOUNT, resources, jobs, LIMITS, NOW)
    return type(verdict)


def one_of(*jobs, gaps=()):
    [verdict] = each(DATABASE, Reading(jobs, gaps), LIMITS, NOW)
    return type(verdict)


@pytest.mark.parametrize(("days", "expected"), [(0, Pass), (365, Pass), (366, Fail)])
def test_a_restore_counts_for_a_year(days, expected):
    assert any_of(aged(days)) is expected
    assert one_of(aged(days)) is expected
    assert one_of(aged(days), aged(900)) is expected


@pytest.mark.parametrize(
    "more",
    [
        {"status": "FAILED"},
        {"status": "ABORTED"},
        {"validation": "FAILED"},
        {"validation": "TIMED_OUT"},
    ],
)
def test_a_restore_without_success_fails(more):
    assert any_of(replace(GOOD, **more)) is Fail
    assert one_of(replace(GOOD, **more)) is Fail


@pytest.mark.parametrize("more", [{"status": "RUNNING"}, {"validation": "VALIDATING"}, {"completed": None}])
def test_a_restore_that_is_not_through_is_none_yet(more):
    assert any_of(replace(GOOD, **more)) is Fail
    assert one_of(replace(GOOD, **more)) is Unknown


def test_what_was_never_restored_may_be_unimportant():
    assert one_of(replace(GOOD, source="arn:other")) is Unknown
    assert one_of() is Unknown


def test_nothing_to_protect_is_nothing_to_restore():
    assert any_of(resources=()) is NotApplicable


def test_a_gap_of_the_region_hides_a_restore():
    gap = Gap("x", Resource("AWS::Region", TOKYO, TOKYO, TOKYO), Reason.DENIED, Message("no"))
    assert one_of(aged(900), gaps=(gap,)) is Unknown
    assert one_of(GOOD, gaps=(gap,)) is Pass
    assert one_of(aged(900), gaps=(replace(gap, scope=replace(gap.scope, region=OSAKA)),)) is Fail


# Written from documentation: AWS Backup API reference, ListRestoreJobs.
def test_restore_jobs_are_read(tape, sign_in):
    job = {
        "RestoreJobId": "j1",
        "SourceResourceArn": ARN,
        "Status": "COMPLETED",
        "CompletionDate": GOOD.completed,
    }
    assert read(RestoreJob, answered(tape, sign_in, {"backup.ListRestoreJobs": {"RestoreJobs": [job]}})) == [
        GOOD
    ]
