"""Flow logs of VPCs."""

from dataclasses import replace

import boto3
import pytest

from plugins.aws.checks.flowlogs import flow_log
from plugins.aws.settings.account import Account
from plugins.aws.settings.flowlogs import FlowLog
from plugins.aws.settings.vpc import Vpc
from scanner import Fail, Gap, Message, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read

ACCOUNT = Account(id="111122223333", target="aozora-aws")
VPC = Vpc(id="vpc-1", region=TOKYO, owner="111122223333")
GOOD = FlowLog(id="fl-1", region=TOKYO, resource="vpc-1", status="ACTIVE", traffic="ALL", delivery="SUCCESS")


def judged(*logs, gaps=(), vpc=VPC):
    [verdict] = flow_log(vpc, ACCOUNT, Reading(logs, gaps))
    return verdict


def gap(region):
    return Gap(
        "AWS::EC2::FlowLog", Resource("AWS::Region", region, region, region), Reason.DENIED, Message("no")
    )


@pytest.mark.parametrize("delivery", ["SUCCESS", None])
def test_a_vpc_with_a_log_of_all_traffic_passes(delivery):
    assert type(judged(replace(GOOD, delivery=delivery))) is Pass


def test_two_logs_that_record_all_traffic_together_pass():
    assert type(judged(replace(GOOD, traffic="ACCEPT"), replace(GOOD, id="fl-2", traffic="REJECT"))) is Pass


@pytest.mark.parametrize(
    "more",
    [
        {"traffic": "REJECT"},
        {"traffic": "ACCEPT"},
        {"delivery": "FAILED"},
        {"status": "DREAMING"},
        {"resource": "subnet-1"},  # a part of the VPC only
        {"resource": "vpc-2"},
        {"traffic": None},
    ],
)
def test_a_log_that_does_not_do_fails(more):
    assert type(judged(replace(GOOD, **more))) is Fail


def test_a_vpc_without_any_log_fails():
    assert type(judged()) is Fail


def test_a_region_that_could_not_be_read_is_unknown_but_a_seen_log_stands():
    assert judged(gaps=(gap(TOKYO),)).reason is Reason.DENIED
    assert type(judged(GOOD, gaps=(gap(TOKYO),))) is Pass
    assert type(judged(gaps=(gap(OSAKA),))) is Fail


def test_the_log_of_a_shared_vpc_is_hidden_from_us():
    assert type(judged(vpc=replace(VPC, owner="444455556666"))) is Unknown


def test_flow_logs_are_read(aws):
    ec2 = boto3.client("ec2", TOKYO)
    vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    boto3.client("s3", TOKYO).create_bucket(
        Bucket="aozora-flow", CreateBucketConfiguration={"LocationConstraint": TOKYO}
    )
    ec2.create_flow_logs(
        ResourceIds=[vpc],
        ResourceType="VPC",
        TrafficType="ALL",
        LogDestinationType="s3",
        LogDestination="arn:aws:s3:::aozora-flow",
    )
    [found] = read(FlowLog, aws)
    assert (found.resource, found.status, found.traffic, found.delivery) == (vpc, "ACTIVE", "ALL", "SUCCESS")
