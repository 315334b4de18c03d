"""Who manages the key that a resource names."""

from typing import Literal

from plugins.aws.settings.kms import Key
from scanner import Reading

AWS_ALIAS = "alias/aws/"
Custody = Literal["aws", "customer", "unseen"]


def custody(reference: str | None, region: str, account: str, keys: Reading[Key]) -> Custody:
    """Say who manages a key, named by id, ARN, alias or alias ARN; no name means that AWS does.

    AWS makes every alias that begins with ``alias/aws/``, and only those; keys that AWS manages
    can't be used from another account. *unseen*: the key is not among those that were read.
    """
    if not reference:
        return "aws"
    if "alias/" in reference:
        return "aws" if AWS_ALIAS in reference else "customer"
    if reference.startswith("arn:") and reference.split(":")[4] != account:
        return "customer"
    return _of(reference.rpartition("/")[2], region, keys)


def _of(key_id: str, region: str, keys: Reading[Key]) -> Custody:
    for key in keys.items:
        if key.id == key_id and key.region == region:
            return "aws" if any(alias.startswith(AWS_ALIAS) for alias in key.aliases) else "customer"
    return "unseen"
