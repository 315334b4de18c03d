"""What a municipality applies so that Tenken can read, and nothing else."""

import json

import boto3
import pytest
from hypothesis import given, strategies as st
from moto import mock_aws

from plugins.aws import provider
from plugins.aws.grants import LARGEST, cloudformation, policy, terraform
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


def test_the_formats_are_those_of_the_provider():
    for form in provider.permission_formats:
        assert json.loads(written_as(provider, form, ALL))
