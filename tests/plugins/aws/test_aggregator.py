"""Accounts read from an aggregator of AWS Config: the same settings, and what isn't shown stays unread."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from plugins.aws.collectors.vpc import vpcs
from plugins.aws.connection import AwsConnection
from plugins.aws.failures import Unread
from plugins.aws.settings.account import Region
from scanner import Reason
from tests.plugins.aws.aggregating import AGGREGATED, Made, World, world
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.office import Office


@pytest.fixture(scope="module")
def shared() -> Iterator[World]:
    with world() as accounts:
        yield accounts


@pytest.fixture
def accounts(shared: World) -> Iterator[World]:
    """Three accounts, whose aggregator a test may change for itself."""
    made, tape = shared.made, shared.tape
    before = deepcopy((made.items, made.sources))
    made.asked.clear()
    tape.calls.clear()
    yield shared
    made.items, made.sources = before


@pytest.fixture
def office(accounts: World) -> Office:
    return accounts.office


@pytest.fixture
def made(accounts: World) -> Made:
    return accounts.made


def read(aws: AwsConnection, region: str = TOKYO) -> list[Any]:
    return list(vpcs(Region(name=region), aws))


def unread(aws: AwsConnection, region: str = TOKYO) -> tuple[Reason, str]:
    with pytest.raises(Unread) as caught:
        read(aws, region)
    failure = aws.classify(caught.value)
    assert failure is not None
    return failure.reason, str(failure.message)


def test_both_sources_give_the_same_vpcs(accounts):
    apis, held = accounts.connections(), accounts.connections(**AGGREGATED)
    for account, aws in held.items():
        for region in (TOKYO, OSAKA):
            assert read(aws, region) == read(apis[account], region) != []


def test_one_query_serves_all_accounts_and_nobody_signs_in_there(accounts, office, made):
    for aws in accounts.connections(**AGGREGATED).values():
        read(aws), read(aws, OSAKA)
    kinds = [one["Expression"].rpartition("= ")[2] for one in made.asked]
    assert sorted(kinds) == [
        "'AWS::Config::ConfigurationRecorder'",
        "'AWS::EC2::NetworkInterface'",  # names the VPCs that are in use
        "'AWS::EC2::VPC'",
    ]
    assert "sts.AssumeRole" not in {operation for operation, _ in accounts.tape.calls}


def test_a_page_leads_to_the_next(accounts, office, made):
    for number in range(250):
        made.add("AWS::EC2::VPC", office.taxes, TOKYO, f"vpc-{number}", vpc(f"vpc-{number}"))
    assert len(read(accounts.connections(**AGGREGATED)[office.taxes])) == 251
    assert [one.get("NextToken") for one in made.asked if "VPC" in one["Expression"]] == [None, "100", "200"]


def vpc(identity: str) -> dict[str, Any]:
    return {"vpcId": identity, "ownerId": "111122223333", "dhcpOptionsId": "default"}


def emptied(made: Made) -> None:
    made.items = [one for one in made.items if one["resourceType"] != "AWS::EC2::VPC"]


def test_none_are_there_if_the_recorder_covers_them_and_the_source_is_current(accounts, office, made):
    emptied(made)
    assert read(accounts.connections(**AGGREGATED)[office.taxes]) == []


@pytest.mark.parametrize("state", ["FAILED", "OUTDATED"])
def test_a_source_that_is_not_current_leaves_all_of_it_unread(accounts, office, made, state):
    for source in made.sources:
        if source["SourceId"] == office.taxes and source["AwsRegion"] == TOKYO:
            source["LastUpdateStatus"] = state
    aws = accounts.connections(**AGGREGATED)
    reason, message = unread(aws[office.taxes])
    assert (reason, state in message) == (Reason.UNREACHABLE, True)
    assert read(aws[office.taxes], OSAKA)
    assert read(aws[office.welfare])


def test_an_account_that_is_not_aggregated_is_unread_and_the_others_are_read(accounts, office, made):
    made.sources = [one for one in made.sources if one["SourceId"] != office.website]
    aws = accounts.connections(**AGGREGATED)
    assert unread(aws[office.website])[0] is Reason.UNREACHABLE
    assert read(aws[office.taxes])
    assert read(aws[office.welfare])


RECORDERS = {
    "stopped": ({"Recording": False}, False),
    "of another service": ({"Name": "AWSConfigurationRecorderForSecurityHub"}, False),
    "of some types": (
        {"RecordingGroup": {"AllSupported": False, "ResourceTypes": ["AWS::S3::Bucket"]}},
        False,
    ),
    "of this type": ({"RecordingGroup": {"AllSupported": False, "ResourceTypes": ["AWS::EC2::VPC"]}}, True),
    "all but this type": (
        {
            "RecordingGroup": {
                "AllSupported": False,
                "RecordingStrategy": {"UseOnly": "EXCLUSION_BY_RESOURCE_TYPES"},
                "ExclusionByResourceTypes": {"ResourceTypes": ["AWS::EC2::VPC"]},
            }
        },
        False,
    ),
    "all but another type": (
        {
            "RecordingGroup": {
                "AllSupported": False,
                "RecordingStrategy": {"UseOnly": "EXCLUSION_BY_RESOURCE_TYPES"},
                "ExclusionByResourceTypes": {"ResourceTypes": ["AWS::S3::Bucket"]},
            }
        },
        True,
    ),
    "by a strategy that no page lists": (
        {"RecordingGroup": {"AllSupported": True, "RecordingStrategy": {"UseOnly": "SOMETHING_NEW"}}},
        False,
    ),
}


@pytest.mark.parametrize(("recorder", "covered"), RECORDERS.values(), ids=RECORDERS)
def test_what_the_recorder_covers_decides_whether_none_is_none(accounts, office, made, recorder, covered):
    made.items.clear()
    made.sources.clear()
    made.join(office.taxes, TOKYO, **recorder)
    aws = accounts.connections(**AGGREGATED)[office.taxes]
    if covered:
        assert read(aws) == []
    else:
        assert unread(aws)[0] is Reason.DISABLED


def test_without_a_recorder_in_the_aggregator_nothing_is_proved(accounts, office, made):
    made.items = [one for one in made.items if one["resourceType"] == "AWS::EC2::VPC"]
    assert unread(accounts.connections(**AGGREGATED)[office.taxes])[0] is Reason.DISABLED


@pytest.mark.parametrize("status", ["ResourceDeleted", "ResourceDeletedNotRecorded"])
def test_what_is_deleted_does_not_count(accounts, office, made, status):
    made.add("AWS::EC2::VPC", office.taxes, TOKYO, "vpc-0", vpc("vpc-0"), configurationItemStatus=status)
    assert "vpc-0" not in [one.id for one in read(accounts.connections(**AGGREGATED)[office.taxes])]


@pytest.mark.parametrize("status", ["ResourceNotRecorded", "SomethingNew"])
def test_what_is_there_but_not_recorded_leaves_the_whole_list_unread(accounts, office, made, status):
    made.add("AWS::EC2::VPC", office.taxes, TOKYO, "vpc-0", vpc("vpc-0"), configurationItemStatus=status)
    assert unread(accounts.connections(**AGGREGATED)[office.taxes])[0] is Reason.DISABLED


def test_of_two_items_of_one_resource_the_newer_counts(accounts, office, made):
    later = {"configurationItemCaptureTime": "2026-11-21T00:00:00.000Z"}
    gone = {"configurationItemStatus": "ResourceDeleted"}
    made.add("AWS::EC2::VPC", office.taxes, TOKYO, "vpc-0", vpc("vpc-0"), **later, **gone)
    made.add("AWS::EC2::VPC", office.taxes, TOKYO, "vpc-0", vpc("vpc-0"))
    assert "vpc-0" not in [one.id for one in read(accounts.connections(**AGGREGATED)[office.taxes])]
