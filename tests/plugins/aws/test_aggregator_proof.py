"""None is none only where the aggregator shows it: a current source, and a recorder that covers the type."""

import botocore.exceptions
import pytest

from scanner import Reason
from tests.plugins.aws.aggregated import read, unread, vpc
from tests.plugins.aws.aggregating import AGGREGATED, Made
from tests.plugins.aws.conftest import OSAKA, TOKYO

GONE = "NoSuchConfigurationAggregatorException"


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


def test_without_a_recorder_in_the_aggregator_nothing_is_proved(accounts, office, made):
    made.items = [one for one in made.items if one["resourceType"] == "AWS::EC2::VPC"]
    assert unread(accounts.connections(**AGGREGATED)[office.taxes])[0] is Reason.DISABLED


@pytest.mark.parametrize("status", ["ResourceNotRecorded", "SomethingNew"])
def test_what_is_there_but_not_recorded_leaves_the_whole_list_unread(accounts, office, made, status):
    made.add("AWS::EC2::VPC", office.taxes, TOKYO, "vpc-0", vpc("vpc-0"), configurationItemStatus=status)
    assert unread(accounts.connections(**AGGREGATED)[office.taxes])[0] is Reason.DISABLED


def test_a_network_that_is_in_use_but_not_held_leaves_the_list_unread(accounts, office, made):
    card = {"networkInterfaceId": "eni-0", "vpcId": "vpc-0", "subnetId": "subnet-0"}
    made.add("AWS::EC2::NetworkInterface", office.taxes, TOKYO, "eni-0", card)
    aws = accounts.connections(**AGGREGATED)
    reason, message = unread(aws[office.taxes])
    assert (reason, "vpc-0" in message) == (Reason.UNSUPPORTED, True)
    assert read(aws[office.welfare])


def test_a_region_that_may_not_record_the_type_proves_nothing(accounts, office, made):
    made.join(office.taxes, "eu-west-1")
    reason, message = unread(accounts.connections(**AGGREGATED)[office.taxes], "eu-west-1")
    assert (reason, "eu-west-1" in message) == (Reason.UNSUPPORTED, True)


def test_an_aggregator_that_is_not_there_is_named_as_the_fault(accounts, office):
    accounts.tape.fail("config.DescribeConfigurationAggregatorSourcesStatus", GONE)
    try:
        aws = accounts.connections(**AGGREGATED)[office.taxes]
        with pytest.raises(botocore.exceptions.ClientError) as caught:
            read(aws)
    finally:
        accounts.tape.by_hand.clear()
    failure = aws.classify(caught.value)
    assert failure.reason is Reason.UNSUPPORTED
    assert "aggregator_region" in str(failure.message)
