"""Buckets are encrypted with keys of the municipality."""

from collections.abc import Iterator

from plugins.aws.checks.keys import custody
from plugins.aws.settings.account import Account
from plugins.aws.settings.kms import Key
from plugins.aws.settings.s3 import BucketEncryption
from scanner import Fail, Pass, Reading, Reason, Severity, Unknown, Verdict, check

KMS = ("aws:kms", "aws:kms:dsse")


@check("aws.s3.encryption", severity=Severity.HIGH, signals=["aws.s3enc"], assets=["cloud"])
def encryption(setting: BucketEncryption, account: Account, keys: Reading[Key]) -> Iterator[Verdict]:
    """Every bucket is encrypted with a customer managed key.

    Only with a key of its own can a municipality decide who decrypts, see each use of the key, and
    make the data unreadable by deleting the key.

    ## Remediation
    Set the default encryption of the bucket to SSE-KMS with a customer managed key. Objects that
    are already there keep their old key until they are copied.
    """
    if setting.algorithm is None:
        yield Fail(setting, "has no default encryption")
    elif setting.algorithm == "AES256":
        yield Fail(setting, "encrypted with SSE-S3, whose key AWS manages")
    elif setting.algorithm not in KMS:
        yield Unknown(
            setting, Reason.MALFORMED, "undocumented encryption {algorithm}", algorithm=setting.algorithm
        )
    else:
        yield _keyed(setting, account, keys)


def _keyed(setting: BucketEncryption, account: Account, keys: Reading[Key]) -> Verdict:
    owner = custody(setting.key, setting.bucket.region, account.id, keys)
    if owner == "aws":
        return Fail(setting, "encrypted with SSE-KMS, but with the key that AWS manages for S3")
    if owner == "customer":
        return Pass(setting, "encrypted with the customer managed key {key}", key=setting.key)
    return unseen_key(setting, setting.key, keys)


def unseen_key(subject: object, key: str | None, keys: Reading[Key]) -> Verdict:
    """Say that nobody can tell who manages a key, and why."""
    reason = keys.gaps[0].reason if keys.gaps else Reason.UNREACHABLE
    problem = "the key {key} was not read, so it can't be told who manages it; needed: {permission}"
    missing = {gap.permission for gap in keys.gaps if gap.permission}
    needed = ", ".join(sorted(missing)) or "kms:ListKeys, kms:ListAliases"
    return Unknown(subject, reason, problem, key=key, permission=needed)
