"""AWS Config: recorders, their state, their deliveries and the retention of each region."""

from collections.abc import Iterator
from typing import Any

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.config import ConfigRecording, ConfigRetention, Delivery, Recorder
from scanner import collector


@collector(
    "config:DescribeConfigurationRecorders",
    "config:DescribeConfigurationRecorderStatus",
    "config:DescribeDeliveryChannelStatus",
)
def config_recording(region: Region, aws: AwsConnection) -> ConfigRecording:
    recorders = aws.items("config.DescribeConfigurationRecorders", "ConfigurationRecorders", region.name)
    own = [one for one in recorders if not one.get("servicePrincipal")]
    running = _running(aws, region.name) if own else {}
    return ConfigRecording(
        region=region,
        recorders=tuple(_recorder(one, running[one["name"]]) for one in own),
        deliveries=tuple(_deliveries(aws, region.name)) if own else (),
    )


def _running(aws: AwsConnection, region: str) -> Answer:
    key = "ConfigurationRecordersStatus"
    found = aws.items("config.DescribeConfigurationRecorderStatus", key, region)
    return Answer((one["name"], one["recording"]) for one in found)


def _recorder(recorder: Answer, recording: bool) -> Recorder:
    group = recorder["recordingGroup"]
    return Recorder(
        name=recorder["name"],
        recording=recording,
        all_supported=group["allSupported"],
        identities=group["includeGlobalResourceTypes"],
        strategy=group.get("recordingStrategy", {}).get("useOnly"),
        excluded=tuple(sorted(group.get("exclusionByResourceTypes", {}).get("resourceTypes", ()))),
    )


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
