"""Configuration items in the API's shape: what AWS Config doesn't record is never taken for absent."""

from typing import Any

import botocore.session
import pytest

from plugins.aws.aggregator.kinds import KINDS
from plugins.aws.aggregator.shaping import shape_of, shaped
from plugins.aws.answers import MalformedAnswer, answer
from plugins.aws.failures import Unread
from plugins.aws.operations import READS

GROUPS = "ec2.DescribeSecurityGroups"


def made(operation: str, **configuration: Any) -> Any:
    kind = KINDS[operation]
    return shaped(kind, answer(configuration), shape_of(kind))


@pytest.mark.parametrize("operation", KINDS)
def test_every_list_is_a_declared_read_and_pages_by_itself(operation):
    service, _, name = operation.partition(".")
    model = botocore.session.get_session().get_service_model(service)
    assert operation in READS
    assert KINDS[operation].key in model.operation_model(name).output_shape.members


@pytest.mark.parametrize("operation", KINDS)
def test_every_field_that_is_held_is_one_of_the_api(operation):
    def known(shape: Any, fields: Any) -> None:
        members = {name.lower(): member for name, member in getattr(shape, "members", {}).items()}
        inner = shape.member if shape.type_name == "list" else shape
        if shape.type_name == "list":
            known(inner, fields)
            return
        for name, (_, below) in fields.items():
            if shape.type_name == "string":
                assert name == "value"
            else:
                known(members[name], below)

    known(shape_of(KINDS[operation]), KINDS[operation].held)


def test_names_and_words_are_those_of_the_api():
    found = made("ec2.DescribeInstances", instanceId="i-1", state={"code": 16, "name": "running"})
    assert found == {"Instances": [{"InstanceId": "i-1", "State": {"Name": "running"}}]}


def test_a_word_that_is_an_object_with_a_value_is_a_word():
    found = made("ec2.DescribeVpnConnections", vpnConnectionId="vpn-1", state={"value": "available"})
    assert found["State"] == "available"


def test_ranges_of_ipv4_come_from_the_list_that_has_them_whole():
    rule = {"ipProtocol": "-1", "ipRanges": ["0.0.0.0/0"], "ipv4Ranges": [{"cidrIp": "0.0.0.0/0"}]}
    [found] = made(GROUPS, ipPermissions=[rule])["IpPermissions"]
    assert found["IpRanges"] == [{"CidrIp": "0.0.0.0/0"}]


def test_plain_texts_alone_are_not_enough():
    [found] = made(GROUPS, ipPermissions=[{"ipProtocol": "-1", "ipRanges": ["0.0.0.0/0"]}])["IpPermissions"]
    with pytest.raises(MalformedAnswer):
        found["IpRanges"]


def test_a_field_that_is_recorded_may_be_absent():
    found = made("ec2.DescribeInstances", instanceId="i-1", metadataOptions=None)["Instances"][0]
    assert found.get("MetadataOptions") is None
    assert "VpcId" not in found
    with pytest.raises(MalformedAnswer):
        found["VpcId"]


@pytest.mark.parametrize(
    "look", [lambda one: one["Tags"], lambda one: one.get("Tags"), lambda one: "Tags" in one]
)
def test_a_field_that_is_not_recorded_is_not_absent(look):
    with pytest.raises(Unread, match="Tags"):
        look(made("ec2.DescribeVpcs", vpcId="vpc-1", tags=[]))


@pytest.mark.parametrize(
    "wrong",
    [
        {"volumeId": 1},
        {"encrypted": "false"},
        {"encrypted": 0},
        {"volumeId": {"value": "vol-1"}},
        {"volumeId": ["vol-1"]},
    ],
    ids=str,
)
def test_another_type_than_the_apis_is_malformed(wrong):
    with pytest.raises(MalformedAnswer):
        made("ec2.DescribeVolumes", **wrong)


@pytest.mark.parametrize("wrong", [{"ipPermissions": {}}, {"ipPermissions": ["rule"]}], ids=str)
def test_another_structure_than_the_apis_is_malformed(wrong):
    with pytest.raises(MalformedAnswer):
        made(GROUPS, **wrong)
