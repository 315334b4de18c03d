"""Buckets as moto knows them."""

import boto3
import pytest

from plugins.aws.answers import MalformedAnswer
from plugins.aws.settings.s3 import (
    AccountPublicAccess,
    Bucket,
    BucketEncryption,
    BucketPolicy,
    BucketPolicyStatus,
    BucketPublicAccess,
    PublicAccessFlags,
)
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read

BLOCK = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy"), True)
ON = BLOCK | {"RestrictPublicBuckets": True}
FLAGS = PublicAccessFlags(block_acls=True, ignore_acls=True, block_policy=True, restrict_buckets=True)


@pytest.fixture
def s3(aws):
    s3 = boto3.client("s3", TOKYO)
    s3.create_bucket(Bucket="aozora-data", CreateBucketConfiguration={"LocationConstraint": TOKYO})
    return s3


def test_a_bucket_in_another_region_is_found_with_its_region(aws, s3):
    boto3.client("s3", OSAKA).create_bucket(
        Bucket="aozora-copy", CreateBucketConfiguration={"LocationConstraint": OSAKA}
    )
    assert set(read(Bucket, aws)) == {
        Bucket(name="aozora-data", region=TOKYO),
        Bucket(name="aozora-copy", region=OSAKA),
    }


def test_the_region_in_the_list_needs_no_further_call(aws, tape, sign_in):
    # Written from documentation: S3 API reference, ListBuckets.
    tape.answer("s3.ListBuckets", {"Buckets": [{"Name": "aozora-data", "BucketRegion": OSAKA}]})
    assert read(Bucket, sign_in()) == [Bucket(name="aozora-data", region=OSAKA)]


def test_a_bucket_without_settings_has_none(aws, s3):
    bucket = Bucket(name="aozora-data", region=TOKYO)
    assert read(BucketPublicAccess, aws) == [BucketPublicAccess(bucket=bucket, flags=None)]
    assert read(BucketPolicyStatus, aws) == [BucketPolicyStatus(bucket=bucket, public=None)]
    assert read(BucketPolicy, aws) == [BucketPolicy(bucket=bucket, document=None)]
    assert [one.flags for one in read(AccountPublicAccess, aws)] == [None]


def test_settings_of_a_bucket_are_read(aws, s3):
    s3.put_public_access_block(Bucket="aozora-data", PublicAccessBlockConfiguration=ON)
    boto3.client("s3control", TOKYO).put_public_access_block(
        AccountId=aws.account, PublicAccessBlockConfiguration=ON
    )
    rule = {
        "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "alias/aozora"}
    }
    s3.put_bucket_encryption(Bucket="aozora-data", ServerSideEncryptionConfiguration={"Rules": [rule]})
    s3.put_bucket_policy(Bucket="aozora-data", Policy='{"Version":"2012-10-17","Statement":[]}')

    assert [one.flags for one in read(BucketPublicAccess, aws)] == [FLAGS]
    assert [one.flags for one in read(AccountPublicAccess, aws)] == [FLAGS]
    assert [(one.algorithm, one.key) for one in read(BucketEncryption, aws)] == [("aws:kms", "alias/aozora")]
    assert "Statement" in read(BucketPolicy, aws)[0].document
    assert [one.public for one in read(BucketPolicyStatus, aws)] == [False]


def test_an_answer_without_a_flag_is_malformed_and_never_a_default(s3, tape, sign_in):
    # Written from documentation: S3 API reference, GetPublicAccessBlock, with one flag left out.
    tape.answer("s3.GetPublicAccessBlock", {"PublicAccessBlockConfiguration": BLOCK})
    with pytest.raises(MalformedAnswer, match="RestrictPublicBuckets"):
        read(BucketPublicAccess, sign_in())
