"""Security groups: one list a region."""

from collections.abc import Iterator
from functools import partial

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.securitygroups import SecurityGroup, SecurityRule
from scanner import collector


@collector("ec2:DescribeSecurityGroups")
def security_groups(region: Region, aws: AwsConnection) -> Iterator[SecurityGroup]:
    found = aws.items("ec2.DescribeSecurityGroups", "SecurityGroups", region.name, size=1000)
    return map(partial(_group, region.name), found)


def _group(region: str, group: Answer) -> SecurityGroup:
    return SecurityGroup(
        id=group["GroupId"],
        name=group["GroupName"],
        region=region,
        vpc=group.get("VpcId"),
        ingress=tuple(_rule(rule) for rule in group["IpPermissions"]),
        egress=tuple(_rule(rule) for rule in group["IpPermissionsEgress"]),
    )


def _rule(rule: Answer) -> SecurityRule:
    cidrs = [one["CidrIp"] for one in rule["IpRanges"]] + [one["CidrIpv6"] for one in rule["Ipv6Ranges"]]
    return SecurityRule(
        protocol=rule["IpProtocol"],
        from_port=rule.get("FromPort"),  # absent for all protocols, and for those without ports
        to_port=rule.get("ToPort"),
        cidrs=tuple(sorted(cidrs)),
        groups=tuple(sorted(one["GroupId"] for one in rule["UserIdGroupPairs"])),
        prefix_lists=tuple(sorted(one["PrefixListId"] for one in rule["PrefixListIds"])),
    )
