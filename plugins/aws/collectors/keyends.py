"""The end of keys: what CloudTrail holds of it, and what is left in backups of CloudHSM."""

from collections.abc import Iterator
from typing import Any

from plugins.aws.answers import Answer
from plugins.aws.cloudtrail_record import record_of
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.kms import HsmBackup, KeyDeletion
from scanner import collector

NAMES = ("ScheduleKeyDeletion", "DeleteKey")
GONE = "DELETED"


@collector("cloudtrail:LookupEvents")
def key_deletions(region: Region, aws: AwsConnection) -> Iterator[KeyDeletion]:
    for name in NAMES:
        chosen: dict[str, Any] = {"LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": name}]}
        for event in aws.items("cloudtrail.LookupEvents", "Events", region.name, size=50, **chosen):
            if event["EventSource"] == "kms.amazonaws.com":
                yield _deletion(event, region.name)


def _deletion(event: Answer, region: str) -> KeyDeletion:
    record = record_of(event)
    named = (one.get("ARN") for one in record.get("resources") or ())  # a refused request may name none
    return KeyDeletion(
        id=event["EventId"],
        region=region,
        name=event["EventName"],
        time=event["EventTime"],
        keys=tuple(sorted({arn for arn in named if arn})),
        error=record.get("errorCode"),  # "if the request returned an error" (CloudTrail record contents)
    )


@collector("cloudhsm:DescribeBackups")
def hsm_backups(region: Region, aws: AwsConnection) -> Iterator[HsmBackup]:
    for one in aws.items("cloudhsmv2.DescribeBackups", "Backups", region.name, size=50):
        if one["BackupState"] != GONE:
            yield HsmBackup(
                arn=one["BackupArn"],
                id=one["BackupId"],
                region=region.name,
                cluster=one.get("ClusterId"),  # a copy from elsewhere names its SourceCluster instead
                state=one["BackupState"],
            )
