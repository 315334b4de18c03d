"""Buckets: encryption with an own key, TLS only."""

import json
from dataclasses import replace

import pytest

from plugins.aws.checks.s3_encryption import encryption
from plugins.aws.checks.s3_tls import tls_only
from plugins.aws.settings.account import Account
from plugins.aws.settings.kms import Key
from plugins.aws.settings.s3 import Bucket, BucketEncryption, BucketPolicy
from scanner import Fail, Gap, Message, Pass, Reading, Reason, Resource, Unknown

BUCKET = Bucket(name="aozora-data", region="ap-northeast-1")
ACCOUNT = Account(id="111122223333", target="aozora-aws")
KEYS = Reading((Key(id="own", arn="arn:own", region="ap-northeast-1", aliases=("alias/aozora",)),))
GOOD = BucketEncryption(bucket=BUCKET, algorithm="aws:kms", key="own")


def kind(setting, keys=KEYS):
    [verdict] = encryption(setting, ACCOUNT, keys)
    return type(verdict)


@pytest.mark.parametrize("algorithm", ["aws:kms", "aws:kms:dsse"])
def test_a_bucket_with_its_own_key_passes(algorithm):
    assert kind(replace(GOOD, algorithm=algorithm)) is Pass


@pytest.mark.parametrize(
    "more",
    [
        {"key": None},  # SSE-KMS without a key is the key of AWS
        {"key": "alias/aws/s3"},
        {"key": "arn:aws:kms:ap-northeast-1:111122223333:alias/aws/s3"},
        {"algorithm": "AES256", "key": None},
        {"algorithm": None, "key": None},
    ],
)
def test_a_bucket_whose_key_aws_manages_fails(more):
    assert kind(replace(GOOD, **more)) is Fail


def test_an_algorithm_that_nobody_documents_is_unknown():
    assert kind(replace(GOOD, algorithm="rot13")) is Unknown


def test_a_key_that_could_not_be_read_is_unknown_for_the_same_reason():
    gap = Gap("AWS::KMS::Key", Resource("AWS::Region", "ap-northeast-1"), Reason.DENIED, Message("no"))
    [verdict] = encryption(replace(GOOD, key="other"), ACCOUNT, Reading((), (gap,)))
    assert verdict.reason is Reason.DENIED
    assert "kms:ListKeys" in str(verdict.message)


ARNS = ["arn:aws:s3:::aozora-data", "arn:aws:s3:::aozora-data/*"]
DENY = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": ARNS,
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}


def tls(*stated):
    document = json.dumps({"Version": "2012-10-17", "Statement": list(stated)})
    [verdict] = tls_only(BucketPolicy(bucket=BUCKET, document=document))
    return type(verdict)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"Principal": {"AWS": "*"}},
        {"Action": ["*"]},
        {"Resource": "*"},
        {"Resource": "arn:aws:s3:::aozora-data*"},
        {"Condition": {"Bool": {"aws:SecureTransport": False}}},
        {"Condition": {"BoolIfExists": {"AWS:SecureTransport": ["false"]}}},
    ],
)
def test_a_policy_that_denies_plain_http_passes(more):
    assert tls(DENY | more) is Pass


def test_bucket_and_objects_may_be_closed_by_two_statements():
    assert tls(DENY | {"Resource": ARNS[0]}, DENY | {"Resource": ARNS[1]}) is Pass


@pytest.mark.parametrize(
    "more",
    [
        {"Effect": "Allow"},
        {"Principal": {"AWS": "arn:aws:iam::111122223333:root"}},
        {"Action": "s3:PutObject"},
        {"Resource": ARNS[1]},  # the list of objects stays open
        {"Resource": ["arn:aws:s3:::other", "arn:aws:s3:::other/*"]},
        {"Condition": {"Bool": {"aws:SecureTransport": "true"}}},
        {"Condition": {"StringEquals": {"aws:SecureTransport": "false"}}},
        {"Condition": DENY["Condition"] | {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}},
        {"Principal": None, "NotPrincipal": {"AWS": "arn:aws:iam::111122223333:root"}},
    ],
)
def test_a_policy_that_leaves_plain_http_open_fails(more):
    assert tls({key: text for key, text in (DENY | more).items() if text is not None}) is Fail


def test_a_bucket_without_policy_fails():
    [verdict] = tls_only(BucketPolicy(bucket=BUCKET, document=None))
    assert type(verdict) is Fail


@pytest.mark.parametrize(
    "document", ["", "[]", "{}", '{"Statement": ["x"]}', '{"Statement": {"Effect": "May"}}']
)
def test_a_policy_that_cannot_be_read_is_unknown(document):
    [verdict] = tls_only(BucketPolicy(bucket=BUCKET, document=document))
    assert type(verdict) is Unknown
