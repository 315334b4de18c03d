"""Who manages the key that a resource names."""

from typing import Literal

from plugins.aws.settings.kms import Key
from scanner import Reading

AWS_ALIAS = "alias/aws/"
Custody = Literal["aws", "customer", "unseen"]


def custody(reference: str | None, region: str, account: str, keys: Reading[Key]) -> Custody:
    """Say who manages a key, named by id, ARN, alias or alias ARN; no name means that AWS does.

    AWS makes every alias that begins with ``alias/aws/``, and only those; keys that AWS manages
    can't be used from another account. *unseen*: the key, or what the alias points to, is not among
    those that were read.
    """
    if not reference:
        return "aws"
    if AWS_ALIAS in reference:
        return "aws"
    if reference.startswith("arn:") and reference.split(":")[4] != account:
        return "customer"
    return _of(reference, region, keys)


def _of(reference: str, region: str, keys: Reading[Key]) -> Custody:
    name = reference.rpartition(":")[2]
    for key in keys.items:
        if key.region == region and (name in key.aliases or key.id == name.removeprefix("key/")):
            return "aws" if any(alias.startswith(AWS_ALIAS) for alias in key.aliases) else "customer"
    return "unseen"


def names(reference: str, region: str, key: Key) -> bool:
    """Say if a reference means the key: its id or alias in this region, its ARN or alias ARN anywhere."""
    if reference.startswith("arn:"):
        home = key.arn.partition(":key/")[0]
        return reference in (key.arn, *(f"{home}:{alias}" for alias in key.aliases))
    return region == key.region and reference in (key.id, *key.aliases)
