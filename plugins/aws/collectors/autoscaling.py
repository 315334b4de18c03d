"""Auto Scaling groups: one list a region."""

from collections.abc import Iterator

from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.autoscaling import ScalingGroup
from scanner import collector


@collector("autoscaling:DescribeAutoScalingGroups")
def scaling_groups(region: Region, aws: AwsConnection) -> Iterator[ScalingGroup]:
    found = aws.items("autoscaling.DescribeAutoScalingGroups", "AutoScalingGroups", region.name, size=100)
    for group in found:
        yield ScalingGroup(
            name=group["AutoScalingGroupName"],
            region=region.name,
            zones=tuple(sorted(group["AvailabilityZones"])),
            most=group["MaxSize"],
        )
