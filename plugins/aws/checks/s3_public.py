"""Buckets that the public could reach."""

from collections.abc import Iterator

from plugins.aws.settings.s3 import (
    AccountPublicAccess,
    BucketPolicyStatus,
    BucketPublicAccess,
    PublicAccessFlags,
)
from scanner import Fail, Pass, Severity, Verdict, check

NAMES = {
    "block_acls": "BlockPublicAcls",
    "ignore_acls": "IgnorePublicAcls",
    "block_policy": "BlockPublicPolicy",
    "restrict_buckets": "RestrictPublicBuckets",
}


@check("aws.s3.block-public-access", severity=Severity.CRITICAL, signals=["aws.s3pub"], assets=["cloud"])
def block_public_access(bucket: BucketPublicAccess, account: AccountPublicAccess) -> Iterator[Verdict]:
    """Public access to every bucket is blocked.

    Most leaks from cloud storage begin with one bucket opened by mistake. A flag counts if it is on
    for the account or for the bucket: S3 applies the stricter of the two.

    ## Remediation
    Turn on all four settings of *Block Public Access* for the account, or for the bucket if another
    bucket of the account must stay public.
    """
    off = [
        name for field, name in NAMES.items() if not (_on(bucket.flags, field) or _on(account.flags, field))
    ]
    if off:
        yield Fail(bucket, "off for the bucket and for the account: {flags}", flags=", ".join(off))
    else:
        yield Pass(bucket, "public access is blocked")


def _on(flags: PublicAccessFlags | None, field: str) -> bool:
    return flags is not None and getattr(flags, field) is True


@check("aws.s3.policy-not-public", severity=Severity.CRITICAL, signals=["aws.s3pub"], assets=["cloud"])
def policy_not_public(status: BucketPolicyStatus) -> Iterator[Verdict]:
    """No bucket policy opens a bucket to the public.

    S3 judges each policy itself: one that lets in everybody, or a set of addresses that is too
    wide, is public. With *Block Public Access* off, anyone can then read or write.

    ## Remediation
    Name the accounts, roles or VPC endpoints that may use the bucket instead of Principal "*".
    """
    if status.public is None:
        yield Pass(status, "has no bucket policy")
    elif status.public:
        yield Fail(status, "S3 calls the bucket policy public")
    else:
        yield Pass(status, "S3 calls the bucket policy not public")
