"""Who is taken in from outside, by whose word, and for how long; and nobody beside Identity Center."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.aws.answers import MalformedAnswer
from plugins.aws.checks.federation import federation, saml_valid, sessions
from plugins.aws.checks.localusers import no_local_users
from plugins.aws.collectors.iam import identities
from plugins.aws.collectors.kms import keys
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.federation import RoleSession, SamlProvider
from plugins.aws.settings.iam import AccessKey, Credentials, User
from plugins.aws.settings.kms import Key
from scanner import (
    AsOf,
    DeclaredBreakGlass,
    Facts,
    Fail,
    Limits,
    NotApplicable,
    Pass,
    Reading,
    Unknown,
)
from tests.plugins.aws.by_hand import ACCOUNT, answered
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

LIMITS = Limits.of({"vendor_session_hours": 8})
NOW = AsOf(time=datetime(2026, 11, 27, tzinfo=UTC))
OIDC = f"arn:aws:iam::{ACCOUNT}:oidc-provider/"
GITHUB = "token.actions.githubusercontent.com"
SAML = f"arn:aws:iam::{ACCOUNT}:saml-provider/aozora"
COGNITO = "cognito-identity.amazonaws.com"
EKS = "oidc.eks.ap-northeast-1.amazonaws.com/id/EXAMPLE"


def trust(principal, conditions=None, effect="Allow"):
    rule = {"Effect": effect, "Principal": principal, "Action": "sts:*", "Condition": conditions or {}}
    return json.dumps({"Version": "2012-10-17", "Statement": [rule]}, sort_keys=True)


ROLE = RoleSession(
    account=Account(id=ACCOUNT, target="aozora"),
    arn=f"arn:aws:iam::{ACCOUNT}:role/hoshu",
    name="hoshu",
    path="/",
    seconds=3600,
    trust=trust({"AWS": "arn:aws:iam::444455556666:root"}),
)


def outcomes(verdicts):
    return [type(one) for one in verdicts]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, Pass),
        ({"seconds": 8 * 3600}, Pass),
        ({"seconds": 8 * 3600 + 1}, Fail),
        ({"seconds": 43200, "trust": trust({"AWS": "444455556666"})}, Fail),
        ({"seconds": 43200, "trust": trust("*")}, Fail),
        ({"seconds": 43200, "trust": trust({"Federated": SAML})}, Fail),
        ({"seconds": 43200, "trust": trust({"Federated": "accounts.google.com"})}, Fail),
        ({"seconds": 43200, "trust": trust({"Service": "ec2.amazonaws.com"})}, NotApplicable),
        ({"seconds": 43200, "trust": trust({"AWS": f"arn:aws:iam::{ACCOUNT}:root"})}, NotApplicable),
        ({"seconds": 43200, "trust": trust("*", effect="Deny")}, NotApplicable),
        ({"seconds": 43200, "path": "/aws-reserved/sso.amazonaws.com/"}, NotApplicable),
        ({"trust": "no policy"}, Unknown),
    ],
)
def test_how_long_people_from_outside_stay(changed, expected):
    assert outcomes(sessions(replace(ROLE, **changed), LIMITS)) == [expected]


def of(provider, **conditions):
    keyed = {operator: {key: value} for operator, (key, value) in conditions.items()}
    return {"trust": trust({"Federated": provider}, keyed)}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (of(SAML, StringEquals=("SAML:aud", "https://signin.aws.amazon.com/saml")), Pass),
        (of(SAML), Fail),
        (of(OIDC + GITHUB, StringEquals=(f"{GITHUB}:aud", "sts.amazonaws.com")), Fail),  # so has everybody
        (of(OIDC + GITHUB, StringLike=(f"{GITHUB}:sub", "repo:aozora/app:*")), Pass),
        (of(OIDC + GITHUB, StringLike=(f"{GITHUB}:sub", "repo:aozora/*")), Fail),
        (of(OIDC + GITHUB, StringLike=(f"{GITHUB}:sub", "repo:*")), Fail),
        (of(OIDC + GITHUB, StringLike=(f"{GITHUB}:sub", ["repo:aozora/app:*", "*"])), Fail),
        (of(OIDC + GITHUB, StringEqualsIfExists=(f"{GITHUB}:sub", "repo:aozora/app:main")), Fail),
        (of(OIDC + GITHUB, StringNotEquals=(f"{GITHUB}:sub", "repo:evil/app:main")), Fail),
        (of(OIDC + EKS, StringEquals=(f"{EKS}:sub", "system:serviceaccount:juki:app")), Pass),
        (of(OIDC + EKS, StringEquals=(f"{EKS}:aud", "sts.amazonaws.com")), Fail),
        (
            of("cognito-identity.amazonaws.com", StringEquals=("cognito-identity.amazonaws.com:aud", "x")),
            Pass,
        ),
        (of("accounts.google.com"), Fail),
        ({}, NotApplicable),
        ({"trust": "[]"}, Unknown),
        ({"path": "/aws-reserved/sso.amazonaws.com/", **of(SAML)}, NotApplicable),
    ],
)
def test_whom_an_identity_provider_may_vouch_for(changed, expected):
    assert outcomes(federation(replace(ROLE, **changed))) == [expected]


@pytest.mark.parametrize(("days", "expected"), [(30, Pass), (0, Fail), (-1, Fail), (None, Unknown)])
def test_until_when_metadata_are_valid(days, expected):
    ends = None if days is None else NOW.time + timedelta(days=days)
    assert outcomes(saml_valid(SamlProvider(arn=SAML, ends=ends), NOW)) == [expected]


USER = Credentials(
    arn=f"arn:aws:iam::{ACCOUNT}:user/aoki",
    name="aoki",
    created=NOW.time,
    password=True,
    password_last_used=None,
    password_changed=None,
    mfa=True,
    keys=(AccessKey(number=1, active=True, rotated=None, last_used=None),),
)
YES, NO, SILENT = Facts.of({"government_cloud": True}), Facts.of({"government_cloud": False}), Facts.of({})


@pytest.mark.parametrize(
    ("changed", "facts", "expected"),
    [
        ({}, YES, [Fail, Fail]),
        ({"keys": ()}, YES, [Fail]),
        ({"password": False}, YES, [Fail]),
        ({"password": None}, YES, [Unknown, Fail]),
        ({"password": False, "keys": ()}, YES, [Pass]),
        ({"password": False, "keys": ()}, SILENT, [Pass]),
        ({}, SILENT, [Unknown]),
        ({}, NO, [NotApplicable]),
        ({"name": "<root_account>"}, YES, [NotApplicable]),
    ],
)
def test_in_government_cloud_nobody_is_a_user_of_the_account(changed, facts, expected):
    assert outcomes(no_local_users(replace(USER, **changed), facts, Reading(()))) == expected


@pytest.mark.parametrize("account", ["aoki", USER.arn])
def test_a_user_for_emergencies_is_declared(account):
    emergency = Reading((DeclaredBreakGlass(account=account),))
    assert outcomes(no_local_users(USER, YES, emergency)) == [NotApplicable]


# Written from documentation: IAM API reference, ListRoles, ListSAMLProviders, GetAccountAuthorizationDetails;
# KMS API reference, ListKeys, ListAliases.
KEY = {"KeyId": "1234abcd", "KeyArn": f"arn:aws:kms:{TOKYO}:{ACCOUNT}:key/1234abcd"}
ROW = {
    "Path": "/",
    "RoleName": "hoshu",
    "RoleId": "AROADBQP57FF2AEXAMPLE",
    "Arn": ROLE.arn,
    "CreateDate": NOW.time,
    "AssumeRolePolicyDocument": ROLE.trust,
    "MaxSessionDuration": 3600,
}


def test_sessions_and_providers_are_read(tape, sign_in):
    aws = answered(
        tape,
        sign_in,
        {
            "iam.ListRoles": {"Roles": [ROW], "IsTruncated": False},
            "iam.ListSAMLProviders": {"SAMLProviderList": [{"Arn": SAML, "ValidUntil": NOW.time}]},
        },
    )
    (found,) = read(RoleSession, aws)
    assert found == replace(ROLE, account=found.account)
    assert read(SamlProvider, aws) == [SamlProvider(arn=SAML, ends=NOW.time)]


def survivors(rows):
    """What comes of a list whose rows may be malformed, one by one as the engine asks for them."""
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except MalformedAnswer:
            continue


def test_a_malformed_user_or_key_costs_nothing_but_itself(tape, sign_in):
    detail = {"Arn": USER.arn, "UserName": "aoki", "GroupList": [], "AttachedManagedPolicies": []}
    short = {name: one for name, one in detail.items() if name != "UserName"}
    page = {"UserDetailList": [short, detail], "GroupDetailList": [], "RoleDetailList": [], "Policies": []}
    answers = {
        "iam.GetAccountAuthorizationDetails": {**page, "IsTruncated": False},
        "kms.ListAliases": {"Aliases": [], "Truncated": False},
        "kms.ListKeys": {"Keys": [{"KeyArn": KEY["KeyArn"]}, KEY], "Truncated": False},
    }
    aws = answered(tape, sign_in, answers)
    assert [type(one) for one in survivors(identities(aws))] == [User]
    assert [type(one) for one in survivors(keys(Region(name=TOKYO), aws))] == [Key]
