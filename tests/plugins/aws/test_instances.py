"""Servers: metadata, management, patches."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import boto3
import pytest

from plugins.aws.checks.instances import imdsv2
from plugins.aws.checks.patching import approved_software, managed, patched
from plugins.aws.settings.account import Account
from plugins.aws.settings.instances import Instance, ManagedNode, PatchState
from scanner import (
    AsOf,
    Fail,
    Gap,
    Limits,
    Message,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Resource,
    Unknown,
)
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read

NOW = datetime(2026, 11, 1, tzinfo=UTC)
LIMITS = Limits.of({"patch_scan_days": 7})
ACCOUNT = Account(id="111122223333", target="aozora-aws")
SERVER = Instance(
    id="i-1",
    region=TOKYO,
    state="running",
    zone="ap-northeast-1a",
    vpc="vpc-1",
    subnet="subnet-1",
    tokens="required",
    endpoint="enabled",
)
NODE = ManagedNode(id="i-1", region=TOKYO, ping="Online")
GOOD = PatchState(node=NODE, scanned=NOW, missing=0, failed=0, pending_reboot=0)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Pass),
        ({"tokens": "optional"}, Fail),
        ({"tokens": "optional", "state": "stopped"}, Fail),  # it can be started again
        ({"tokens": "optional", "endpoint": "disabled"}, Pass),
        ({"state": "terminated", "tokens": None, "endpoint": None}, NotApplicable),
        ({"tokens": None}, Unknown),
        ({"endpoint": None}, Unknown),
        ({"tokens": "dreaming"}, Unknown),
        ({"endpoint": "dreaming"}, Unknown),
    ],
)
def test_metadata_must_ask_for_a_token(more, expected):
    [verdict] = imdsv2(replace(SERVER, **more))
    assert type(verdict) is expected


def patches(**more):
    [verdict] = patched(replace(GOOD, **more), LIMITS, AsOf(time=NOW))
    return verdict


def test_a_server_with_all_patches_passes():
    assert type(patches()) is Pass


@pytest.mark.parametrize("field", ["missing", "failed", "pending_reboot"])
def test_a_patch_that_is_not_in_force_fails(field):
    assert type(patches(**{field: 1})) is Fail


def test_a_server_that_was_never_scanned_fails():
    nothing = dict.fromkeys(("scanned", "missing", "failed", "pending_reboot"))
    assert type(patches(**nothing)) is Fail


@pytest.mark.parametrize(("days", "expected"), [(7, Pass), (8, Fail)])
def test_an_old_result_says_nothing(days, expected):
    assert type(patches(scanned=NOW - timedelta(days=days))) is expected


@pytest.mark.parametrize("field", ["missing", "failed", "pending_reboot"])
def test_a_count_that_is_left_out_is_never_zero(field):
    assert type(patches(**{field: None})) is Unknown


def management(nodes=(NODE,), gaps=(), **more):
    [verdict] = managed(replace(SERVER, **more), Reading(nodes, gaps))
    return verdict


@pytest.mark.parametrize(
    ("ping", "expected"),
    [("Online", Pass), ("ConnectionLost", Fail), ("Inactive", Fail), ("Dreaming", Unknown)],
)
def test_a_server_must_be_managed_and_answer(ping, expected):
    assert type(management((replace(NODE, ping=ping),))) is expected


def test_a_server_that_nobody_manages_fails():
    assert type(management(())) is Fail


def test_a_server_that_is_off_is_not_asked():
    assert type(management((), state="stopped")) is NotApplicable


def test_a_server_of_a_region_that_could_not_be_read_is_unknown():
    gap = Gap(
        "AWS::SSM::ManagedInstance",
        Resource("AWS::Region", TOKYO, TOKYO, TOKYO),
        Reason.DENIED,
        Message("no"),
    )
    elsewhere = replace(gap, scope=Resource("AWS::Region", OSAKA, OSAKA, OSAKA))
    assert management((), (gap,)).reason is Reason.DENIED
    assert type(management((), (elsewhere,))) is Fail


def test_nobody_said_which_software_is_approved():
    [verdict] = approved_software(ACCOUNT, [NODE])
    assert verdict.reason is Reason.UNDECLARED
    [verdict] = approved_software(ACCOUNT, [])
    assert type(verdict) is NotApplicable


def test_servers_are_read(aws):
    ec2 = boto3.client("ec2", TOKYO)
    image = ec2.register_image(Name="aozora", RootDeviceName="/dev/sda1")["ImageId"]
    options = {"HttpTokens": "required", "HttpEndpoint": "enabled"}
    started = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1, MetadataOptions=options)
    [found] = read(Instance, aws)
    assert found.id == started["Instances"][0]["InstanceId"]
    assert (found.state, found.tokens, found.endpoint) == ("running", "required", "enabled")


# The answers below are written from documentation, the Systems Manager API reference: moto lacks them.
def nodes(count):
    return {
        "InstanceInformationList": [
            {"InstanceId": f"i-{number}", "PingStatus": "Online"} for number in range(1, count + 1)
        ]
    }


def test_patches_are_read_and_a_node_without_any_is_kept(tape, sign_in):
    state = {
        "InstanceId": "i-1",
        "PatchGroup": "aozora",
        "BaselineId": "pb-0123456789abcdef0",
        "OperationStartTime": NOW,
        "OperationEndTime": NOW,
        "Operation": "Scan",
        "MissingCount": 0,
        "FailedCount": 0,
        "InstalledPendingRebootCount": 0,
    }
    answers = {
        "ssm.DescribeInstanceInformation": nodes(2),
        "ssm.DescribeInstancePatchStates": {"InstancePatchStates": [state]},
    }
    first, second = read(PatchState, answered(tape, sign_in, answers))
    assert first == GOOD
    assert (second.node.id, second.scanned) == ("i-2", None)


def test_nodes_are_asked_for_in_batches_of_fifty(tape, sign_in):
    answers = {
        "ssm.DescribeInstanceInformation": nodes(51),
        "ssm.DescribeInstancePatchStates": {"InstancePatchStates": []},
    }
    aws = answered(tape, sign_in, answers)
    assert len(read(PatchState, aws)) == 51
    counts = {call.operation: call.count for call in aws.calls}
    assert counts["ssm.DescribeInstancePatchStates"] == 2
