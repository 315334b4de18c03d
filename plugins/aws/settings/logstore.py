"""Where a trail's records lie, how long they stay, and who could delete them."""

from plugins.aws.settings.s3 import PublicAccessFlags
from plugins.aws.settings.trail import Trail
from scanner import Instant, setting, value


@value
class ObjectLock:
    """A default retention: GOVERNANCE (those with a right to may lift it) or COMPLIANCE, and its days.

    Source: S3 API type DefaultRetention; years are counted as 365 days.
    """

    mode: str
    days: int


@setting("AWS::CloudTrail::Trail/bucket", of="trail")
class TrailBucket:
    """How the bucket of a trail is protected; what is None is not configured.

    `lock` is None too for Object Lock that is enabled without a default retention: it locks nothing.
    Source: S3 GetBucketVersioning (``Status``: Enabled, Suspended or absent), GetObjectLockConfiguration
    (error ObjectLockConfigurationNotFoundError: none), GetPublicAccessBlock.
    """

    trail: Trail
    versioning: str | None
    lock: ObjectLock | None
    flags: PublicAccessFlags | None


@value
class Expiry:
    """An enabled lifecycle rule that deletes objects: after days, or all at a date.

    `tags` is true if it only deletes objects with certain tags. Source: S3 API type LifecycleRule.
    """

    rule: str
    prefix: str
    tags: bool
    days: int | None
    date: Instant | None


@value
class BucketKeeping:
    """What keeps the files of a bucket, and what deletes them.

    Source: S3 GetObjectLockConfiguration, GetBucketLifecycleConfiguration.
    """

    lock: ObjectLock | None
    expiries: tuple[Expiry, ...]


@setting("AWS::CloudTrail::Trail/retention", of="bucket")
class TrailRetention:
    """Which rules delete from the bucket of a trail.

    Source: S3 GetBucketLifecycleConfiguration (error NoSuchLifecycleConfiguration: none).
    """

    bucket: TrailBucket
    expiries: tuple[Expiry, ...]


@setting("AWS::Logs::LogGroup", key="arn", name="name", region="region")
class LogGroup:
    """A log group; `days` is None if its events never expire.

    Source: CloudWatch Logs DescribeLogGroups ("if you omit retentionInDays, events don't expire").
    """

    arn: str
    name: str
    region: str
    days: int | None
