"""Policies on regions that look alike, and hold differently."""

import json
from dataclasses import replace

import boto3
import pytest

from plugins.aws.checks.regions import restricted
from plugins.aws.settings.organization import ControlPolicies, ControlPolicy
from scanner import Fail, Pass, Unknown
from tests.plugins.aws.by_hand import ACCOUNT, answered
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read
from tests.plugins.aws.test_regions import FULL, JAPAN, MEMBER, OUTSIDE, judged, other

HOME = {"StringEquals": {"aws:RequestedRegion": JAPAN}}
ALLOW = FULL | {"Condition": HOME}
TOWER = "arn:aws:iam::*:role/AWSControlTowerExecution"


def on(**placed):
    """Judge policies, each a list of statements, by where they are attached."""
    made = tuple(
        ControlPolicy(
            id=f"p-{target}",
            name=target,
            target=target.replace("_", "-"),
            document=json.dumps({"Version": "2012-10-17", "Statement": statements}),
        )
        for target, statements in placed.items()
    )
    [verdict] = restricted(ControlPolicies(organization=MEMBER, policies=made))
    return verdict


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        ("StringNotEqualsIfExists", Pass),
        ("StringNotEqualsIgnoreCase", Pass),
        ("StringNotEqualsIgnoreCaseIfExists", Pass),
        ("StringNotLike", Pass),
        ("StringNotLikeIfExists", Pass),
        ("ForAnyValue:StringNotEquals", Unknown),  # made for keys of many values, which this is not
        ("ForAllValues:StringNotEquals", Unknown),
        ("StringNotMatches", Unknown),
        ("Null", Unknown),
    ],
)
def test_operators_that_deny_what_is_not_listed(operator, expected):
    assert type(judged(FULL, other(Condition={operator: {"aws:RequestedRegion": JAPAN}}))) is expected


def test_a_wildcard_opens_more_than_japan():
    """ap-northeast-2 lies in Korea."""
    assert type(judged(other(Condition={"StringNotLike": {"aws:RequestedRegion": "ap-northeast-*"}}))) is Fail


@pytest.mark.parametrize(
    "second",
    [
        {"StringEquals": {"aws:RequestedRegion": "us-east-1"}},
        {"StringLike": {"aws:RequestedRegion": "us-*"}},
        {"Null": {"aws:RequestedRegion": "false"}},
    ],
)
def test_a_second_condition_on_the_region_narrows_what_is_denied(second):
    """Denied is what fulfils both: eu-west-1 is open."""
    assert type(judged(other(Condition=OUTSIDE | second))) is Unknown


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ({"NotAction": None, "Action": ["*"]}, Pass),
        ({"NotAction": None, "Action": ["*:*"]}, Pass),
        ({"NotAction": None, "Action": ["ec2:*", "s3:*"]}, Fail),
        ({"NotAction": ["*"]}, Fail),
        ({"NotAction": ["IAM:*", "CloudFront:*"]}, Pass),  # case doesn't matter
        ({"NotAction": ["iam:*", "s3:Get*"]}, Fail),
        ({"NotAction": ["iam:*", "s*"]}, Fail),
        ({"NotAction": ["ec2:Describe*", "s3:GetBucketLocation"]}, Pass),
    ],
)
def test_what_is_exempt_must_be_global(actions, expected):
    assert type(judged(other(**actions))) is expected


def test_a_pass_lists_what_and_whom_it_exempts():
    exempt = {"ArnNotLikeIfExists": {"aws:PrincipalArn": TOWER}}
    verdict = judged(other(NotAction=["iam:*", "sts:*"], Condition=OUTSIDE | exempt))
    assert type(verdict) is Pass
    assert f"but iam:*, sts:*, {TOWER}" in str(verdict.message)


@pytest.mark.parametrize("operator", ["ArnNotLike", "ArnNotLikeIfExists", "StringNotLike", "ArnNotEquals"])
def test_whom_a_policy_exempts_is_named_and_left_to_people(operator):
    verdict = judged(other(Condition=OUTSIDE | {operator: {"aws:PrincipalArn": "arn:aws:iam::*:role/Ops*"}}))
    assert type(verdict) is Unknown
    assert "aws:principalarn arn:aws:iam::*:role/Ops*" in str(verdict.message)


def test_an_exemption_beside_that_of_control_tower_counts():
    both = {"ArnNotLike": {"aws:PrincipalArn": [TOWER, "arn:aws:iam::*:role/Ops"]}}
    assert type(judged(other(Condition=OUTSIDE | both))) is Unknown


@pytest.mark.parametrize("target", ["r_root", "ou_1", "a123456789012"])
def test_a_policy_holds_from_wherever_on_the_path_it_is_attached(target):
    assert type(on(**{"r_exam": [FULL], target: [other()]})) is Pass


def test_without_full_access_a_denial_denies_all_the_same():
    assert type(on(r_exam=[other()])) is Pass


def test_a_list_of_what_is_allowed_restricts_if_nothing_else_is_allowed_there():
    assert type(on(r_exam=[FULL], ou_1=[ALLOW])) is Pass
    assert type(on(r_exam=[FULL], ou_1=[ALLOW, FULL])) is Fail  # full access beside it
    everywhere = FULL | {"Action": ["iam:*", "sts:*", "cloudfront:*"]}
    assert type(on(r_exam=[FULL], ou_1=[ALLOW, everywhere])) is Pass
    assert type(on(r_exam=[FULL], ou_1=[ALLOW, FULL | {"Action": "ec2:*"}])) is Fail


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"StringEqualsIfExists": {"aws:RequestedRegion": JAPAN}}, Pass),
        ({"StringLike": {"aws:RequestedRegion": "ap-northeast-*"}}, Fail),
        ({"StringEquals": {"aws:RequestedRegion": [*JAPAN, "us-east-1"]}}, Fail),
        ({"StringNotEquals": {"aws:RequestedRegion": "us-east-1"}}, Unknown),
        ({"ForAllValues:StringEquals": {"aws:RequestedRegion": JAPAN}}, Unknown),
        (HOME | {"Bool": {"aws:MultiFactorAuthPresent": "true"}}, Pass),  # allows even less
    ],
)
def test_a_list_of_what_is_allowed_must_name_japan_alone(condition, expected):
    assert type(on(r_exam=[FULL], ou_1=[FULL | {"Condition": condition}])) is expected


def test_a_list_elsewhere_on_the_path_may_be_full():
    """Each place must allow: the strictest one decides."""
    assert type(on(r_exam=[ALLOW], ou_1=[FULL], a123456789012=[FULL])) is Pass


def test_policies_of_the_root_a_unit_and_the_account_are_read(aws):
    client = boto3.client("organizations", TOKYO)
    client.create_organization()
    root = client.list_roots()["Roots"][0]["Id"]
    client.enable_policy_type(RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
    document = json.dumps({"Version": "2012-10-17", "Statement": other()})
    for name, target in (("of-root", root), ("of-account", ACCOUNT)):
        made = client.create_policy(
            Name=name, Description="-", Content=document, Type="SERVICE_CONTROL_POLICY"
        )
        client.attach_policy(PolicyId=made["Policy"]["PolicySummary"]["Id"], TargetId=target)
    [found] = read(ControlPolicies, aws)
    placed = {(one.name, one.target) for one in found.policies}
    assert placed >= {("of-root", root), ("of-account", ACCOUNT)}


# Written from documentation: Organizations API reference, ListParents, ListPoliciesForTarget, DescribePolicy.
def test_only_service_control_policies_are_asked_for(tape, sign_in):
    """A policy on resources limits no region for those who act."""
    organization = {"Id": "o-exampleorgid", "MasterAccountId": "111122223333"}
    answers = {
        "organizations.DescribeOrganization": {"Organization": organization},
        "organizations.ListParents": {"Parents": [{"Id": "r-exam", "Type": "ROOT"}]},
        "organizations.ListPoliciesForTarget": {"Policies": []},
    }
    [found] = read(ControlPolicies, answered(tape, sign_in, answers))
    asked = [body for operation, _, body in tape.asked if operation.endswith("ListPoliciesForTarget")]
    assert len(asked) == 2
    assert all('"SERVICE_CONTROL_POLICY"' in body for body in asked)
    assert found.policies == ()
    [verdict] = restricted(replace(found, organization=MEMBER))
    assert type(verdict) is Fail
