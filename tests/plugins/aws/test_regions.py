"""Service control policies as they really hold, and regions outside Japan."""

import json
from dataclasses import replace

import boto3
import pytest

from plugins.aws.checks.protections import ACTIONS, protections
from plugins.aws.checks.regions import not_opted_in, restricted
from plugins.aws.settings.account import Account
from plugins.aws.settings.organization import (
    ControlPolicies,
    ControlPolicy,
    EnabledRegion,
    Organization,
)
from scanner import Fail, NotApplicable, Pass, Reason, Unknown
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

ACCOUNT = Account(id="123456789012", target="aozora-aws")
MEMBER = Organization(account=ACCOUNT, id="o-exampleorgid", management="111122223333")
JAPAN = ["ap-northeast-1", "ap-northeast-3"]
OUTSIDE = {"StringNotEquals": {"aws:RequestedRegion": JAPAN}}
DENY = {
    "Effect": "Deny",
    "NotAction": ["iam:*", "organizations:*", "sts:*", "support:*", "s3:ListAllMyBuckets"],
    "Resource": "*",
    "Condition": OUTSIDE,
}
FULL = {"Effect": "Allow", "Action": "*", "Resource": "*"}
TOWER = {"ArnNotLike": {"aws:PrincipalARN": "arn:aws:iam::*:role/AWSControlTowerExecution"}}


def policies(*statements, organization=MEMBER):
    document = json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
    found = ControlPolicy(id="p-1", name="region", target="ou-1", document=document)
    return ControlPolicies(organization=organization, policies=(found,))


def judged(*statements, organization=MEMBER):
    [verdict] = restricted(policies(*statements, organization=organization))
    return verdict


def other(**more):
    statement = {**DENY, **more}
    return {key: found for key, found in statement.items() if found is not None}


@pytest.mark.parametrize(
    "statement",
    [
        DENY,
        other(NotAction=None, Action="*"),
        other(Condition={"StringNotEquals": {"aws:requestedregion": "ap-northeast-1"}}),
        other(Condition=OUTSIDE | TOWER),
    ],
)
def test_a_policy_that_denies_all_but_japan_passes(statement):
    assert type(judged(FULL, statement)) is Pass


@pytest.mark.parametrize(
    "statement",
    [
        other(Condition={"StringNotEquals": {"aws:RequestedRegion": [*JAPAN, "us-east-1"]}}),
        other(NotAction=None, Action=["ec2:RunInstances"]),  # one action only
        other(NotAction=["iam:*", "ec2:*"]),
        other(NotAction=["s3:*"]),
    ],
)
def test_a_policy_that_leaves_something_open_fails(statement):
    assert type(judged(FULL, statement)) is Fail


@pytest.mark.parametrize(
    "statement",
    [
        other(Condition=OUTSIDE | {"ArnNotLike": {"aws:PrincipalARN": "arn:aws:iam::*:role/Vendor*"}}),
        other(Condition=OUTSIDE | {"Bool": {"aws:ViaAWSService": "false"}}),
        other(Condition={"StringEquals": {"aws:RequestedRegion": "us-east-1"}}),
        other(Resource="arn:aws:s3:::aozora-*"),
    ],
)
def test_a_policy_that_holds_in_some_cases_is_unknown(statement):
    assert type(judged(FULL, statement)) is Unknown


def test_one_good_policy_is_enough():
    assert type(judged(other(NotAction=["ec2:*"]), DENY)) is Pass


def test_no_policy_on_the_path_fails_whatever_lies_elsewhere():
    assert type(judged(FULL)) is Fail
    assert type(judged(FULL, organization=replace(MEMBER, id=None, management=None))) is Fail


def test_policies_do_not_hold_for_the_management_account():
    assert type(judged(DENY, organization=replace(MEMBER, management=ACCOUNT.id))) is Fail


def test_a_text_that_is_no_policy_is_unknown():
    broken = ControlPolicies(
        organization=MEMBER,
        policies=(ControlPolicy(id="p-1", name="x", target="r-1", document="{"),),
    )
    [verdict] = restricted(broken)
    assert verdict.reason is Reason.MALFORMED
    assert {one.reason for one in protections(broken)} == {Reason.MALFORMED}


@pytest.mark.parametrize(
    ("name", "status", "expected"),
    [
        ("ap-northeast-3", "ENABLED_BY_DEFAULT", Pass),
        ("us-east-1", "ENABLED_BY_DEFAULT", NotApplicable),
        ("ap-east-1", "ENABLED", Fail),
        ("ap-east-1", "ENABLING", Fail),
        ("ap-east-1", "DISABLING", Pass),
        ("ap-east-1", "DREAMING", Unknown),
    ],
)
def test_nobody_opts_in_abroad(name, status, expected):
    [verdict] = not_opted_in(EnabledRegion(name=name, status=status))
    assert type(verdict) is expected


GUARD = {
    "Effect": "Deny",
    "Action": ["cloudtrail:*", "config:*", "guardduty:*", "organizations:Leave*"],
    "Resource": "*",
}


def guarded(*statements, **more):
    return {one.part: type(one) for one in protections(policies(FULL, *statements, **more))}


def test_actions_that_a_policy_denies_pass():
    assert guarded(GUARD) == dict.fromkeys(ACTIONS, Pass)
    assert guarded(GUARD | {"Condition": TOWER}) == dict.fromkeys(ACTIONS, Pass)


def test_actions_that_no_policy_denies_fail():
    some = guarded({**GUARD, "Action": ["CloudTrail:stoplogging"]})
    assert some == dict.fromkeys(ACTIONS, Fail) | {"cloudtrail:StopLogging": Pass}


def test_a_denial_outside_japan_does_not_protect_at_home():
    assert guarded(DENY)["cloudtrail:StopLogging"] is Fail


@pytest.mark.parametrize(
    "more",
    [
        {"Resource": "arn:aws:cloudtrail:*:*:trail/aozora"},
        {"Condition": {"ArnNotLike": {"aws:PrincipalARN": "arn:aws:iam::*:role/Vendor*"}}},
    ],
)
def test_a_denial_in_some_cases_is_unknown(more):
    assert set(guarded(GUARD | more).values()) == {Unknown}


def test_without_organization_or_in_its_management_account_nothing_protects():
    for organization in (replace(MEMBER, id=None), replace(MEMBER, management=ACCOUNT.id)):
        assert list(guarded(GUARD, organization=organization).values()) == [Fail]


def test_policies_on_the_path_are_read_and_others_are_not(aws):
    client = boto3.client("organizations", TOKYO)
    client.create_organization()
    root = client.list_roots()["Roots"][0]["Id"]
    client.enable_policy_type(RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
    for name in ("attached", "forgotten"):
        made = client.create_policy(
            Name=name,
            Description="-",
            Content=json.dumps({"Version": "2012-10-17", "Statement": DENY}),
            Type="SERVICE_CONTROL_POLICY",
        )["Policy"]["PolicySummary"]["Id"]
        if name == "attached":
            client.attach_policy(PolicyId=made, TargetId=root)
    [found] = read(ControlPolicies, aws)
    assert ("attached", root) in {(one.name, one.target) for one in found.policies}
    assert "forgotten" not in {one.name for one in found.policies}


def test_an_account_of_its_own_has_no_policies(aws):
    assert [one.policies for one in read(ControlPolicies, aws)] == [()]
