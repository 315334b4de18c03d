"""Notices of AWS Health. Written from its API reference: DescribeEvents, DescribeEventDetails."""

from datetime import UTC, datetime

import pytest
from botocore.exceptions import ClientError

from plugins.aws.collectors.health import announced
from plugins.aws.failures import classify
from plugins.aws.settings.account import Account
from scanner import Reason
from tests.plugins.aws.by_hand import answered

DAY = datetime(2026, 12, 1, tzinfo=UTC)
ARN = "arn:aws:health:ap-northeast-1::event/RDS/AWS_RDS_MAINTENANCE_SCHEDULED/AWS_RDS_MAINTENANCE_SCHEDULED_1"
EVENT = {
    "arn": ARN,
    "service": "RDS",
    "eventTypeCode": "AWS_RDS_MAINTENANCE_SCHEDULED",
    "eventTypeCategory": "scheduledChange",
    "region": "ap-northeast-1",
    "startTime": DAY,
    "lastUpdatedTime": DAY.replace(month=11),
    "statusCode": "upcoming",
    "eventScopeCode": "ACCOUNT_SPECIFIC",
}
DETAIL = {"event": EVENT, "eventDescription": {"latestDescription": "The certificate authority is replaced."}}


def read(tape, sign_in, *events, details=(DETAIL,)):
    aws = answered(
        tape,
        sign_in,
        {
            "health.DescribeEvents": {"events": list(events)},
            "health.DescribeEventDetails": {"successfulSet": list(details), "failedSet": []},
        },
    )
    return list(announced.function(account=Account(id="123456789012", target="aozora-aws"), aws=aws))


def test_a_scheduled_change_has_to_be_looked_at_before_it_begins(tape, sign_in):
    (one,) = read(tape, sign_in, EVENT)
    assert (one.id, one.services, one.major, one.act_by) == (
        "AWS_RDS_MAINTENANCE_SCHEDULED_1",
        ("RDS",),
        True,
        DAY,
    )
    assert one.text == "The certificate authority is replaced."


def test_a_notification_only_informs(tape, sign_in):
    (one,) = read(tape, sign_in, EVENT | {"eventTypeCategory": "accountNotification"})
    assert (one.asks, one.starts) == (False, DAY)


def test_an_event_without_details_is_still_there(tape, sign_in):
    (one,) = read(tape, sign_in, EVENT, details=())
    assert (one.title, one.text) == ("AWS_RDS_MAINTENANCE_SCHEDULED", "")


def test_without_events_nothing_more_is_asked(tape, sign_in):
    assert read(tape, sign_in) == []


def test_an_account_without_the_support_plan_is_a_gap():
    error = ClientError(
        {"Error": {"Code": "SubscriptionRequiredException", "Message": "x"}}, "DescribeEvents"
    )
    assert classify(error).reason in (Reason.UNLICENSED, Reason.UNSUPPORTED)


@pytest.mark.parametrize("count", [1, 10, 11, 25])
def test_details_are_asked_for_ten_at_a_time(tape, sign_in, count):
    events = [EVENT | {"arn": f"{ARN}{number}"} for number in range(count)]
    assert len({one.id for one in read(tape, sign_in, *events)}) == count
