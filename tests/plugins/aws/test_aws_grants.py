"""What a municipality applies so that Tenken can read, and nothing else."""

import json

import boto3
import pytest
from hypothesis import given, strategies as st
from moto import mock_aws

from plugins.aws import provider
from plugins.aws.grants import LARGEST, cloudformation, policy, terraform
from plugins.aws.operations import AGGREGATED, DISCOVERY, action_of
from scanner.granting import least_permissions, written_as

ALL = tuple(least_permissions(provider))
some_permissions = st.lists(st.sampled_from(ALL), min_size=1, unique=True).map(sorted)


def actions(document):
    (statement,) = document["Statement"]
    assert (statement["Effect"], statement["Resource"]) == ("Allow", "*")
    return statement["Action"]


@given(some_permissions)
def test_a_policy_allows_just_the_permissions(permissions):
    assert actions(json.loads(policy(permissions))) == permissions


@given(some_permissions)
def test_a_template_attaches_every_permission_to_the_role(permissions):
    resources = json.loads(cloudformation(permissions))["Resources"]
    role = resources.pop("Role")["Properties"]["AssumeRolePolicyDocument"]["Statement"][0]
    assert role["Condition"] == {"StringEquals": {"sts:ExternalId": {"Ref": "ExternalId"}}}
    found = [name for one in resources.values() for name in actions(one["Properties"]["PolicyDocument"])]
    assert found == permissions


@pytest.mark.parametrize("count", [1, len(ALL), 600])
def test_no_policy_is_larger_than_aws_allows(count):
    many = [f"service{number}:DescribeSomethingWithALongName{number}" for number in range(count)]
    documents = json.loads(terraform(many))["resource"]["aws_iam_policy"]
    assert all(len(one["policy"].replace(" ", "")) <= LARGEST for one in documents.values())
    assert [name for one in documents.values() for name in actions(json.loads(one["policy"]))] == many


def test_the_template_makes_a_role_that_asks_for_the_external_id():
    with mock_aws():
        stacks = boto3.client("cloudformation", "ap-northeast-1")
        parameters = {"TrustedAccount": "111122223333", "ExternalId": "aozora-1"}
        stacks.create_stack(
            StackName="tenken",
            TemplateBody=cloudformation(ALL),
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
            Capabilities=["CAPABILITY_NAMED_IAM"],
        )
        iam = boto3.client("iam")
        role = iam.get_role(RoleName="TenkenReader")["Role"]["AssumeRolePolicyDocument"]["Statement"][0]
        assert role["Condition"]["StringEquals"]["sts:ExternalId"] == "aozora-1"
        assert iam.list_attached_role_policies(RoleName="TenkenReader")["AttachedPolicies"]


def test_the_account_that_others_are_reached_from_needs_what_finding_them_calls():
    actions = {action_of(operation) for operation in DISCOVERY}
    assert set(provider.discovery["organization"]) == actions | {"sts:AssumeRole"}
    assert set(provider.discovery["accounts"]) == {"sts:AssumeRole"}
    assert set(provider.discovery["aggregator"]) == {action_of(operation) for operation in AGGREGATED}
    assert all(str(why) for ways in provider.discovery.values() for why in ways.values())


def test_without_discovery_nothing_of_it_is_asked_for():
    assert "sts:AssumeRole" not in ALL
    assert "organizations:ListAccounts" not in ALL
    assert "controltower:ListLandingZones" not in ALL


@pytest.mark.parametrize("form", provider.permission_formats)
def test_signing_in_is_granted_for_the_roles_of_that_name_alone(form):
    text = written_as(provider, form, sorted({*ALL, *provider.discovery["organization"]}))
    found = [one for document in documents(json.loads(text)) for one in document["Statement"]]
    reads = {name for one in found if one["Sid"] == "TenkenReads" for name in one["Action"]}
    assert reads == {*ALL, *provider.discovery["organization"]} - {"sts:AssumeRole"}
    [signs_in] = [one for one in found if one["Sid"] == "TenkenSignsIn"]
    assert signs_in["Action"] == ["sts:AssumeRole"]
    [arn] = signs_in["Resource"].values() if form == "cloudformation" else [signs_in["Resource"]]
    assert arn.endswith(":iam::*:role/TenkenReader")


def documents(written):
    """The policy documents of a policy, a template or Terraform."""
    if "Statement" in written:
        return [written]
    if "Resources" in written:
        policies = (one["Properties"] for one in written["Resources"].values())
        return [one["PolicyDocument"] for one in policies if "PolicyDocument" in one]
    return [json.loads(one["policy"]) for one in written["resource"]["aws_iam_policy"].values()]


def test_the_formats_are_those_of_the_provider():
    for form in provider.permission_formats:
        assert json.loads(written_as(provider, form, ALL))
