"""The buckets and log groups that trails write to; a bucket may belong to another account."""

from collections.abc import Iterator

from plugins.aws.answers import Answer
from plugins.aws.collectors.s3 import NO_BLOCK, flags_of
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.logstore import (
    BucketKeeping,
    Expiry,
    LogGroup,
    ObjectLock,
    TrailBucket,
    TrailRetention,
)
from plugins.aws.settings.trail import Trail
from scanner import collector

NO_LOCK = frozenset({"ObjectLockConfigurationNotFoundError"})
NO_LIFECYCLE = frozenset({"NoSuchLifecycleConfiguration"})


@collector("s3:GetBucketVersioning", "s3:GetBucketObjectLockConfiguration", "s3:GetBucketPublicAccessBlock")
def trail_bucket(trail: Trail, aws: AwsConnection) -> TrailBucket:
    # The SDK finds the bucket's region by itself if it isn't the trail's.
    region, bucket = trail.home_region, trail.bucket
    versioning = aws.once.ask("s3.GetBucketVersioning", region, Bucket=bucket)
    block = aws.once.ask_unless(NO_BLOCK, "s3.GetPublicAccessBlock", region, Bucket=bucket)
    return TrailBucket(
        trail=trail,
        versioning=versioning.get("Status"),  # "not present if versioning was never enabled"
        lock=_lock_of(aws, region, bucket),
        flags=flags_of(block),
    )


def _lock_of(aws: AwsConnection, region: str, bucket: str) -> ObjectLock | None:
    answer = aws.once.ask_unless(NO_LOCK, "s3.GetObjectLockConfiguration", region, Bucket=bucket)
    rule = answer["ObjectLockConfiguration"].get("Rule") if answer else None
    if rule is None:
        return None
    kept = rule["DefaultRetention"]  # in days or in years
    days = kept.get("Days") or kept["Years"] * 365
    return ObjectLock(mode=kept["Mode"], days=days)


@collector("s3:GetLifecycleConfiguration")
def trail_retention(bucket: TrailBucket, aws: AwsConnection) -> TrailRetention:
    trail = bucket.trail
    return TrailRetention(bucket=bucket, expiries=_expiries(aws, trail.home_region, trail.bucket))


def _expiries(aws: AwsConnection, region: str, bucket: str) -> tuple[Expiry, ...]:
    operation = "s3.GetBucketLifecycleConfiguration"
    answer = aws.once.ask_unless(NO_LIFECYCLE, operation, region, Bucket=bucket)
    rules = answer["Rules"] if answer else []
    found = (_expiry(rule) for rule in rules if rule["Status"] != "Disabled")
    return tuple(one for one in found if one)


def keeping_of(aws: AwsConnection, region: str, bucket: str) -> BucketKeeping:
    """Read what keeps the files of a bucket; raises the SDK's errors, also for one of another account."""
    return BucketKeeping(lock=_lock_of(aws, region, bucket), expiries=_expiries(aws, region, bucket))


def _expiry(rule: Answer) -> Expiry | None:
    """Read when a rule deletes; None if it only moves objects or cleans up."""
    end = rule.get("Expiration", Answer())
    if "Days" not in end and "Date" not in end:
        return None
    chosen = rule.get("Filter", Answer())
    several = chosen.get("And", Answer())
    return Expiry(
        rule=rule.get("ID", ""),
        prefix=rule.get("Prefix") or chosen.get("Prefix") or several.get("Prefix") or "",
        tags="Tag" in chosen or bool(several.get("Tags")),
        days=end.get("Days"),
        date=end.get("Date"),
    )


@collector("logs:DescribeLogGroups")
def log_groups(region: Region, aws: AwsConnection) -> Iterator[LogGroup]:
    for group in aws.once.items("logs.DescribeLogGroups", "logGroups", region.name, size=50):
        yield LogGroup(
            arn=group["arn"],
            name=group["logGroupName"],
            region=region.name,
            days=group.get("retentionInDays"),
        )
