"""One of everything is not enough."""

from dataclasses import replace

import boto3
import pytest

from plugins.aws.checks.redundancy import auto_scaling, database, database_cluster, lines, load_balancer
from plugins.aws.settings.account import Account
from plugins.aws.settings.autoscaling import ScalingGroup
from plugins.aws.settings.lines import DirectConnection, VpnConnection
from plugins.aws.settings.loadbalancers import LoadBalancer
from plugins.aws.settings.storage import DbCluster, DbInstance
from scanner import Fail, Limits, NotApplicable, Pass
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

LIMITS = Limits.of({"redundant_zones": 2, "redundant_lines": 2})
ACCOUNT = Account(id="111122223333", target="aozora-aws")
DATABASE = DbInstance(
    arn="arn:db",
    id="db",
    region=TOKYO,
    engine="postgres",
    encrypted=True,
    public=False,
    multi_az=True,
    cluster=None,
    groups=(),
)
CLUSTER = DbCluster(
    arn="arn:cluster",
    id="c",
    region=TOKYO,
    engine="aurora-postgresql",
    encrypted=True,
    multi_az=True,
    group="g",
    members=(),
    group_in_sync=True,
)
BALANCER = LoadBalancer(
    arn="arn:lb",
    name="lb",
    region=TOKYO,
    type="network",
    scheme="internal",
    dns=None,
    vpc=None,
    zones=("a", "c"),
)
GROUP = ScalingGroup(name="web", region=TOKYO, zones=("a", "c"), most=2)
LINE = DirectConnection(id="dxcon-1", name="x", region=TOKYO, state="available", encryption=None)
VPN = VpnConnection(id="vpn-1", region=TOKYO, state="available", gateway=None, tunnels=(), states=())


def kind(found):
    [verdict] = found
    return type(verdict)


@pytest.mark.parametrize(
    ("more", "expected"),
    [({}, Pass), ({"multi_az": False}, Fail), ({"multi_az": False, "cluster": "c"}, NotApplicable)],
)
def test_a_database_stands_in_several_zones(more, expected):
    assert kind(database(replace(DATABASE, **more))) is expected


@pytest.mark.parametrize(("multi_az", "expected"), [(True, Pass), (False, Fail)])
def test_a_cluster_has_instances_in_several_zones(multi_az, expected):
    assert kind(database_cluster(replace(CLUSTER, multi_az=multi_az))) is expected


@pytest.mark.parametrize(("zones", "expected"), [(("a", "c"), Pass), (("a",), Fail), ((), Fail)])
def test_balancers_and_groups_stand_in_two_zones(zones, expected):
    assert kind(load_balancer(replace(BALANCER, zones=zones), LIMITS)) is expected
    assert kind(auto_scaling(replace(GROUP, zones=zones), LIMITS)) is expected


def test_a_group_that_may_hold_no_server_is_not_asked():
    assert kind(auto_scaling(replace(GROUP, zones=("a",), most=0), LIMITS)) is NotApplicable


@pytest.mark.parametrize(
    ("direct", "vpns", "expected"),
    [
        ((LINE, replace(LINE, id="dxcon-2")), (), Pass),
        ((LINE,), (VPN,), Pass),
        ((LINE,), (), Fail),
        ((LINE, replace(LINE, id="dxcon-2", state="down")), (), Fail),
        ((LINE,), (replace(VPN, state="deleted"),), Fail),
        ((), (), NotApplicable),
    ],
)
def test_two_lines_are_ready(direct, vpns, expected):
    assert kind(lines(ACCOUNT, direct, vpns, LIMITS)) is expected


def test_groups_are_read(aws):
    ec2, scaling = boto3.client("ec2", TOKYO), boto3.client("autoscaling", TOKYO)
    image = ec2.register_image(Name="aozora", RootDeviceName="/dev/sda1")["ImageId"]
    scaling.create_launch_configuration(LaunchConfigurationName="web", ImageId=image, InstanceType="t3.micro")
    scaling.create_auto_scaling_group(
        AutoScalingGroupName="web",
        LaunchConfigurationName="web",
        MinSize=0,
        MaxSize=2,
        AvailabilityZones=[f"{TOKYO}c", f"{TOKYO}a"],
    )
    expected = replace(GROUP, zones=(f"{TOKYO}a", f"{TOKYO}c"))
    assert read(ScalingGroup, aws) == [expected]
