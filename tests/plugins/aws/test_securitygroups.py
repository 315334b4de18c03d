"""Doors of administrators and databases."""

from dataclasses import replace

import boto3
import pytest

from plugins.aws.checks.securitygroups import bastion, ingress
from plugins.aws.settings.securitygroups import SecurityGroup, SecurityRule
from scanner import Fail, Pass, Unknown
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

RULE = SecurityRule(
    protocol="tcp", from_port=443, to_port=443, cidrs=("0.0.0.0/0",), groups=(), prefix_lists=()
)
GOOD = SecurityGroup(id="sg-1", name="web", region=TOKYO, vpc="vpc-1", ingress=(RULE,), egress=())


def judged(**more):
    return [type(one) for one in ingress(replace(GOOD, ingress=(replace(RULE, **more),)))]


def ports(first, last):
    return {"from_port": first, "to_port": last}


@pytest.mark.parametrize(
    "more",
    [
        {},
        ports(80, 80),
        ports(22, 22) | {"cidrs": ("203.0.113.0/24",)},
        ports(22, 22) | {"cidrs": (), "groups": ("sg-2",)},
        ports(8, 0) | {"protocol": "icmp"},
        ports(None, None) | {"protocol": "-1", "cidrs": (), "groups": ("sg-1",)},  # its own members
    ],
)
def test_a_door_that_may_be_open_passes(more):
    assert judged(**more) == [Pass]


@pytest.mark.parametrize("cidr", ["0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1", "2000::/3"])
@pytest.mark.parametrize("port", [22, 3389, 3306, 5432, 1433, 6379])
def test_a_door_open_to_the_internet_fails(cidr, port):
    assert judged(**ports(port, port), cidrs=(cidr,)) == [Fail]


@pytest.mark.parametrize(
    "more", [ports(1000, 4000), ports(22, 22) | {"protocol": "6"}, ports(1434, 1434) | {"protocol": "udp"}]
)
def test_a_range_or_a_number_hides_no_door(more):
    assert judged(**more) == [Fail]


@pytest.mark.parametrize(
    "more",
    [
        ports(None, None) | {"protocol": "-1"},
        ports(0, 65535),
        ports(1, 65535),
        ports(0, 65535) | {"protocol": "udp"},
    ],
)
@pytest.mark.parametrize("cidr", ["0.0.0.0/0", "10.0.0.0/8"])
def test_a_rule_for_every_port_fails_whoever_may_use_it(more, cidr):
    assert judged(**more, cidrs=(cidr,)) == [Fail]


def test_a_prefix_list_is_unknown_before_a_door_and_no_matter_elsewhere():
    assert judged(**ports(22, 22), cidrs=(), prefix_lists=("pl-1",)) == [Unknown]
    assert judged(cidrs=(), prefix_lists=("pl-1",)) == [Pass]


def test_a_group_without_rules_passes():
    assert [type(one) for one in ingress(replace(GOOD, ingress=()))] == [Pass]


def test_each_open_door_is_told_apart():
    both = (replace(RULE, **ports(22, 22)), replace(RULE, **ports(3389, 3389)))
    assert len({one.part for one in ingress(replace(GOOD, ingress=both))}) == 2


def test_rules_are_read(aws):
    ec2 = boto3.client("ec2", TOKYO)
    vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    group = ec2.create_security_group(GroupName="web", Description="-", VpcId=vpc)["GroupId"]
    https = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[https])
    [found] = [one for one in read(SecurityGroup, aws) if one.id == group]
    assert found.ingress == (RULE,)
    assert [one.protocol for one in found.egress] == ["-1"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (ports(22, 22), Fail),
        (ports(3389, 3389), Fail),
        (ports(1, 4000), Fail),
        (ports(None, None) | {"protocol": "-1"}, Fail),
        (ports(None, None) | {"protocol": "-1", "cidrs": ("10.0.0.0/8",)}, Pass),
        (ports(22, 22) | {"cidrs": ("203.0.113.0/24",)}, Pass),
        (ports(22, 22) | {"cidrs": ("0.0.0.0/1",)}, Fail),
        (ports(22, 22) | {"cidrs": (), "prefix_lists": ("pl-1",)}, Unknown),
        (ports(5432, 5432), Pass),  # a door, but of no bastion
        (ports(443, 443), Pass),
    ],
)
def test_no_bastion_stands_on_the_internet(more, expected):
    found = bastion(replace(GOOD, ingress=(replace(RULE, **more),)))
    assert [type(one) for one in found] == [expected]
