"""Which clock the servers of a VPC are told to follow."""

from scanner import setting


@setting("AWS::EC2::VPC/ntp-servers", key="vpc", region="region")
class VpcClock:
    """The NTP servers that a VPC's DHCP options name; empty if they name none.

    Source: EC2 DescribeVpcs (``DhcpOptionsId``), DescribeDhcpOptions (key ``ntp-servers``).
    """

    vpc: str
    region: str
    servers: tuple[str, ...]
