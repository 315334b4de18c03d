"""VPCs and every way out of them. Sources: the EC2 API reference, the type of the same name."""

from scanner import ALL, setting, value


@setting("AWS::EC2::VPC", key="id", region="region")
class Vpc:
    """A VPC; one whose `owner` (12 digits) is another account is shared with this one.

    Source: EC2 DescribeVpcs.
    """

    id: str
    region: str
    owner: str


@setting("AWS::EC2::Subnet", key="id", region="region")
class Subnet:
    """A subnet, and whether what starts in it gets public addresses. Source: EC2 DescribeSubnets."""

    id: str
    region: str
    vpc: str
    map_public_ip: bool
    assign_ipv6: bool


@value
class Route:
    """One route: a CIDR or prefix list (``pl-…``), its target, and whether it is in force.

    `state` is active, blackhole (the target is gone) or filtered. Source: EC2 API type Route.
    """

    destination: str
    target: str
    state: str


@setting("AWS::EC2::RouteTable", key="id", region="region")
class RouteTable:
    """A route table; a main one serves every subnet without a table of its own.

    Source: EC2 DescribeRouteTables (``Associations``, ``Routes``).
    """

    id: str
    region: str
    vpc: str
    main: bool
    subnets: tuple[str, ...]
    gateways: tuple[str, ...]
    routes: tuple[Route, ...]


@setting("AWS::EC2::InternetGateway", key="id", region="region")
class InternetGateway:
    """An internet gateway and the VPCs it is attached to. Source: EC2 DescribeInternetGateways."""

    id: str
    region: str
    vpcs: tuple[str, ...]


@setting("AWS::EC2::EgressOnlyInternetGateway", key="id", region="region")
class EgressOnlyGateway:
    """An IPv6 way out and the VPCs it is attached to. Source: EC2 DescribeEgressOnlyInternetGateways."""

    id: str
    region: str
    vpcs: tuple[str, ...]


@setting("AWS::EC2::NatGateway", key="id", region="region", passing="state")
class NatGateway:
    """A NAT gateway; `public` ones reach the internet, private ones other networks only.

    Source: EC2 DescribeNatGateways (``ConnectivityType``: public or private).
    """

    id: str
    region: str
    vpc: str
    connectivity: str
    state: str


@setting("AWS::EC2::NetworkInterface", key="id", region="region", passing=ALL)
class NetworkInterface:
    """A network interface with its public IPv4 addresses and its IPv6 addresses.

    Source: EC2 DescribeNetworkInterfaces (``PrivateIpAddresses[].Association.PublicIp``,
    ``Association.PublicIp``, ``Ipv6Addresses``).
    """

    id: str
    region: str
    vpc: str
    subnet: str
    type: str
    public_addresses: tuple[str, ...]
    ipv6_addresses: tuple[str, ...]


@value
class Blindness:
    """Something about a network that could not be read: what, why, and the missing permission."""

    kind: str
    reason: str
    permission: str


@setting("AWS::EC2::VPC/network", of="vpc")
class Network:
    """A VPC with all its ways out; `blind` names what of them could not be read."""

    vpc: Vpc
    tables: tuple[RouteTable, ...]
    internet_gateways: tuple[InternetGateway, ...]
    egress_only_gateways: tuple[EgressOnlyGateway, ...]
    nat_gateways: tuple[NatGateway, ...]
    blind: tuple[Blindness, ...]
