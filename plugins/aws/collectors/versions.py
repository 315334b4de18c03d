"""What buckets keep of the past."""

from plugins.aws.answers import Answer
from plugins.aws.collectors.logstore import NO_LIFECYCLE
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.s3 import Bucket, BucketVersioning, VersionExpiry
from scanner import collector


@collector("s3:GetBucketVersioning", "s3:GetLifecycleConfiguration")
def bucket_versioning(bucket: Bucket, aws: AwsConnection) -> BucketVersioning:
    answer = aws.once.ask("s3.GetBucketVersioning", bucket.region, Bucket=bucket.name)
    status = answer.get("Status")  # "not present if versioning was never enabled"
    expiries = _expiries(bucket, aws) if status == "Enabled" else ()
    return BucketVersioning(bucket=bucket, status=status, expiries=expiries)


def _expiries(bucket: Bucket, aws: AwsConnection) -> tuple[VersionExpiry, ...]:
    operation = "s3.GetBucketLifecycleConfiguration"
    answer = aws.once.ask_unless(NO_LIFECYCLE, operation, bucket.region, Bucket=bucket.name)
    rules = answer["Rules"] if answer else []
    return tuple(
        _expiry(rule)
        for rule in rules
        if rule["Status"] != "Disabled" and "NoncurrentVersionExpiration" in rule
    )


def _expiry(rule: Answer) -> VersionExpiry:
    end = rule["NoncurrentVersionExpiration"]
    return VersionExpiry(
        rule=rule.get("ID", ""), days=end["NoncurrentDays"], kept=end.get("NewerNoncurrentVersions", 0)
    )
