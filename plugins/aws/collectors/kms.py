"""Keys, region by region."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.kms import Key, KeyDetail, KeyMaterial, KeyRotation
from scanner import collector

DEFAULT_DAYS = 365
"""The period of a rotation that nobody set (GetKeyRotationStatus: "The default value is 365 days")."""
ROTATABLE_STATES = ("Enabled", "Disabled")
"""In every other state GetKeyRotationStatus answers with an error (KMS guide, "Key states")."""


@collector("kms:ListAliases", "kms:ListKeys")
def keys(region: Region, aws: AwsConnection) -> Iterator[Key]:
    aliases: dict[str, list[str]] = defaultdict(list)
    for alias in aws.items("kms.ListAliases", "Aliases", region.name, size=100):
        if "TargetKeyId" in alias:  # AWS reserves aliases that have no key yet
            aliases[alias["TargetKeyId"]].append(alias["AliasName"])
    return map(partial(_key, region.name, aliases), aws.items("kms.ListKeys", "Keys", region.name, size=1000))


def _key(region: str, aliases: Mapping[str, list[str]], one: Answer) -> Key:
    names = tuple(sorted(aliases.get(one["KeyId"], ())))
    return Key(id=one["KeyId"], arn=one["KeyArn"], region=region, aliases=names)


@collector("kms:DescribeKey")
def key_detail(key: Key, aws: AwsConnection) -> Iterator[KeyDetail | KeyMaterial]:
    found = aws.ask("kms.DescribeKey", key.region, KeyId=key.id)["KeyMetadata"]
    yield KeyDetail(
        key=key,
        manager=found["KeyManager"],
        spec=found["KeySpec"],
        origin=found["Origin"],
        state=found["KeyState"],
        deletion=found.get("DeletionDate"),
    )
    # Present only for multi-Region keys (API type KeyMetadata).
    shared = found.get("MultiRegionConfiguration") or Answer()
    primary = shared["PrimaryKey"]["Arn"] if shared else None
    yield KeyMaterial(
        key=key,
        expires=found.get("ValidTo"),
        primary=primary if primary != key.arn else None,
        replicas=tuple(one["Arn"] for one in shared.get("ReplicaKeys") or () if one["Arn"] != key.arn),
        cluster=found.get("CloudHsmClusterId"),
    )


@collector("kms:GetKeyRotationStatus")
def key_rotation(detail: KeyDetail, aws: AwsConnection) -> KeyRotation:
    if not is_rotatable(detail):
        return KeyRotation(detail=detail, enabled=None, period_days=None)
    found = aws.ask("kms.GetKeyRotationStatus", detail.key.region, KeyId=detail.key.id)
    enabled = found["KeyRotationEnabled"]
    # An answer without a period means the default (API page; endpoints from before 2024 know no other).
    period = found.get("RotationPeriodInDays", DEFAULT_DAYS) if enabled else None
    return KeyRotation(detail=detail, enabled=enabled, period_days=period)


def is_rotatable(detail: KeyDetail) -> bool:
    """True for symmetric customer keys whose material KMS made, in a state that can be asked."""
    return (
        detail.manager == "CUSTOMER"
        and detail.spec == "SYMMETRIC_DEFAULT"
        and detail.origin == "AWS_KMS"
        and detail.state in ROTATABLE_STATES
    )
