"""A trail's records: protected and kept. Answers by hand are written from documentation: S3 API reference."""

from dataclasses import replace
from datetime import UTC, datetime

import boto3
import pytest
from botocore.exceptions import ClientError

from plugins.aws.checks.logstore import bucket, retention
from plugins.aws.collectors.logstore import trail_bucket
from plugins.aws.settings.account import Account
from plugins.aws.settings.logstore import Expiry, LogGroup, ObjectLock, TrailBucket, TrailRetention
from plugins.aws.settings.s3 import AccountPublicAccess, Bucket, PublicAccessFlags
from scanner import Fail, Gap, Limits, Message, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read
from tests.plugins.aws.test_aws_trail_checks import TRAIL

ON = PublicAccessFlags(block_acls=True, ignore_acls=True, block_policy=True, restrict_buckets=True)
GOOD = TrailBucket(trail=TRAIL, versioning="Enabled", lock=None, flags=ON)
ACCOUNT = AccountPublicAccess(account=Account(id="111122223333", target="aozora-aws"), flags=None)
OWN = Reading((Bucket(name="aozora-trail", region=TOKYO),))
GAP = Gap("x", Resource("AWS::Region", TOKYO), Reason.DENIED, Message("no"), "s3:ListAllMyBuckets")
LOCK = ObjectLock(mode="COMPLIANCE", days=365)


def judged(setting, account=None, buckets=OWN):
    return [type(one) for one in bucket(setting, replace(ACCOUNT, flags=account), buckets)]


def test_a_bucket_with_versions_that_is_closed_passes():
    assert judged(GOOD) == [Pass, Pass]
    assert judged(replace(GOOD, lock=LOCK)) == [Pass, Pass]


@pytest.mark.parametrize("versioning", [None, "Suspended"])
def test_a_bucket_without_versions_fails(versioning):
    assert judged(replace(GOOD, versioning=versioning)) == [Fail, Pass]


def test_a_state_that_nobody_documents_is_unknown():
    assert judged(replace(GOOD, versioning="Maybe")) == [Unknown, Pass]


def test_a_bucket_that_nothing_closes_fails():
    assert judged(replace(GOOD, flags=None)) == [Pass, Fail]
    assert judged(replace(GOOD, flags=replace(ON, block_acls=False))) == [Pass, Fail]


def test_the_accounts_block_covers_its_own_buckets_only():
    assert judged(replace(GOOD, flags=None), ON) == [Pass, Pass]
    assert judged(replace(GOOD, flags=None), ON, Reading()) == [Pass, Fail]
    assert judged(replace(GOOD, flags=None), ON, Reading((), (GAP,))) == [Pass, Unknown]


EARLY = Expiry(rule="tidy", prefix="", tags=False, days=364, date=None)
KEPT = TrailRetention(bucket=GOOD, expiries=())
GROUP = LogGroup(arn="arn:group:*", name="trail", region=TOKYO, days=365)
LIMITS = Limits.of({"log_retention_days": 365})


def kept(setting, groups=()):
    reading = groups if isinstance(groups, Reading) else Reading(tuple(groups))
    [verdict] = retention(setting, reading, LIMITS)
    return type(verdict)


def expired(**more):
    return replace(KEPT, expiries=(replace(EARLY, **more),))


def test_files_that_no_rule_deletes_are_kept():
    assert kept(KEPT) is Pass
    assert kept(expired(days=365)) is Pass


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"prefix": "AWSLogs/"},
        {"prefix": "AWSLogs/111122223333/CloudTrail/"},
        {"prefix": "A"},
        {"days": None, "date": datetime(2030, 1, 1, tzinfo=UTC)},
    ],
)
def test_a_rule_that_deletes_log_files_early_fails(more):
    assert kept(expired(**more)) is Fail


def test_a_rule_for_other_files_does_not_count():
    assert kept(expired(prefix="website/")) is Pass
    moved = replace(GOOD, trail=replace(TRAIL, prefix="audit"))
    assert kept(replace(expired(prefix="AWSLogs/"), bucket=moved)) is Pass
    assert kept(replace(expired(prefix="audit/"), bucket=moved)) is Fail


def test_object_lock_counts_by_its_days_and_not_by_being_enabled():
    assert kept(replace(expired(), bucket=replace(GOOD, lock=LOCK))) is Pass
    assert kept(replace(expired(), bucket=replace(GOOD, lock=replace(LOCK, days=30)))) is Fail


def test_a_rule_for_tagged_files_is_unknown():
    assert kept(expired(tags=True)) is Unknown


def test_a_log_group_that_keeps_the_events_makes_up_for_the_bucket():
    setting = replace(expired(), bucket=replace(GOOD, trail=replace(TRAIL, log_group="arn:group:*")))
    assert kept(setting, [GROUP]) is Pass
    assert kept(setting, [replace(GROUP, days=None)]) is Pass
    assert kept(setting, [replace(GROUP, days=90)]) is Fail
    assert kept(setting, Reading((), (GAP,))) is Unknown
    assert kept(expired(), [GROUP]) is Fail  # which the trail does not write to


def test_what_moto_knows_of_a_log_bucket_is_read(aws):
    s3 = boto3.client("s3", TOKYO)
    place = {"LocationConstraint": TOKYO}
    s3.create_bucket(Bucket="aozora-trail", CreateBucketConfiguration=place, ObjectLockEnabledForBucket=True)
    kept = {"DefaultRetention": {"Mode": "COMPLIANCE", "Years": 1}}
    s3.put_object_lock_configuration(
        Bucket="aozora-trail", ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": kept}
    )
    rules = [
        {"ID": "a", "Status": "Enabled", "Filter": {"Prefix": "AWSLogs/"}, "Expiration": {"Days": 400}},
        {"ID": "b", "Status": "Disabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 1}},
        {
            "ID": "c",
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "Expiration": {"ExpiredObjectDeleteMarker": True},
        },
    ]
    s3.put_bucket_lifecycle_configuration(Bucket="aozora-trail", LifecycleConfiguration={"Rules": rules})
    boto3.client("cloudtrail", TOKYO).create_trail(Name="aozora", S3BucketName="aozora-trail")
    boto3.client("logs", TOKYO).create_log_group(logGroupName="forever")

    [found] = read(TrailRetention, aws)
    assert (found.bucket.versioning, found.bucket.lock, found.bucket.flags) == ("Enabled", LOCK, None)
    assert found.expiries == (Expiry(rule="a", prefix="AWSLogs/", tags=False, days=400, date=None),)
    assert [(one.name, one.days) for one in read(LogGroup, aws)] == [("forever", None)]


def test_a_log_bucket_that_another_account_keeps_to_itself_is_denied_and_not_bad(tape, sign_in):
    tape.answer("sts.GetCallerIdentity", {"Account": "111122223333"})
    tape.fail("s3.GetBucketVersioning", "AccessDenied", status=403)
    aws = sign_in()
    with pytest.raises(ClientError) as caught:
        trail_bucket(TRAIL, aws)
    failure = aws.classify(caught.value)
    assert (failure.reason, failure.permission) == (Reason.DENIED, "s3:GetBucketVersioning")
