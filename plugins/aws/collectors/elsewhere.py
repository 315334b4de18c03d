"""What lies in regions outside Japan: by Config where it records everything, else by tags too."""

from collections.abc import Iterator

from plugins.aws.collectors.config import IDENTITIES, own_recorders
from plugins.aws.connection import AwsConnection
from plugins.aws.paging import pages
from plugins.aws.settings.config import Recorder
from plugins.aws.settings.organization import EnabledRegion, ResourceCount, ResourcesElsewhere
from scanner import collector

JAPAN = ("ap-northeast-1", "ap-northeast-3")


@collector(
    "config:DescribeConfigurationRecorders",
    "config:DescribeConfigurationRecorderStatus",
    "config:GetDiscoveredResourceCounts",
    "tag:GetResources",
)
def resources_elsewhere(region: EnabledRegion, aws: AwsConnection) -> Iterator[ResourcesElsewhere]:
    if region.name in JAPAN:
        return
    running = [one for one in own_recorders(aws, region.name) if one.recording]
    whole = any(_records_everything(one) for one in running)
    yield ResourcesElsewhere(
        region=region,
        recorded=whole,
        counts=tuple(_counts(aws, region.name)) if running else (),
        tagged=() if whole else tuple(_tagged(aws, region.name)),
    )


def _records_everything(recorder: Recorder) -> bool:
    """True for a recorder of every type; identities belong to no region and may be left out."""
    if recorder.strategy == "EXCLUSION_BY_RESOURCE_TYPES":
        return IDENTITIES.issuperset(recorder.excluded)
    return recorder.all_supported and not recorder.excluded


def _counts(aws: AwsConnection, region: str) -> Iterator[ResourceCount]:
    operation = "config.GetDiscoveredResourceCounts"
    for one in pages(aws, operation, "resourceCounts", region, "nextToken"):
        yield ResourceCount(type=one["resourceType"], count=one["count"])


def _tagged(aws: AwsConnection, region: str) -> list[str]:
    operation, key = "resourcegroupstaggingapi.GetResources", "ResourceTagMappingList"
    return sorted(one["ResourceARN"] for one in aws.once.items(operation, key, region, size=100))
