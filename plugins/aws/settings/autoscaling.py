"""Groups of servers that replace one another."""

from scanner import setting


@setting("AWS::AutoScaling::AutoScalingGroup", key="name", name="name", region="region")
class ScalingGroup:
    """An Auto Scaling group, its zones and its size. Source: Auto Scaling DescribeAutoScalingGroups."""

    name: str
    region: str
    zones: tuple[str, ...]
    most: int
