"""Who changed what, as CloudTrail has it: management events of the last 90 days, without reads."""

from collections.abc import Iterator
from typing import Any

from plugins.aws.answers import Answer
from plugins.aws.cloudtrail_record import record_of
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from scanner import Action, Window, collector

WRITES: dict[str, Any] = {"LookupAttributes": [{"AttributeKey": "ReadOnly", "AttributeValue": "false"}]}


@collector("cloudtrail:LookupEvents")
def actions(region: Region, window: Window, aws: AwsConnection) -> Iterator[Action]:
    time = {"StartTime": window.start, "EndTime": window.end}
    for event in aws.items("cloudtrail.LookupEvents", "Events", region.name, size=50, **WRITES, **time):
        record = record_of(event)
        if not record.get("errorCode"):
            yield _action(event, record)


def _action(event: Answer, record: Answer) -> Action:
    """One event (CloudTrail API, type Event; CloudTrail User Guide, "record contents")."""
    by = record.get("userIdentity") or {}
    named = [one.get("ResourceName") for one in event.get("Resources") or ()]
    named += [one.get("ARN") for one in record.get("resources") or ()]
    return Action(
        id=event["EventId"],
        time=event["EventTime"],
        service=event["EventSource"],
        operation=event["EventName"],
        actor=by.get("arn") or by.get("invokedBy") or by.get("type") or "",
        resources=tuple(dict.fromkeys(name for name in named if name)),
    )
