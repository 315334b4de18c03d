"""Stacks: one list a region; no drift detection is ever started."""

from collections.abc import Iterator

from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.stacks import Stack
from scanner import collector


@collector("cloudformation:ListStacks")
def stacks(region: Region, aws: AwsConnection) -> Iterator[Stack]:
    for one in aws.items("cloudformation.ListStacks", "StackSummaries", region.name):
        if one["StackStatus"] == "DELETE_COMPLETE":  # is listed for 90 days more
            continue
        drift = one.get("DriftInformation") or {}
        yield Stack(
            id=one["StackId"],
            name=one["StackName"],
            region=region.name,
            status=one["StackStatus"],
            root=one.get("RootId"),
            updated=one.get("LastUpdatedTime") or one["CreationTime"],
            drift=drift.get("StackDriftStatus"),
            checked=drift.get("LastCheckTimestamp"),
        )
