"""The account and its regions."""

from collections.abc import Iterator

from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Account, Region
from scanner import collector


@collector()
def account(aws: AwsConnection) -> Account:
    """Known since signing in."""
    return Account(id=aws.account, target=aws.target)


@collector("ec2:DescribeRegions")
def regions(aws: AwsConnection) -> Iterator[Region]:
    """The configured regions without a call, else all that are enabled."""
    if aws.regions:
        yield from (Region(name=name) for name in aws.regions)
        return
    for region in aws.items("ec2.DescribeRegions", "Regions"):
        if region["OptInStatus"] != "not-opted-in":
            yield Region(name=region["RegionName"])
