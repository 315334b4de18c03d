"""Keys of the Key Management Service."""

from scanner import Instant, setting


@setting("AWS::KMS::Key", key="arn", name="id", region="region")
class Key:
    """A key and its aliases; an alias that begins with ``alias/aws/`` marks a key that AWS manages.

    Source: KMS ListKeys (``KeyId``, ``KeyArn``), ListAliases (``AliasName``, ``TargetKeyId``).
    """

    id: str
    arn: str
    region: str
    aliases: tuple[str, ...]


@setting("AWS::KMS::Key/detail", of="key")
class KeyDetail:
    """What a key is: who manages it (AWS, CUSTOMER), its spec, origin and state.

    `deletion` is the time of deletion of a key that waits for it. Source: KMS DescribeKey,
    API type KeyMetadata.
    """

    key: Key
    manager: str
    spec: str
    origin: str
    state: str
    deletion: Instant | None


@setting("AWS::KMS::Key/rotation", of="detail")
class KeyRotation:
    """Whether KMS renews the key's material by itself, and every how many days.

    Both are None for a key that KMS can't rotate: it is not asked. Source: KMS GetKeyRotationStatus.
    """

    detail: KeyDetail
    enabled: bool | None
    period_days: int | None


@setting("AWS::KMS::Key/material", of="key")
class KeyMaterial:
    """Where the material of a key lies, and where else.

    `expires` is when imported material is deleted (None: never, or not imported), `primary` and
    `replicas` are ARNs of the keys with the same material in other regions, `cluster` the CloudHSM
    cluster that holds it. Source: KMS DescribeKey, API types KeyMetadata (``ValidTo``,
    ``CloudHsmClusterId``), MultiRegionConfiguration.
    """

    key: Key
    expires: Instant | None
    primary: str | None
    replicas: tuple[str, ...]
    cluster: str | None


@setting("AWS::CloudTrail::KeyDeletion", key="id", region="region")
class KeyDeletion:
    """An event of the last 90 days by which a key was to be deleted, or was.

    `name` is ScheduleKeyDeletion or DeleteKey, `keys` are the ARNs that it speaks of. `error` is why
    the request was refused, None if it wasn't. Source: CloudTrail LookupEvents, API type Event; KMS
    Developer Guide, "DeleteKey" and "ScheduleKeyDeletion" (log entries: ``resources[].ARN``).
    """

    id: str
    region: str
    name: str
    time: Instant
    keys: tuple[str, ...]
    error: str | None


@setting("AWS::CloudHSM::Backup", key="arn", name="id", region="region")
class HsmBackup:
    """A backup of a CloudHSM cluster; deleted ones are left out.

    `state` is CREATE_IN_PROGRESS, READY or PENDING_DELETION. Source: CloudHSM v2 DescribeBackups.
    """

    arn: str
    id: str
    region: str
    cluster: str | None
    state: str
