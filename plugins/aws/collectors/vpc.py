"""VPCs and their ways out: one call per kind and region."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from plugins.aws.answers import Answer, MalformedAnswer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.vpc import (
    EgressOnlyGateway,
    InternetGateway,
    NatGateway,
    NetworkInterface,
    Route,
    RouteTable,
    Subnet,
    Vpc,
)
from scanner import collector

DESTINATIONS = ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId")
TARGETS = (
    "GatewayId",
    "NatGatewayId",
    "EgressOnlyInternetGatewayId",
    "TransitGatewayId",
    "VpcPeeringConnectionId",
    "CarrierGatewayId",
    "LocalGatewayId",
    "CoreNetworkArn",
    "OdbNetworkArn",
    "NetworkInterfaceId",
    "InstanceId",
)
"""The fields of a route that name its target (EC2 API type Route); one of them is set."""


@collector("ec2:DescribeVpcs")
def vpcs(region: Region, aws: AwsConnection) -> Iterator[Vpc]:
    return map(partial(_vpc, region.name), aws.once.items("ec2.DescribeVpcs", "Vpcs", region.name))


def _vpc(region: str, one: Answer) -> Vpc:
    return Vpc(id=one["VpcId"], region=region, owner=one["OwnerId"])


@collector("ec2:DescribeSubnets")
def subnets(region: Region, aws: AwsConnection) -> Iterator[Subnet]:
    return map(partial(_subnet, region.name), aws.items("ec2.DescribeSubnets", "Subnets", region.name))


def _subnet(region: str, one: Answer) -> Subnet:
    return Subnet(
        id=one["SubnetId"],
        region=region,
        vpc=one["VpcId"],
        map_public_ip=one["MapPublicIpOnLaunch"],
        assign_ipv6=one["AssignIpv6AddressOnCreation"],
    )


@collector("ec2:DescribeRouteTables")
def route_tables(region: Region, aws: AwsConnection) -> Iterator[RouteTable]:
    found = aws.items("ec2.DescribeRouteTables", "RouteTables", region.name)
    return map(partial(_route_table, region.name), found)


def _route_table(region: str, table: Answer) -> RouteTable:
    links = table["Associations"]
    return RouteTable(
        id=table["RouteTableId"],
        region=region,
        vpc=table["VpcId"],
        main=any(link["Main"] for link in links),
        subnets=tuple(link["SubnetId"] for link in links if "SubnetId" in link),
        gateways=tuple(link["GatewayId"] for link in links if "GatewayId" in link),
        routes=tuple(_route(route) for route in table["Routes"]),
    )


def _route(route: Answer) -> Route:
    return Route(destination=_first(route, DESTINATIONS), target=_first(route, TARGETS), state=route["State"])


def _first(route: Answer, fields: tuple[str, ...]) -> Any:
    for field in fields:
        if route.get(field):
            return route[field]
    raise MalformedAnswer(fields[0])


@collector("ec2:DescribeInternetGateways")
def internet_gateways(region: Region, aws: AwsConnection) -> Iterator[InternetGateway]:
    for gateway in aws.items("ec2.DescribeInternetGateways", "InternetGateways", region.name):
        yield InternetGateway(id=gateway["InternetGatewayId"], region=region.name, vpcs=_attached(gateway))


@collector("ec2:DescribeEgressOnlyInternetGateways")
def egress_only_gateways(region: Region, aws: AwsConnection) -> Iterator[EgressOnlyGateway]:
    key = "EgressOnlyInternetGateways"
    for gateway in aws.items("ec2.DescribeEgressOnlyInternetGateways", key, region.name):
        identity = gateway["EgressOnlyInternetGatewayId"]
        yield EgressOnlyGateway(id=identity, region=region.name, vpcs=_attached(gateway))


def _attached(gateway: Answer) -> tuple[Any, ...]:
    """Give the VPCs of a gateway; EC2 calls an attached one "available", so only detached is none."""
    return tuple(one["VpcId"] for one in gateway["Attachments"] if one["State"] != "detached")


@collector("ec2:DescribeNatGateways")
def nat_gateways(region: Region, aws: AwsConnection) -> Iterator[NatGateway]:
    for gateway in aws.items("ec2.DescribeNatGateways", "NatGateways", region.name):
        yield NatGateway(
            id=gateway["NatGatewayId"],
            region=region.name,
            vpc=gateway["VpcId"],
            # "The default is public connectivity" (CreateNatGateway); some endpoints leave it out.
            connectivity=gateway.get("ConnectivityType", "public"),
            state=gateway["State"],
        )


@collector("ec2:DescribeNetworkInterfaces")
def network_interfaces(region: Region, aws: AwsConnection) -> Iterator[NetworkInterface]:
    # Without a page size a large region answers with an error instead of a page.
    found = aws.items("ec2.DescribeNetworkInterfaces", "NetworkInterfaces", region.name, size=1000)
    return map(partial(_network_interface, region.name), found)


def _network_interface(region: str, card: Answer) -> NetworkInterface:
    return NetworkInterface(
        id=card["NetworkInterfaceId"],
        region=region,
        vpc=card["VpcId"],
        subnet=card["SubnetId"],
        type=card["InterfaceType"],
        public_addresses=_public_addresses(card),
        ipv6_addresses=tuple(one["Ipv6Address"] for one in card["Ipv6Addresses"]),
    )


def _public_addresses(card: Answer) -> tuple[str, ...]:
    holders = (card, *card["PrivateIpAddresses"])
    found = (one["Association"].get("PublicIp") for one in holders if "Association" in one)
    return tuple(sorted({address for address in found if address}))
