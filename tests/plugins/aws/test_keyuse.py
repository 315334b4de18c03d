"""What needs a key that can't be used, and keys that nobody uses.

Answers by hand are written from documentation: KMS API reference, ListKeys, ListAliases, DescribeKey,
ListGrants, GetKeyLastUsage; EC2 API reference, DescribeVolumes.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import boto3
import pytest

from plugins.aws.answers import MalformedAnswer
from plugins.aws.checks.keyuse import usable, used
from plugins.aws.collectors.keyuse import LISTS, key_users
from plugins.aws.settings.account import Region
from plugins.aws.settings.keyuse import KeyGrants, KeyLastUse, KeyUser
from plugins.aws.settings.kms import Key, KeyDetail
from plugins.aws.settings.s3 import Bucket, BucketEncryption
from scanner import (
    AsOf,
    DeclaredEndedKey,
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
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read

ID = "1234abcd-12ab-34cd-56ef-1234567890ab"
ARN = f"arn:aws:kms:{TOKYO}:111122223333:key/{ID}"
KEY = Key(id=ID, arn=ARN, region=TOKYO, aliases=())
DAY = datetime(2026, 10, 1, tzinfo=UTC)
ENDING = KeyDetail(
    key=KEY,
    manager="CUSTOMER",
    spec="SYMMETRIC_DEFAULT",
    origin="AWS_KMS",
    state="PendingDeletion",
    deletion=DAY,
)
ENABLED = replace(ENDING, state="Enabled", deletion=None)
VOLUME = KeyUser(kind="AWS::EC2::Volume", resource="vol-1", region=TOKYO, key=ARN)
GRANTED = KeyGrants(detail=ENDING, grantees=("rds.amazonaws.com",))
ENDED = Reading((DeclaredEndedKey(key=ARN, system="old-tax", origin="AWS_KMS"),))
UNSAID: Reading = Reading()
UNUSABLE = ("PendingDeletion", "PendingReplicaDeletion", "Disabled", "PendingImport", "Unavailable")
OLD = KeyLastUse(
    detail=ENABLED, used=None, tracked=DAY - timedelta(days=400), created=DAY - timedelta(days=300)
)


def gap(region):
    scope = Resource("AWS::Region", region, region, region)
    return Gap("AWS::KMS::KeyUser", scope, Reason.DENIED, Message("no"), "ec2:DescribeVolumes")


def judged(key=ENDING, users=(), grants=(), ended=UNSAID, gaps=(), **others):
    rest = [others.get(one, Reading()) for one in ("buckets", "trails", "vaults", "tables")]
    [verdict] = usable(key, Reading(tuple(users), tuple(gaps)), Reading(tuple(grants)), *rest, ended)
    return verdict


@pytest.mark.parametrize("state", UNUSABLE)
def test_a_key_that_a_resource_needs_must_be_usable(state):
    verdict = judged(replace(ENDING, state=state), [VOLUME], ended=ENDED)
    assert isinstance(verdict, Fail)
    assert "vol-1" in str(verdict.message)


def test_a_grant_needs_the_key_too():
    assert isinstance(judged(grants=[GRANTED]), Fail)
    other = replace(GRANTED, detail=replace(ENDING, key=replace(KEY, id="other", arn="arn:other")))
    assert not isinstance(judged(grants=[other]), Fail)


def test_a_use_that_was_seen_fails_though_others_were_not_read():
    assert isinstance(judged(users=[VOLUME], gaps=[gap(TOKYO)]), Fail)


@pytest.mark.parametrize(
    ("reference", "region", "expected"),
    [
        (ID, TOKYO, Fail),
        ("alias/aozora", TOKYO, Fail),
        (f"arn:aws:kms:{TOKYO}:111122223333:alias/aozora", TOKYO, Fail),
        (ARN, OSAKA, Fail),  # a trail may lie in another region than its key
        (ID, OSAKA, Unknown),
        ("alias/other", TOKYO, Unknown),
        (ARN.replace("111122223333", "444455556666"), TOKYO, Unknown),
    ],
)
def test_a_key_is_named_by_id_arn_or_alias(reference, region, expected):
    key = replace(ENDING, key=replace(KEY, aliases=("alias/aozora",)))
    assert type(judged(key, [replace(VOLUME, key=reference, region=region)])) is expected


def test_what_was_not_read_may_need_the_key():
    verdict = judged(gaps=[gap(TOKYO)], ended=ENDED)
    assert isinstance(verdict, Unknown)
    assert "ec2:DescribeVolumes" in str(verdict.message)
    assert isinstance(judged(gaps=[gap(OSAKA)], ended=ENDED), Pass)


def test_a_key_of_an_ended_system_that_nothing_needs_may_go():
    assert isinstance(judged(ended=ENDED), Pass)
    assert isinstance(judged(), Unknown)
    aliased = replace(ENDING, key=replace(KEY, aliases=("alias/aozora",)))
    assert isinstance(judged(aliased, ended=ENDED), Unknown)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"state": "Enabled"}, Pass),
        ({"state": "Updating"}, Pass),
        ({"state": "Creating"}, NotApplicable),
        ({"state": "Dreaming"}, Unknown),
        ({"manager": "AWS"}, NotApplicable),
    ],
)
def test_keys_in_other_states(more, expected):
    assert type(judged(replace(ENDING, **more), [VOLUME])) is expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"used": DAY - timedelta(days=5)}, Pass),
        ({}, Fail),
        ({"created": DAY - timedelta(days=89)}, NotApplicable),
        ({"created": DAY - timedelta(days=500)}, Unknown),  # it may have been used before KMS recorded it
    ],
)
def test_a_key_is_used(more, expected):
    [verdict] = used(replace(OLD, **more), Limits.of({"unused_days": 90}), AsOf(time=DAY))
    assert type(verdict) is expected


def test_grants_and_last_use_are_asked_for_by_the_state_of_the_key(tape, sign_in):
    metadata = {"KeyId": ID, "Arn": ARN, "KeyManager": "CUSTOMER", "KeySpec": "SYMMETRIC_DEFAULT"}
    metadata |= {"Origin": "AWS_KMS", "KeyState": "Disabled"}
    answers = {
        "kms.ListAliases": {"Aliases": []},
        "kms.ListKeys": {"Keys": [{"KeyId": ID, "KeyArn": ARN}]},
        "kms.DescribeKey": {"KeyMetadata": metadata},
        "kms.ListGrants": {"Grants": [{"GranteeServicePrincipal": "rds.amazonaws.com"}] * 2},
        "kms.GetKeyLastUsage": {
            "KeyId": ID,
            "KeyLastUsage": {"Operation": "Decrypt", "Timestamp": DAY},
            "TrackingStartDate": DAY - timedelta(days=10),
            "KeyCreationDate": DAY - timedelta(days=90),
        },
    }
    aws = answered(tape, lambda: sign_in(regions=(TOKYO,)), answers)
    assert [one.grantees for one in read(KeyGrants, aws)] == [("rds.amazonaws.com",)]
    assert read(KeyLastUse, aws) == []
    tape.answer("kms.DescribeKey", {"KeyMetadata": metadata | {"KeyState": "Enabled"}})
    assert read(KeyGrants, aws) == []
    assert [one.used for one in read(KeyLastUse, aws)] == [DAY]


def test_what_names_a_key_is_read(aws):
    key = boto3.client("kms", TOKYO).create_key()["KeyMetadata"]["Arn"]
    ec2 = boto3.client("ec2", TOKYO)
    made = ec2.create_volume(AvailabilityZone=f"{TOKYO}a", Size=8, Encrypted=True, KmsKeyId=key)
    ec2.create_volume(AvailabilityZone=f"{TOKYO}a", Size=8, Encrypted=False)
    boto3.client("logs", TOKYO).create_log_group(logGroupName="plain")
    boto3.client("logs", TOKYO).create_log_group(logGroupName="secret", kmsKeyId=key)
    found = {
        (one.kind, one.resource.rpartition(":")[2] or one.resource): one.key for one in read(KeyUser, aws)
    }
    assert found["AWS::EC2::Volume", made["VolumeId"]] == key
    assert len(found) == 2


def test_a_malformed_volume_hides_itself_alone(tape, sign_in):
    good = {"VolumeId": "vol-2", "Encrypted": True, "KmsKeyId": ARN}
    none = {one.operation: {one.rows: []} for one in LISTS}
    volumes = {"Volumes": [{"VolumeId": "vol-1", "Encrypted": True}, good]}
    aws = answered(tape, lambda: sign_in(regions=(TOKYO,)), none | {"ec2.DescribeVolumes": volumes})
    found = key_users.function(Region(name=TOKYO), aws)
    with pytest.raises(MalformedAnswer):
        next(found)
    assert [one.resource for one in found] == ["vol-2"]


BUCKET = BucketEncryption(bucket=Bucket(name="aozora", region=TOKYO), algorithm="aws:kms", key=ID)


def test_a_bucket_needs_its_key_too():
    assert isinstance(judged(buckets=Reading((BUCKET,)), ended=ENDED), Fail)
    assert isinstance(judged(buckets=Reading((replace(BUCKET, key=None),)), ended=ENDED), Pass)
    assert isinstance(judged(buckets=Reading((), (gap(TOKYO),)), ended=ENDED), Unknown)
