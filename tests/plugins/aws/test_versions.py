"""Buckets keep what is overwritten, for as long as backups are kept."""

from dataclasses import replace

import boto3
import pytest

from plugins.aws.checks.versions import versioning
from plugins.aws.settings.s3 import Bucket, BucketVersioning, VersionExpiry
from plugins.aws.settings.tags import Tag, TaggedResource
from scanner import (
    DeclaredImportance,
    Fail,
    Gap,
    Limits,
    Message,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Resource,
    Unknown,
)
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read
from tests.plugins.aws.test_flowkeeping import TO_BUCKET
from tests.plugins.aws.test_sessions import GOOD as SESSIONS

LIMITS = Limits.of({"backup_retention_days": 30})
BUCKET = Bucket(name="aozora-residents", region=TOKYO)
GOOD = BucketVersioning(bucket=BUCKET, status="Enabled", expiries=())
OFF = replace(GOOD, status=None)
IMPORTANT = DeclaredImportance(tag="importance", value="high")
TAGGED = TaggedResource(
    arn="arn:aws:s3:::aozora-residents", region=TOKYO, tags=(Tag(key="importance", value="high"),)
)
GAP = Gap("x", Resource("AWS::Region", TOKYO, TOKYO, TOKYO), Reason.DENIED, Message("no"))
UNDECLARED = Reading(gaps=(GAP,))
NONE = Reading(())
BEARS, MARKS = Reading((TAGGED,)), Reading((IMPORTANT,))


def judged(setting, tagged=BEARS, important=MARKS, flows=NONE, sessions=NONE):
    [verdict] = versioning(setting, LIMITS, flows, sessions, tagged, important)
    return type(verdict)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Pass),
        ({"status": None}, Fail),
        ({"status": "Suspended"}, Fail),
        ({"status": "Sometimes"}, Unknown),
        ({"expiries": (VersionExpiry(rule="tidy", days=30, kept=0),)}, Pass),
        ({"expiries": (VersionExpiry(rule="tidy", days=29, kept=0),)}, Fail),
        ({"expiries": (VersionExpiry(rule="tidy", days=1, kept=3),)}, Pass),  # three versions stay
    ],
)
def test_a_bucket_keeps_what_is_overwritten(more, expected):
    assert judged(replace(GOOD, **more)) is expected


def test_only_important_buckets_have_to():
    assert judged(OFF, Reading((replace(TAGGED, tags=()),))) is NotApplicable
    assert judged(OFF, Reading(), Reading()) is Fail  # nothing marks what is important: everything is
    assert judged(OFF, important=UNDECLARED) is Unknown


def test_tags_that_were_not_read_hide_whether_a_bucket_is_important():
    """The ARN of a bucket names no region, so that those of any may be missing."""
    assert judged(OFF, Reading(gaps=(GAP,))) is Unknown
    assert judged(GOOD, Reading(gaps=(GAP,))) is Pass


def test_a_bucket_of_logs_is_important_whatever_its_tags():
    flow = replace(TO_BUCKET, target="arn:aws:s3:::aozora-residents/tokyo/")
    session = replace(SESSIONS, bucket="aozora-residents")
    for logs in ({"flows": Reading((flow,))}, {"sessions": Reading((session,))}):
        assert judged(OFF, NONE, **logs) is Fail
        assert judged(GOOD, NONE, **logs) is Pass
    assert judged(OFF, NONE, flows=Reading((TO_BUCKET,)), sessions=Reading((SESSIONS,))) is NotApplicable
    assert judged(OFF, NONE, flows=Reading(gaps=(GAP,))) is Unknown
    assert judged(OFF, NONE, sessions=Reading(gaps=(GAP,))) is Unknown
    assert judged(OFF, flows=Reading(gaps=(GAP,))) is Fail


# Written from documentation: S3 API reference, GetBucketVersioning, GetBucketLifecycleConfiguration.
def test_versioning_and_what_ends_it_are_read(tape, sign_in):
    rule = {"ID": "tidy", "Status": "Enabled", "Filter": {"Prefix": ""}}
    ended = {"NoncurrentVersionExpiration": {"NoncurrentDays": 7, "NewerNoncurrentVersions": 2}}
    young, off = rule | {"Expiration": {"Days": 9}}, rule | ended | {"Status": "Disabled"}
    answers = {
        "s3.ListBuckets": {"Buckets": [{"Name": BUCKET.name, "BucketRegion": TOKYO}]},
        "s3.GetBucketVersioning": {"Status": "Enabled"},
        "s3.GetBucketLifecycleConfiguration": {"Rules": [rule | ended, young, off]},
    }
    assert read(BucketVersioning, answered(tape, sign_in, answers)) == [
        replace(GOOD, expiries=(VersionExpiry(rule="tidy", days=7, kept=2),))
    ]


def test_a_bucket_that_was_never_versioned_says_nothing(aws):
    boto3.client("s3", TOKYO).create_bucket(
        Bucket=BUCKET.name, CreateBucketConfiguration={"LocationConstraint": TOKYO}
    )
    assert read(BucketVersioning, aws) == [OFF]
