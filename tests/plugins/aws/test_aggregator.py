"""Accounts read from an aggregator of AWS Config: the same settings, and what isn't shown stays unread."""

from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws

from plugins.aws.base import connect
from plugins.aws.collectors.vpc import vpcs
from plugins.aws.connection import AwsConnection
from plugins.aws.discovery import expand
from plugins.aws.failures import Unread
from plugins.aws.operations import READS, action_of
from plugins.aws.settings.account import Region
from scanner import Calls, Reason, Target
from tests.plugins.aws.aggregating import NAME, Made, configurations
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.office import Office, lent, target
from tests.plugins.aws.recording import alone
from tests.plugins.aws.replay import Tape, moto_asked

EVERYTHING = frozenset(map(action_of, READS))
AGGREGATED = {"source": "config-aggregator", "aggregator": NAME}


@pytest.fixture
def office() -> Iterator[Office]:
    with alone(), mock_aws():
        yield Office()


@pytest.fixture
def made(office: Office) -> Made:
    """An aggregator of three accounts in Tokyo and Osaka."""
    made = Made()
    for account in (office.taxes, office.welfare, office.website):
        made.join(account, TOKYO, OSAKA)
        for region in (TOKYO, OSAKA):
            for kind, identity, one in configurations(lent(account), region):
                made.add(kind, account, region, identity, one)
    return made


@pytest.fixture
def tape(made: Made) -> Iterator[Tape]:
    with moto_asked() as made.moto, Tape(made) as tape:
        yield tape


def opened(office: Office, **options: Any) -> dict[str, AwsConnection]:
    """Connections to the three accounts, by account."""
    listed = target(accounts=(office.taxes, office.welfare, office.website), **options)
    members = [one for one in expand(listed, Calls()) if isinstance(one, Target)]
    return {one.id.rpartition("/")[2]: connect(one, EVERYTHING) for one in members}


def read(aws: AwsConnection, region: str = TOKYO) -> list[Any]:
    return list(vpcs(Region(name=region), aws))


def unread(aws: AwsConnection, region: str = TOKYO) -> tuple[Reason, str]:
    with pytest.raises(Unread) as caught:
        read(aws, region)
    failure = aws.classify(caught.value)
    assert failure is not None
    return failure.reason, str(failure.message)


def test_both_sources_give_the_same_vpcs(office, tape):
    apis, held = opened(office), opened(office, **AGGREGATED)
    for account, aws in held.items():
        for region in (TOKYO, OSAKA):
            assert read(aws, region) == read(apis[account], region) != []


def test_one_query_serves_all_accounts_and_nobody_signs_in_there(office, tape, made):
    for aws in opened(office, **AGGREGATED).values():
        read(aws), read(aws, OSAKA)
    kinds = [one["Expression"].rpartition("= ")[2] for one in made.asked]
    assert sorted(kinds) == ["'AWS::Config::ConfigurationRecorder'", "'AWS::EC2::VPC'"]
    assert "sts.AssumeRole" not in {operation for operation, _ in tape.calls}


def test_a_page_leads_to_the_next(office, tape, made):
    for number in range(250):
        made.add("AWS::EC2::VPC", office.taxes, TOKYO, f"vpc-{number}", vpc(f"vpc-{number}"))
    assert len(read(opened(office, **AGGREGATED)[office.taxes])) == 251
    assert [one.get("NextToken") for one in made.asked if "VPC" in one["Expression"]] == [None, "100", "200"]


def vpc(identity: str) -> dict[str, Any]:
    return {"vpcId": identity, "ownerId": "111122223333", "dhcpOptionsId": "default"}


def emptied(made: Made) -> None:
    made.items = [one for one in made.items if one["resourceType"] != "AWS::EC2::VPC"]


def test_none_are_there_if_the_recorder_covers_them_and_the_source_is_current(office, tape, made):
    emptied(made)
    assert read(opened(office, **AGGREGATED)[office.taxes]) == []


@pytest.mark.parametrize("state", ["FAILED", "OUTDATED"])
def test_a_source_that_is_not_current_leaves_all_of_it_unread(office, tape, made, state):
    for source in made.sources:
        if source["SourceId"] == office.taxes and source["AwsRegion"] == TOKYO:
            source["LastUpdateStatus"] = state
    aws = opened(office, **AGGREGATED)
    reason, message = unread(aws[office.taxes])
    assert (reason, state in message) == (Reason.UNREACHABLE, True)
    assert read(aws[office.taxes], OSAKA)
    assert read(aws[office.welfare])


def test_an_account_that_is_not_aggregated_is_unread_and_the_others_are_read(office, tape, made):
    made.sources = [one for one in made.sources if one["SourceId"] != office.website]
    aws = opened(office, **AGGREGATED)
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
def test_what_the_recorder_covers_decides_whether_none_is_none(office, tape, made, recorder, covered):
    made.items.clear()
    made.sources.clear()
    made.join(office.taxes, TOKYO, **recorder)
    aws = opened(office, **AGGREGATED)[office.taxes]
    if covered:
        assert read(aws) == []
    else:
        assert unread(aws)[0] is Reason.DISABLED


def test_without_a_recorder_in_the_aggregator_nothing_is_proved(office, tape, made):
    made.items = [one for one in made.items if one["resourceType"] == "AWS::EC2::VPC"]
    assert unread(opened(office, **AGGREGATED)[office.taxes])[0] is Reason.DISABLED


@pytest.mark.parametrize("status", ["ResourceDeleted", "ResourceDeletedNotRecorded"])
def test_what_is_deleted_does_not_count(office, tape, made, status):
    made.add("AWS::EC2::VPC", office.taxes, TOKYO, "vpc-0", vpc("vpc-0"), configurationItemStatus=status)
    assert "vpc-0" not in [one.id for one in read(opened(office, **AGGREGATED)[office.taxes])]


@pytest.mark.parametrize("status", ["ResourceNotRecorded", "SomethingNew"])
def test_what_is_there_but_not_recorded_leaves_the_whole_list_unread(office, tape, made, status):
    made.add("AWS::EC2::VPC", office.taxes, TOKYO, "vpc-0", vpc("vpc-0"), configurationItemStatus=status)
    assert unread(opened(office, **AGGREGATED)[office.taxes])[0] is Reason.DISABLED


def test_of_two_items_of_one_resource_the_newer_counts(office, tape, made):
    later = {"configurationItemCaptureTime": "2026-11-21T00:00:00.000Z"}
    gone = {"configurationItemStatus": "ResourceDeleted"}
    made.add("AWS::EC2::VPC", office.taxes, TOKYO, "vpc-0", vpc("vpc-0"), **later, **gone)
    made.add("AWS::EC2::VPC", office.taxes, TOKYO, "vpc-0", vpc("vpc-0"))
    assert "vpc-0" not in [one.id for one in read(opened(office, **AGGREGATED)[office.taxes])]
