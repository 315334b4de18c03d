"""What AWS announces of this account: scheduled changes and notifications of AWS Health.

Without a support plan that opens the API it refuses (SubscriptionRequiredException), which is a gap.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Account
from scanner import Notice, collector

HOME = "us-east-1"
"""The region of the active endpoint (AWS Health User Guide, "Accessing the AWS Health API")."""
MOST = 10
"""Events whose details are given at once (API reference, DescribeEventDetails)."""
ASKED: dict[str, Any] = {
    "filter": {
        "eventTypeCategories": ["scheduledChange", "accountNotification"],
        "eventStatusCodes": ["open", "upcoming"],
    }
}
CHANGE = "scheduledChange"


@collector("health:DescribeEvents", "health:DescribeEventDetails")
def announced(account: Account, aws: AwsConnection) -> Iterator[Notice]:  # noqa: ARG001 - once per account
    events = list(aws.items("health.DescribeEvents", "events", HOME, size=100, **ASKED))
    for some in _batches(events):
        arns = [one["arn"] for one in some]
        details = aws.ask("health.DescribeEventDetails", HOME, eventArns=arns)
        texts = {one["event"]["arn"]: one["eventDescription"] for one in details["successfulSet"]}
        for event in some:
            yield _notice(event, texts.get(event["arn"]))


def _batches(events: list[Answer]) -> Iterator[list[Answer]]:
    return (list(islice(events, first, first + MOST)) for first in range(0, len(events), MOST))


def _notice(event: Answer, description: Answer | None) -> Notice:
    """One event (API reference, type Event). A scheduled change has to be looked at before it begins."""
    scheduled = event["eventTypeCategory"] == CHANGE
    return Notice(
        id=event["arn"].rpartition("/")[2],
        title=event["eventTypeCode"],
        services=(event["service"],),
        category=event["eventTypeCategory"],
        major=scheduled,
        act_by=event.get("startTime") if scheduled else None,
        starts=event.get("startTime"),
        ends=event.get("endTime"),
        modified=event["lastUpdatedTime"],
        text=(description.get("latestDescription") or "") if description else "",
    )
