"""Buckets: each call in the bucket's own region."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Account
from plugins.aws.settings.s3 import (
    AccountPublicAccess,
    Bucket,
    BucketEncryption,
    BucketPolicy,
    BucketPolicyStatus,
    BucketPublicAccess,
    PublicAccessFlags,
)
from scanner import collector

NO_BLOCK = frozenset({"NoSuchPublicAccessBlockConfiguration"})
NO_POLICY = frozenset({"NoSuchBucketPolicy"})
NO_ENCRYPTION = frozenset({"ServerSideEncryptionConfigurationNotFoundError"})


@collector("s3:ListAllMyBuckets", "s3:GetBucketLocation")
def buckets(aws: AwsConnection) -> Iterator[Bucket]:
    # A page size makes S3 send the region too; where it doesn't, the location is asked for. The
    # largest one, for some endpoints cut the list there without saying that more follows.
    return map(partial(_bucket, aws), aws.items("s3.ListBuckets", "Buckets", size=10_000))


def _bucket(aws: AwsConnection, one: Answer) -> Bucket:
    name = one["Name"]
    return Bucket(name=name, region=one.get("BucketRegion") or _location(aws, name))


def _location(aws: AwsConnection, bucket: str) -> Any:
    """Give the bucket's region; S3 writes us-east-1 as nothing and eu-west-1 also as EU."""
    constraint = aws.ask("s3.GetBucketLocation", Bucket=bucket)["LocationConstraint"]
    return {None: "us-east-1", "EU": "eu-west-1"}.get(constraint, constraint)


@collector("s3:GetAccountPublicAccessBlock")
def account_public_access(account: Account, aws: AwsConnection) -> AccountPublicAccess:
    answer = aws.ask_unless(NO_BLOCK, "s3control.GetPublicAccessBlock", AccountId=account.id)
    return AccountPublicAccess(account=account, flags=flags_of(answer))


@collector("s3:GetBucketPublicAccessBlock")
def bucket_public_access(bucket: Bucket, aws: AwsConnection) -> BucketPublicAccess:
    answer = aws.once.ask_unless(NO_BLOCK, "s3.GetPublicAccessBlock", bucket.region, Bucket=bucket.name)
    return BucketPublicAccess(bucket=bucket, flags=flags_of(answer))


def flags_of(answer: Answer | None) -> PublicAccessFlags | None:
    """Read a public access block; None if there is none."""
    if answer is None:
        return None
    block = answer["PublicAccessBlockConfiguration"]
    return PublicAccessFlags(
        block_acls=block["BlockPublicAcls"],
        ignore_acls=block["IgnorePublicAcls"],
        block_policy=block["BlockPublicPolicy"],
        restrict_buckets=block["RestrictPublicBuckets"],
    )


@collector("s3:GetBucketPolicyStatus")
def bucket_policy_status(bucket: Bucket, aws: AwsConnection) -> BucketPolicyStatus:
    answer = aws.ask_unless(NO_POLICY, "s3.GetBucketPolicyStatus", bucket.region, Bucket=bucket.name)
    return BucketPolicyStatus(bucket=bucket, public=answer["PolicyStatus"]["IsPublic"] if answer else None)


@collector("s3:GetEncryptionConfiguration")
def bucket_encryption(bucket: Bucket, aws: AwsConnection) -> BucketEncryption:
    answer = aws.ask_unless(NO_ENCRYPTION, "s3.GetBucketEncryption", bucket.region, Bucket=bucket.name)
    if answer is None:
        return BucketEncryption(bucket=bucket, algorithm=None, key=None)
    # S3 allows one rule a bucket.
    rule = answer["ServerSideEncryptionConfiguration"]["Rules"][0]["ApplyServerSideEncryptionByDefault"]
    return BucketEncryption(bucket=bucket, algorithm=rule["SSEAlgorithm"], key=rule.get("KMSMasterKeyID"))


@collector("s3:GetBucketPolicy")
def bucket_policy(bucket: Bucket, aws: AwsConnection) -> BucketPolicy:
    answer = aws.ask_unless(NO_POLICY, "s3.GetBucketPolicy", bucket.region, Bucket=bucket.name)
    return BucketPolicy(bucket=bucket, document=answer["Policy"] if answer else None)
