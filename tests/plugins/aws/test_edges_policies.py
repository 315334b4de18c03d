"""Policies written in unusual ways: who is privileged, who is let in without TLS."""

import json

import pytest

from plugins.aws.checks.s3_tls import tls_only
from plugins.aws.derived.privileges import privileges
from plugins.aws.settings.iam import InlinePolicy, User
from plugins.aws.settings.s3 import Bucket, BucketPolicy
from scanner import Fail, Pass

BUCKET = Bucket(name="aozora-data", region="ap-northeast-1")
DENY = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": ["arn:aws:s3:::aozora-data", "arn:aws:s3:::aozora-data/*"],
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}


def tls(statement):
    document = json.dumps({"Statement": [statement]})
    [verdict] = tls_only(BucketPolicy(bucket=BUCKET, document=document))
    return type(verdict)


@pytest.mark.parametrize(
    "more",
    [
        {"Action": "S3:*"},  # actions are not case-sensitive
        {"Condition": {"Bool": {"aws:SecureTransport": "False"}}},
        {"Condition": {"Bool": {"aws:SecureTransport": False}}},
        {"Principal": {"AWS": ["*"]}},
    ],
)
def test_plain_http_is_refused_however_it_is_spelt(more):
    assert tls(DENY | more) is Pass


@pytest.mark.parametrize(
    "more",
    [
        {"Principal": {"Service": "*"}},
        {"Principal": {"Federated": "*"}},
        {"Condition": {"Bool": {"aws:SecureTransport": ["false", "true"]}}},
        {"Condition": {"Bool": {"aws:SecureTransport": []}}},
    ],
)
def test_what_does_not_refuse_plain_http_to_everybody_fails(more):
    assert tls(DENY | more) is Fail


def privileged(action, resource="*", effect="Allow", **more):
    statement = {"Effect": effect, "Action": action, "Resource": resource, **more}
    inline = InlinePolicy(name="inline", document=json.dumps({"Statement": statement}))
    user = User(arn="arn:u", name="kato", groups=(), attached=(), inline=(inline,))
    return bool(privileges(user, (), (), ()).grants)


@pytest.mark.parametrize(
    ("action", "resource"),
    [
        ("IAM:*", "*"),
        ("iam:*", "arn:aws:iam::111122223333:user/*"),
        ("iam:*", ["arn:aws:iam::*:role/*"]),
        (["s3:GetObject", "iam:AttachUserPolicy"], "*"),
        ("iam:Put*", "*"),
        ("iam:*Policy", "*"),
        ("iam:CreatePolicyVersion", "arn:aws:iam::111122223333:policy/*"),
    ],
)
def test_who_can_give_rights_to_himself_is_privileged(action, resource):
    assert privileged(action, resource)


@pytest.mark.parametrize(
    ("action", "resource"),
    [
        ("s3:*", "*"),
        (["iam:Get*", "iam:List*"], "*"),
        ("iam:ChangePassword", "*"),
        ("iam:*", "arn:aws:iam::111122223333:user/${aws:username}"),
        ("iam:PutUserPolicy", "arn:aws:iam::111122223333:user/kato"),
        ("*", "arn:aws:s3:::aozora-data"),
    ],
)
def test_who_can_not_is_not(action, resource):
    assert not privileged(action, resource)


def test_a_boundary_keeps_somebody_from_climbing():
    leash = {"StringEquals": {"iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/aozora-limit"}}
    assert not privileged("iam:AttachUserPolicy", Condition=leash)


def test_a_denial_grants_nothing():
    assert not privileged("iam:AttachUserPolicy", effect="Deny")
