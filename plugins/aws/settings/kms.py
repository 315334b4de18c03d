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
