"""DHCP options of VPCs: two lists a region."""

from collections.abc import Iterator

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.clocks import VpcClock
from scanner import collector


@collector("ec2:DescribeVpcs", "ec2:DescribeDhcpOptions")
def vpc_clocks(region: Region, aws: AwsConnection) -> Iterator[VpcClock]:
    vpcs = list(aws.once.items("ec2.DescribeVpcs", "Vpcs", region.name))
    if not vpcs:
        return
    found = aws.items("ec2.DescribeDhcpOptions", "DhcpOptions", region.name)
    sets = Answer((one["DhcpOptionsId"], _servers(one)) for one in found)
    sets["default"] = ()  # a VPC without a set of its own (API type Vpc)
    for vpc in vpcs:
        yield VpcClock(vpc=vpc["VpcId"], region=region.name, servers=sets[vpc["DhcpOptionsId"]])


def _servers(options: Answer) -> tuple[str, ...]:
    return tuple(
        sorted(
            one["Value"]
            for configuration in options["DhcpConfigurations"]
            if configuration["Key"] == "ntp-servers"
            for one in configuration["Values"]
        )
    )
