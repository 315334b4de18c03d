"""Tags: one list a region."""

from collections.abc import Iterator
from functools import partial

from plugins.aws.answers import Answer
from plugins.aws.collectors.elsewhere import JAPAN
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.tags import Tag, TaggedResource
from scanner import collector


@collector("tag:GetResources")
def tagged_resources(region: Region, aws: AwsConnection) -> Iterator[TaggedResource]:
    key = "ResourceTagMappingList"
    asked = aws if region.name in JAPAN else aws.once  # abroad it is asked for what lies there too
    found = asked.items("resourcegroupstaggingapi.GetResources", key, region.name, size=100)
    return map(partial(_tagged, region.name), found)


def _tagged(region: str, one: Answer) -> TaggedResource:
    tags = (Tag(key=tag["Key"], value=tag["Value"]) for tag in one["Tags"])
    return TaggedResource(
        arn=one["ResourceARN"], region=region, tags=tuple(sorted(tags, key=lambda tag: tag.key))
    )
