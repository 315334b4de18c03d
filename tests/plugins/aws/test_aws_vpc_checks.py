"""What a protected VPC may not have."""

from dataclasses import replace

import pytest

from plugins.aws.checks.internet_gateways import no_internet_gateway
from plugins.aws.checks.internet_routes import no_internet_route
from plugins.aws.checks.public_addresses import no_automatic_public_address, no_public_address
from plugins.aws.derived.network import network
from plugins.aws.settings.account import Account
from plugins.aws.settings.vpc import (
    Blindness,
    EgressOnlyGateway,
    InternetGateway,
    NatGateway,
    Network,
    NetworkInterface,
    Route,
    RouteTable,
    Subnet,
    Vpc,
)
from scanner import DeclaredZone, Fail, Gap, Message, NotApplicable, Pass, Reading, Reason, Resource, Unknown

TOKYO = "ap-northeast-1"
ACCOUNT = Account(id="111122223333", target="aozora-aws")
VPC = Vpc(id="vpc-1", region=TOKYO, owner="111122223333")
LOCAL = Route(destination="10.1.0.0/16", target="local", state="active")
MAIN = RouteTable(
    id="rtb-main", region=TOKYO, vpc="vpc-1", main=True, subnets=(), gateways=(), routes=(LOCAL,)
)
GOOD = Network(
    vpc=VPC, tables=(MAIN,), internet_gateways=(), egress_only_gateways=(), nat_gateways=(), blind=()
)
IGW = InternetGateway(id="igw-1", region=TOKYO, vpcs=("vpc-1",))
EIGW = EgressOnlyGateway(id="eigw-1", region=TOKYO, vpcs=("vpc-1",))
NAT = NatGateway(id="nat-1", region=TOKYO, vpc="vpc-1", connectivity="public", state="available")
MYNUMBER = [DeclaredZone(target="aozora-aws", vpc="vpc-1", zone="mynumber")]
BLIND = Blindness(kind="AWS::EC2::RouteTable", reason="denied", permission="ec2:DescribeRouteTables")


def gateways(net, zones=MYNUMBER):
    return list(no_internet_gateway(net, ACCOUNT, zones))


def routes(net, zones=MYNUMBER):
    return list(no_internet_route(net, ACCOUNT, zones))


def routed(destination, target, state="active", **more):
    route = Route(destination=destination, target=target, state=state)
    return replace(GOOD, tables=(replace(MAIN, routes=(LOCAL, route)),), **more)


def kinds(verdicts):
    return [type(one) for one in verdicts]


def test_a_closed_vpc_passes():
    assert kinds(gateways(GOOD)) == kinds(routes(GOOD)) == [Pass]


@pytest.mark.parametrize("more", [{"internet_gateways": (IGW,)}, {"egress_only_gateways": (EIGW,)}])
def test_an_attached_gateway_fails(more):
    assert kinds(gateways(replace(GOOD, **more))) == [Fail]


@pytest.mark.parametrize("judge", [gateways, routes])
def test_a_vpc_of_another_zone_is_not_asked(judge):
    zones = [DeclaredZone(target="aozora-aws", vpc="vpc-1", zone="internet")]
    assert kinds(judge(replace(GOOD, internet_gateways=(IGW,)), zones)) == [NotApplicable]


@pytest.mark.parametrize("judge", [gateways, routes])
@pytest.mark.parametrize(
    "zones",
    [
        [],
        [DeclaredZone(target="another-account", vpc="vpc-1", zone="mynumber")],
        [DeclaredZone(target="aozora-aws", vpc="vpc-1", zone="lgwann")],
    ],
)
def test_a_vpc_whose_zone_nobody_declared_is_unknown(judge, zones):
    [verdict] = judge(GOOD, zones)
    assert verdict.reason is Reason.UNDECLARED
    assert "vpc-1" in str(verdict.message)


@pytest.mark.parametrize("judge", [gateways, routes])
def test_a_vpc_shared_by_another_account_is_unknown_for_its_gateways_are_hidden(judge):
    assert kinds(judge(replace(GOOD, vpc=replace(VPC, owner="444455556666")))) == [Unknown]


def test_gateways_are_judged_although_route_tables_are_hidden():
    blind = replace(GOOD, tables=(), blind=(BLIND,))
    assert kinds(gateways(blind)) == [Pass]
    assert kinds(routes(blind)) == [Unknown]


@pytest.mark.parametrize(
    ("destination", "target"),
    [
        ("0.0.0.0/0", "igw-1"),
        ("::/0", "igw-1"),
        ("::/0", "eigw-1"),
        ("0.0.0.0/1", "igw-1"),  # half of a default route
        ("128.0.0.0/1", "nat-1"),
        ("203.0.113.0/24", "igw-1"),
        ("0.0.0.0/0", "cagw-1"),
        ("64:ff9b::/96", "nat-1"),  # IPv4 addresses for IPv6 hosts
        ("10.0.0.0/7", "igw-1"),  # wider than the private range
    ],
)
def test_a_route_to_the_internet_fails(destination, target):
    assert kinds(routes(routed(destination, target, nat_gateways=(NAT,)))) == [Fail]


def test_the_main_table_counts_although_no_subnet_names_it():
    assert MAIN.subnets == ()
    assert kinds(routes(routed("0.0.0.0/0", "igw-1"))) == [Fail]


@pytest.mark.parametrize(
    ("destination", "target"),
    [
        ("10.0.0.0/8", "tgw-1"),
        ("192.168.0.0/16", "vgw-1"),
        ("10.2.0.0/16", "nat-1"),
        ("pl-61a54008", "vpce-1"),  # a gateway endpoint for S3
        ("2001:db8::/56", "local"),
    ],
)
def test_a_route_that_stays_inside_passes(destination, target):
    assert kinds(routes(routed(destination, target, nat_gateways=(NAT,)))) == [Pass]


def test_a_route_whose_target_is_gone_leads_nowhere():
    assert kinds(routes(routed("0.0.0.0/0", "igw-1", state="blackhole"))) == [Pass]


@pytest.mark.parametrize(
    ("destination", "target"),
    [
        ("0.0.0.0/0", "tgw-1"),
        ("0.0.0.0/0", "pcx-1"),
        ("0.0.0.0/0", "vgw-1"),
        ("0.0.0.0/0", "eni-1"),
        ("0.0.0.0/0", "vpce-1"),  # an inspection appliance
        ("0.0.0.0/0", "nat-private"),
        ("pl-1", "igw-1"),
        ("pl-1", "tgw-1"),
        ("0.0.0.0/0", "nat-unheard-of"),
    ],
)
def test_a_way_that_must_be_followed_is_unknown(destination, target):
    private = replace(NAT, id="nat-private", connectivity="private")
    assert kinds(routes(routed(destination, target, nat_gateways=(private,)))) == [Unknown]


def test_a_state_that_nobody_documents_is_unknown():
    assert kinds(routes(routed("0.0.0.0/0", "igw-1", state="dreaming"))) == [Unknown]


def test_a_vpc_without_any_route_table_is_unknown():
    assert kinds(routes(replace(GOOD, tables=()))) == [Unknown]


def test_a_found_route_fails_although_the_rest_is_hidden():
    assert kinds(routes(routed("0.0.0.0/0", "igw-1", blind=(BLIND,)))) == [Fail, Unknown]


def test_a_gap_in_one_region_does_not_hide_another():
    gap = Gap(
        "AWS::EC2::RouteTable",
        Resource("AWS::Region", "ap-northeast-3", "ap-northeast-3", "ap-northeast-3"),
        Reason.DENIED,
        Message("no"),
        "ec2:DescribeRouteTables",
    )
    tables = Reading((MAIN,), (gap,))
    seen = network(VPC, tables, Reading((IGW,)), Reading(), Reading())
    assert (seen.blind, seen.internet_gateways) == ((), (IGW,))
    osaka = network(
        replace(VPC, id="vpc-2", region="ap-northeast-3"), tables, Reading(), Reading(), Reading()
    )
    assert (osaka.tables, osaka.blind) == ((), (BLIND,))


CARD = NetworkInterface(
    id="eni-1",
    region=TOKYO,
    vpc="vpc-1",
    subnet="subnet-1",
    type="interface",
    public_addresses=(),
    ipv6_addresses=(),
)
SUBNET = Subnet(id="subnet-1", region=TOKYO, vpc="vpc-1", map_public_ip=False, assign_ipv6=False)


def addresses(card, zones=MYNUMBER):
    return list(no_public_address(card, ACCOUNT, zones))


def test_an_interface_without_public_address_passes():
    assert kinds(addresses(CARD)) == [Pass]
    assert kinds(addresses(replace(CARD, ipv6_addresses=("fd00::1",)))) == [Pass]


@pytest.mark.parametrize(
    "more", [{"public_addresses": ("203.0.113.9",)}, {"ipv6_addresses": ("2001:db8::1",)}]
)
def test_an_interface_with_a_public_address_fails(more):
    assert kinds(addresses(replace(CARD, **more))) == [Fail]


def test_an_interface_of_an_undeclared_vpc_is_unknown_and_of_another_zone_not_asked():
    zones = [DeclaredZone(target="aozora-aws", vpc="vpc-1", zone="dmz")]
    assert kinds(addresses(CARD, [])) == [Unknown]
    assert kinds(addresses(CARD, zones)) == [NotApplicable]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, [Pass]),
        ({"map_public_ip": True}, [Fail]),
        ({"assign_ipv6": True}, [Fail]),
        ({"map_public_ip": True, "assign_ipv6": True}, [Fail, Fail]),
    ],
)
def test_a_subnet_may_not_give_out_public_addresses(more, expected):
    verdicts = list(no_automatic_public_address(replace(SUBNET, **more), ACCOUNT, MYNUMBER))
    assert kinds(verdicts) == expected
    assert len({one.part for one in verdicts}) == len(verdicts)


def test_a_subnet_of_an_undeclared_vpc_is_unknown_and_of_another_zone_not_asked():
    zones = [DeclaredZone(target="aozora-aws", vpc="vpc-1", zone="management")]
    assert kinds(no_automatic_public_address(SUBNET, ACCOUNT, [])) == [Unknown]
    assert kinds(no_automatic_public_address(SUBNET, ACCOUNT, zones)) == [NotApplicable]
