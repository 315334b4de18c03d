"""Accounts read from an aggregator of AWS Config: one query for all, and nobody signs in to them."""

import pytest

from plugins.aws.answers import MalformedAnswer
from plugins.aws.failures import Unread
from tests.plugins.aws.aggregated import read, vpc
from tests.plugins.aws.aggregating import AGGREGATED
from tests.plugins.aws.conftest import OSAKA, TOKYO


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


@pytest.mark.parametrize("status", ["ResourceDeleted", "ResourceDeletedNotRecorded"])
def test_what_is_deleted_does_not_count(accounts, office, made, status):
    made.add("AWS::EC2::VPC", office.taxes, TOKYO, "vpc-0", vpc("vpc-0"), configurationItemStatus=status)
    assert "vpc-0" not in [one.id for one in read(accounts.connections(**AGGREGATED)[office.taxes])]


def test_of_two_items_of_one_resource_the_newer_counts(accounts, office, made):
    later = {"configurationItemCaptureTime": "2026-11-21T00:00:00.000Z"}
    gone = {"configurationItemStatus": "ResourceDeleted"}
    made.add("AWS::EC2::VPC", office.taxes, TOKYO, "vpc-0", vpc("vpc-0"), **later, **gone)
    made.add("AWS::EC2::VPC", office.taxes, TOKYO, "vpc-0", vpc("vpc-0"))
    assert "vpc-0" not in [one.id for one in read(accounts.connections(**AGGREGATED)[office.taxes])]


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "{}", '{"configuration": "{}"}', '{"configuration": null}'], ids=str
)
def test_an_item_that_is_none_is_malformed(accounts, office, made, text):
    made.raw.append(text)
    with pytest.raises(MalformedAnswer):
        read(accounts.connections(**AGGREGATED)[office.taxes])


def test_an_operation_with_other_parameters_is_not_answered_from_the_list(accounts, office):
    aws = accounts.connections(**AGGREGATED)[office.taxes]
    with pytest.raises(Unread, match="DescribeVpcs"):
        list(aws.items("ec2.DescribeVpcs", "Vpcs", TOKYO, VpcIds=["vpc-0"]))


@pytest.mark.parametrize("call", ["ask", "ask_unless", "pages"])
def test_nothing_else_reaches_the_account_unless_it_is_chosen(accounts, office, call):
    aws = accounts.connections(**AGGREGATED)[office.taxes]
    first = [frozenset[str]()] if call == "ask_unless" else []
    with pytest.raises(Unread):
        list(getattr(aws, call)(*first, "ec2.DescribeVpcs", TOKYO))
    assert "sts.AssumeRole" not in {operation for operation, _ in accounts.tape.calls}
