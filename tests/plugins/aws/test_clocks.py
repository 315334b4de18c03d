"""Clocks of VPCs."""

import boto3
import pytest

from plugins.aws.checks.clocks import ntp
from plugins.aws.settings.clocks import VpcClock
from scanner import Pass, Reason
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read


def judged(*servers):
    [verdict] = ntp(VpcClock(vpc="vpc-1", region=TOKYO, servers=servers))
    return verdict


@pytest.mark.parametrize("servers", [("169.254.169.123",), ("169.254.169.123", "fd00:ec2::123")])
def test_the_amazon_time_sync_service_passes(servers):
    assert type(judged(*servers)) is Pass


def test_another_server_is_not_declared():
    assert judged("169.254.169.123", "192.0.2.123").reason is Reason.UNDECLARED


def test_options_that_name_no_server_say_nothing_about_the_servers():
    assert judged().reason is Reason.UNSUPPORTED


def test_clocks_are_read(aws):
    ec2 = boto3.client("ec2", TOKYO)
    vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    plain = ec2.create_vpc(CidrBlock="10.2.0.0/16")["Vpc"]["VpcId"]
    ntp = [{"Key": "ntp-servers", "Values": ["169.254.169.123"]}]
    options = ec2.create_dhcp_options(DhcpConfigurations=ntp)["DhcpOptions"]["DhcpOptionsId"]
    ec2.associate_dhcp_options(DhcpOptionsId=options, VpcId=vpc)
    found = {one.vpc: one.servers for one in read(VpcClock, aws)}
    assert found[vpc] == ("169.254.169.123",)
    assert found[plain] == ()
