"""VPCs as moto knows them."""

import boto3

from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.vpc import (
    EgressOnlyGateway,
    InternetGateway,
    NatGateway,
    NetworkInterface,
    RouteTable,
    Subnet,
    Vpc,
)
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read


def test_the_account_is_known_since_signing_in(aws):
    assert read(Account, aws) == [Account(id="123456789012", target="aozora")]


def test_configured_regions_need_no_call(moto, sign_in):
    aws = sign_in(regions=(TOKYO, OSAKA))
    assert read(Region, aws) == [Region(name=TOKYO), Region(name=OSAKA)]
    assert [call.operation for call in aws.calls] == ["sts.GetCallerIdentity"]


def test_without_configured_regions_the_enabled_ones_are_read(moto, sign_in):
    names = {region.name for region in read(Region, sign_in(regions=None))}
    assert {TOKYO, OSAKA} <= names
    assert "ap-east-1" not in names  # an opt-in region that nobody opted in to


def test_a_vpc_with_every_kind_of_gateway_is_read(aws):
    ec2 = boto3.client("ec2", TOKYO)
    vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.1.1.0/24")["Subnet"]["SubnetId"]
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    egress = ec2.create_egress_only_internet_gateway(VpcId=vpc)["EgressOnlyInternetGateway"]
    nat = ec2.create_nat_gateway(SubnetId=subnet, ConnectivityType="private")["NatGateway"]["NatGatewayId"]

    assert vpc in [one.id for one in read(Vpc, aws)]
    assert [one.map_public_ip for one in read(Subnet, aws) if one.id == subnet] == [False]
    found = next(one for one in read(RouteTable, aws) if one.id == table)
    assert (found.main, found.subnets, found.routes[-1].target) == (False, (subnet,), gateway)
    assert [one.main for one in read(RouteTable, aws) if one.vpc == vpc].count(True) == 1
    assert [one.vpcs for one in read(InternetGateway, aws) if one.id == gateway] == [(vpc,)]
    assert [one.id for one in read(EgressOnlyGateway, aws)] == [egress["EgressOnlyInternetGatewayId"]]
    assert [(one.id, one.connectivity) for one in read(NatGateway, aws)] == [(nat, "private")]


def test_a_public_address_is_seen_on_its_interface(aws):
    ec2 = boto3.client("ec2", TOKYO)
    subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
    card = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    address = ec2.allocate_address(Domain="vpc")
    ec2.associate_address(AllocationId=address["AllocationId"], NetworkInterfaceId=card)

    found = next(one for one in read(NetworkInterface, aws) if one.id == card)
    assert found.public_addresses == (address["PublicIp"],)
