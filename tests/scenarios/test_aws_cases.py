"""Real changes of AWS, replayed: each case names the page that it was written from."""

from dataclasses import replace

import pytest

from plugins.aws.settings.account import Region
from plugins.aws.settings.keeping import PublicSharing
from plugins.aws.settings.s3 import Bucket, BucketPolicyStatus, BucketPublicAccess, PublicAccessFlags
from scanner import Action, Gap, Message, Reason, Resource
from scanner.attribution import Cause
from scanner.changes import Change
from scanner.notice_kind import NoticeKind
from tests.scenarios.replay import day, notice, replayed, traced

OLD, NEW = (
    Bucket(name="kaigi-shiryo", region="ap-northeast-1"),
    Bucket(name="atarashii", region="ap-northeast-1"),
)
OPEN = PublicAccessFlags(block_acls=False, ignore_acls=False, block_policy=False, restrict_buckets=False)
CLOSED = PublicAccessFlags(block_acls=True, ignore_acls=True, block_policy=True, restrict_buckets=True)
HEADS_UP = notice(
    "s3-2023-04",
    "S3 Block Public Access is enabled and ACLs are disabled for new buckets",
    ["S3"],
    "In April 2023 all new buckets have the public access block enabled. Existing buckets are not affected.",
    starts="2023-04-01",
    ends="2023-05-31",
    modified="2022-12-13",
)
SSE_C = notice(
    "sse-c-2026-04",
    "S3 disables SSE-C for new buckets, and for existing ones without SSE-C objects",
    ["S3"],
    "From 6 April 2026 encryption with customer-provided keys is disabled, also for existing buckets.",
    starts="2026-04-06",
    ends="2026-05-31",
    modified="2025-11-20",
)


def test_a_new_default_for_new_buckets_only():
    """AWS News Blog, "Heads-Up: Amazon S3 Security Changes Are Coming in April of 2023"."""
    (one,) = traced(
        "aws",
        {BucketPublicAccess: [BucketPublicAccess(bucket=OLD, flags=None)]},
        {BucketPublicAccess: [
            BucketPublicAccess(bucket=OLD, flags=None), BucketPublicAccess(bucket=NEW, flags=CLOSED),
        ]},
        ("2023-03-20", "2023-05-10"),
        notices=[HEADS_UP],
    )  # fmt: skip
    assert (one.change.resource.name or one.change.resource.id, one.cause) == ("atarashii", Cause.NOTICE)
    assert one.kind is NoticeKind.NEW_ONLY


def test_a_new_default_for_new_buckets_does_not_explain_an_old_one_as_such():
    (one,) = traced(
        "aws",
        {BucketPublicAccess: [BucketPublicAccess(bucket=OLD, flags=OPEN)]},
        {BucketPublicAccess: [BucketPublicAccess(bucket=OLD, flags=CLOSED)]},
        ("2023-03-20", "2023-05-10"),
        notices=[HEADS_UP],
    )
    assert one.kind is NoticeKind.EXISTING


def test_a_change_of_existing_buckets_by_the_provider():
    """Amazon S3 User Guide, "Default SSE-C setting for new buckets FAQ" (2026-04-06)."""
    from plugins.aws.settings.s3 import BucketEncryption

    before = BucketEncryption(bucket=OLD, algorithm="aws:kms", key=None)
    (one,) = traced(
        "aws",
        {BucketEncryption: [before]},
        {BucketEncryption: [replace(before, algorithm="AES256")]},
        ("2026-04-01", "2026-04-20"),
        notices=[SSE_C],
    )
    assert (one.cause, one.kind) == (Cause.NOTICE, NoticeKind.EXISTING)


def test_a_notice_from_long_before_explains_nothing():
    (one,) = traced(
        "aws",
        {BucketPublicAccess: [BucketPublicAccess(bucket=OLD, flags=CLOSED)]},
        {BucketPublicAccess: [BucketPublicAccess(bucket=OLD, flags=OPEN)]},
        ("2026-11-01", "2026-11-20"),
        notices=[HEADS_UP, SSE_C],
    )
    assert (one.cause, str(one.confidence[0])) == (
        Cause.UNEXPLAINED, "none: the audit log was read, and names nobody"
    )  # fmt: skip


def test_a_snapshot_block_that_was_loosened_is_somebody_not_the_provider():
    """Amazon EBS User Guide, "Block public access for snapshots": block-new shows old ones again."""
    region = Region(name="ap-northeast-1")
    did = Action(
        id="1",
        time=day("2026-11-05"),
        service="ec2.amazonaws.com",
        operation="EnableSnapshotBlockPublicAccess",
        actor="arn:aws:sts::111122223333:assumed-role/operator/batch",
        resources=("ap-northeast-1",),
    )
    before = PublicSharing(region=region, snapshots="block-all-sharing", images="block-new-sharing")
    (one,) = traced(
        "aws",
        {PublicSharing: [before]},
        {PublicSharing: [replace(before, snapshots="block-new-sharing")]},
        ("2026-11-01", "2026-11-20"),
        actions=[did],
        notices=[replace(HEADS_UP, starts=day("2026-11-01"), ends=None)],
    )
    assert (one.cause, one.kind) == (Cause.ACTOR, None)
    assert "EnableSnapshotBlockPublicAccess" in str(one.evidence)


def public(actions, **more):
    """The contractor's bucket that became public (made up after reports of such accidents)."""
    (one,) = replayed(
        "aws",
        {BucketPolicyStatus: [BucketPolicyStatus(bucket=OLD, public=False)]},
        {BucketPolicyStatus: [BucketPolicyStatus(bucket=OLD, public=True)]},
        ("2026-11-01", "2026-11-20"),
        actions=actions,
        **more,
    ).attributions
    return one


PUT = Action(
    id="2",
    time=day("2026-11-09"),
    service="s3.amazonaws.com",
    operation="PutBucketPolicy",
    actor="arn:aws:sts::111122223333:assumed-role/contractor/session",
    resources=("arn:aws:s3:::kaigi-shiryo",),
)


def test_the_contractor_s_public_bucket_names_the_contractor_s_role():
    one = public([PUT])
    assert one.cause is Cause.ACTOR
    assert "assumed-role/contractor" in str(one.evidence)
    assert str(one.confidence[0]).startswith("high")


def test_what_was_done_before_or_to_another_bucket_is_not_taken_for_it():
    assert public([replace(PUT, time=day("2026-10-01"))]).cause is Cause.UNEXPLAINED
    assert public([replace(PUT, resources=("arn:aws:s3:::kaigi-shiryo-2",))]).cause is Cause.UNEXPLAINED


def test_a_log_that_was_refused_is_never_taken_for_nobody():
    gap = Gap(
        "action", Resource("target", "city"), Reason.DENIED, Message.of("denied"), "cloudtrail:LookupEvents"
    )
    assert "could not be read" in str(public([], gaps=[gap]).confidence[0])
    assert "not asked for" in str(public(None).confidence[0])


@pytest.mark.parametrize(
    ("asked", "whole"), [("2026-11-21", True), ("2026-11-20", False), ("2027-02-10", False)]
)
def test_a_log_that_lags_or_reaches_back_too_short_is_never_taken_for_nobody(asked, whole):
    """CloudTrail's event history holds ninety days, and an entry may take fifteen minutes."""
    said = str(public([], asked=asked).confidence[0])
    assert ("names nobody" in said) is whole
    assert ("could not be read whole" in said) is not whole


def test_our_own_record_comes_before_everything_else():
    record = Change(
        setting="AWS::S3::Bucket/policy-status",
        reason="公開用バケットに変更",
        role="情報政策課長",
        date="2026-11-08",
    )
    one = public([PUT], records=[record])
    assert (one.cause, "情報政策課長" in str(one.evidence)) == (Cause.RECORD, True)
