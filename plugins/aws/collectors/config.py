"""AWS Config: recorders, their state, their deliveries and the retention of each region."""

from collections.abc import Iterator
from typing import Any

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.config import ConfigDelivery, ConfigRecording, ConfigRetention, Delivery, Recorder
from scanner import collector

IDENTITIES = frozenset({"AWS::IAM::Group", "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::User"})
"""The "global IAM resource types" (API type RecordingGroup)."""


@collector("config:DescribeConfigurationRecorders", "config:DescribeConfigurationRecorderStatus")
def config_recording(region: Region, aws: AwsConnection) -> ConfigRecording:
    return ConfigRecording(region=region, recorders=own_recorders(aws, region.name))


def own_recorders(aws: AwsConnection, region: str) -> tuple[Recorder, ...]:
    """Read the recorders of a region that no AWS service keeps for itself."""
    recorders = aws.once.items("config.DescribeConfigurationRecorders", "ConfigurationRecorders", region)
    own = [one for one in recorders if not one.get("servicePrincipal")]
    running = _running(aws, region) if own else {}
    return tuple(_recorder(one, running[one["name"]]) for one in own)


def _running(aws: AwsConnection, region: str) -> Answer:
    key = "ConfigurationRecordersStatus"
    found = aws.once.items("config.DescribeConfigurationRecorderStatus", key, region)
    return Answer((one["name"], one["recording"]) for one in found)


def _recorder(recorder: Answer, recording: bool) -> Recorder:
    group = recorder["recordingGroup"]
    strategy = group.get("recordingStrategy", {}).get("useOnly")
    excluded = tuple(sorted(group.get("exclusionByResourceTypes", {}).get("resourceTypes", ())))
    return Recorder(
        name=recorder["name"],
        recording=recording,
        all_supported=group["allSupported"],
        identities=_identities(group, strategy, excluded),
        strategy=strategy,
        excluded=excluded,
    )


def _identities(group: Answer, strategy: str | None, excluded: tuple[str, ...]) -> Any:
    if strategy == "EXCLUSION_BY_RESOURCE_TYPES":
        return IDENTITIES.isdisjoint(excluded)
    return group["includeGlobalResourceTypes"] or IDENTITIES.issubset(group.get("resourceTypes", ()))


@collector("config:DescribeDeliveryChannelStatus")
def config_delivery(recording: ConfigRecording, aws: AwsConnection) -> ConfigDelivery:
    found = tuple(_deliveries(aws, recording.region.name)) if recording.recorders else ()
    return ConfigDelivery(recording=recording, deliveries=found)


def _deliveries(aws: AwsConnection, region: str) -> Iterator[Delivery]:
    for channel in aws.items("config.DescribeDeliveryChannelStatus", "DeliveryChannelsStatus", region):
        yield Delivery(
            name=channel["name"],
            history=_last(channel, "configHistoryDeliveryInfo"),
            snapshot=_last(channel, "configSnapshotDeliveryInfo"),
            stream=_last(channel, "configStreamDeliveryInfo"),
        )


def _last(channel: Answer, field: str) -> Any:
    return (channel.get(field) or {}).get("lastStatus")


@collector("config:DescribeRetentionConfigurations")
def config_retention(recording: ConfigRecording, aws: AwsConnection) -> Iterator[ConfigRetention]:
    if not recording.recorders:
        return
    region, key = recording.region, "RetentionConfigurations"
    found = [
        one["RetentionPeriodInDays"]
        for one in aws.items("config.DescribeRetentionConfigurations", key, region.name)
    ]
    yield ConfigRetention(region=region, days=min(found) if found else None)
