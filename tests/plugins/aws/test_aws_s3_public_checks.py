"""Buckets that the public could reach."""

from dataclasses import fields, replace

import pytest

from plugins.aws.checks.s3_public import block_public_access, policy_not_public
from plugins.aws.settings.account import Account
from plugins.aws.settings.s3 import (
    AccountPublicAccess,
    Bucket,
    BucketPolicyStatus,
    BucketPublicAccess,
    PublicAccessFlags,
)
from scanner import Fail, Pass

BUCKET = Bucket(name="aozora-data", region="ap-northeast-1")
ON = PublicAccessFlags(block_acls=True, ignore_acls=True, block_policy=True, restrict_buckets=True)
OFF = PublicAccessFlags(block_acls=False, ignore_acls=False, block_policy=False, restrict_buckets=False)
ACCOUNT = AccountPublicAccess(account=Account(id="111122223333", target="aozora-aws"), flags=None)
FLAGS = [field.name for field in fields(PublicAccessFlags)]


def kind(bucket, account):
    [verdict] = block_public_access(
        BucketPublicAccess(bucket=BUCKET, flags=bucket), replace(ACCOUNT, flags=account)
    )
    return type(verdict)


@pytest.mark.parametrize(("bucket", "account"), [(ON, None), (None, ON), (ON, OFF), (OFF, ON)])
def test_a_bucket_blocked_by_itself_or_by_the_account_passes(bucket, account):
    assert kind(bucket, account) is Pass


@pytest.mark.parametrize(("bucket", "account"), [(None, None), (OFF, OFF), (OFF, None)])
def test_a_bucket_that_nothing_blocks_fails(bucket, account):
    assert kind(bucket, account) is Fail


@pytest.mark.parametrize("flag", FLAGS)
def test_one_flag_that_is_off_in_both_places_fails(flag):
    assert kind(replace(ON, **{flag: False}), replace(ON, **{flag: False})) is Fail


@pytest.mark.parametrize("flag", FLAGS)
def test_flags_add_up_over_bucket_and_account(flag):
    assert kind(replace(ON, **{flag: False}), replace(OFF, **{flag: True})) is Pass


@pytest.mark.parametrize(("public", "expected"), [(True, Fail), (False, Pass), (None, Pass)])
def test_a_policy_that_s3_calls_public_fails(public, expected):
    [verdict] = policy_not_public(BucketPolicyStatus(bucket=BUCKET, public=public))
    assert type(verdict) is expected
