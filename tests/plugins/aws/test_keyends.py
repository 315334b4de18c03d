"""Keys of ended systems: gone with evidence, and without a copy."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from plugins.aws.checks.keyends import erased, no_copy
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.kms import HsmBackup, Key, KeyDeletion, KeyDetail, KeyMaterial
from plugins.aws.settings.organization import EnabledRegion
from scanner import (
    DeclaredEndedKey,
    Fail,
    Gap,
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

OWN = "111122223333"
ACCOUNT = Account(id=OWN, target="aozora-aws")
REGIONS = (Region(name=TOKYO), Region(name=OSAKA))
ENABLED = Reading(tuple(EnabledRegion(name=one, status="ENABLED_BY_DEFAULT") for one in (TOKYO, OSAKA)))
ABROAD = EnabledRegion(name="us-east-1", status="ENABLED_BY_DEFAULT")
DAY = datetime(2026, 10, 1, tzinfo=UTC)


def arn_of(name, region=TOKYO, account=OWN):
    return f"arn:aws:kms:{region}:{account}:key/{name}"


ENDED = DeclaredEndedKey(key=arn_of("1"), system="old-tax", origin="AWS_KMS")
KEY = Key(id="1", arn=arn_of("1"), region=TOKYO, aliases=())
DETAIL = KeyDetail(
    key=KEY,
    manager="CUSTOMER",
    spec="SYMMETRIC_DEFAULT",
    origin="AWS_KMS",
    state="PendingDeletion",
    deletion=DAY,
)
MATERIAL = KeyMaterial(key=KEY, expires=None, primary=None, replicas=(), cluster=None)
SCHEDULED = KeyDeletion(
    id="e1", region=TOKYO, name="ScheduleKeyDeletion", time=DAY, keys=(ENDED.key,), error=None
)
DELETED = replace(SCHEDULED, id="e2", name="DeleteKey")
GAP = Gap("x", Resource("AWS::Region", TOKYO, TOKYO, TOKYO), Reason.DENIED, Message("no"), "kms:DescribeKey")


def erasure(*details, events=(SCHEDULED, DELETED), ended=(ENDED,), gaps=(), blind=()):
    [verdict] = erased(ACCOUNT, REGIONS, ended, Reading(details, gaps), Reading(events, blind))
    return verdict


def test_a_key_that_is_gone_with_both_events_is_erased():
    assert isinstance(erasure(), Pass)
    assert isinstance(erasure(blind=(GAP,)), Pass)


def test_a_key_that_waits_for_its_deletion_is_not_erased_yet():
    found = erasure(DETAIL)
    assert isinstance(found, Unknown)
    assert "2026-10-01" in str(found.message)
    waiting = replace(DETAIL, state="PendingReplicaDeletion", deletion=None)
    assert isinstance(erasure(waiting), Unknown)


@pytest.mark.parametrize("state", ["Enabled", "Disabled", "Unavailable", "SomethingNew"])
def test_a_key_in_any_other_state_can_be_used_again(state):
    assert isinstance(erasure(replace(DETAIL, state=state, deletion=None)), Fail)


@pytest.mark.parametrize(
    "events",
    [
        (),
        (SCHEDULED,),
        (DELETED,),
        (SCHEDULED, replace(DELETED, error="AccessDenied")),
        (SCHEDULED, replace(DELETED, keys=(arn_of("2"),))),
    ],
)
def test_a_key_that_is_gone_without_its_events_is_not_proved(events):
    assert isinstance(erasure(events=events), Unknown)


def test_a_key_that_was_not_seen_is_not_gone():
    assert erasure(gaps=(GAP,)).reason is Reason.DENIED
    assert erasure(events=(), blind=(GAP,)).reason is Reason.DENIED
    elsewhere = replace(GAP, scope=replace(GAP.scope, region=OSAKA))
    assert isinstance(erasure(gaps=(elsewhere,)), Pass)


def test_a_key_in_a_region_that_is_not_read_can_not_be_told():
    away = replace(ENDED, key=arn_of("1", "us-east-1"))
    assert isinstance(erasure(ended=(away,)), Unknown)


def test_keys_of_other_accounts_are_no_question_here():
    foreign = replace(ENDED, key=arn_of("1", account="444455556666"))
    assert isinstance(erasure(ended=(foreign,)), NotApplicable)
    assert isinstance(copies(ended=(foreign,)), NotApplicable)


def copies(  # noqa: PLR0913 - each is one thing that a test may vary
    *materials, keys=(), details=(), backups=(), ended=(ENDED,), gaps=(), enabled=ENABLED, blind=()
):
    [verdict] = no_copy(
        ACCOUNT,
        ended,
        Reading(keys, gaps),
        Reading(materials),
        Reading(details),
        Reading(backups, blind),
        REGIONS,
        enabled,
    )
    return verdict


def test_a_key_of_one_region_leaves_no_copy():
    assert isinstance(copies(), Pass)
    assert isinstance(copies(MATERIAL, keys=(KEY,), details=(DETAIL,)), Pass)


SHARED = replace(ENDED, key=arn_of("mrk-1"))
PRIMARY = Key(id="mrk-1", arn=arn_of("mrk-1"), region=TOKYO, aliases=())
REPLICA = Key(id="mrk-1", arn=arn_of("mrk-1", OSAKA), region=OSAKA, aliases=())


def test_a_replica_in_another_region_is_a_copy():
    assert isinstance(copies(keys=(REPLICA,), ended=(SHARED,)), Fail)
    told = replace(MATERIAL, key=PRIMARY, replicas=(arn_of("mrk-1", "us-east-1"),))
    assert isinstance(copies(told, keys=(PRIMARY,), ended=(SHARED,)), Fail)
    of_abroad = replace(MATERIAL, key=PRIMARY, primary=arn_of("mrk-1", "us-east-1"))
    assert isinstance(copies(of_abroad, keys=(PRIMARY,), ended=(SHARED,)), Fail)


def test_a_replica_that_is_about_to_go_is_none():
    going = replace(DETAIL, key=REPLICA)
    assert isinstance(copies(keys=(REPLICA,), details=(going,), ended=(SHARED,)), Pass)


def test_a_shared_key_that_is_gone_may_live_where_nobody_looks():
    assert isinstance(copies(ended=(SHARED,)), Pass)
    wide = Reading((*ENABLED.items, ABROAD))
    assert isinstance(copies(ended=(SHARED,), enabled=wide), Unknown)
    assert isinstance(copies(ended=(SHARED,), enabled=Reading((), (GAP,))), Unknown)
    assert isinstance(copies(enabled=wide), Pass)


@pytest.mark.parametrize("origin", ["EXTERNAL", "EXTERNAL_KEY_STORE", "SOMETHING_NEW"])
def test_material_from_outside_may_be_kept_outside(origin):
    assert isinstance(copies(ended=(replace(ENDED, origin=origin),)), Unknown)
    assert isinstance(copies(MATERIAL, details=(replace(DETAIL, origin=origin),)), Unknown)


MODULE = replace(ENDED, origin="AWS_CLOUDHSM")
BACKUP = HsmBackup(arn="arn:b", id="backup-1", region=TOKYO, cluster="cluster-1", state="READY")


def test_a_backup_of_the_module_is_a_copy():
    told = replace(MATERIAL, cluster="cluster-1")
    assert isinstance(copies(told, backups=(BACKUP,), ended=(MODULE,)), Fail)
    assert isinstance(copies(told, backups=(replace(BACKUP, cluster="cluster-2"),), ended=(MODULE,)), Pass)
    assert isinstance(copies(backups=(BACKUP,), ended=(MODULE,)), Unknown)
    assert isinstance(copies(ended=(MODULE,)), Pass)
    assert isinstance(copies(ended=(MODULE,), blind=(GAP,)), Unknown)


def test_what_was_not_read_may_be_a_copy():
    assert copies(gaps=(GAP,)).reason is Reason.DENIED


# Written from documentation: CloudTrail API reference, LookupEvents; KMS guide, "DeleteKey".
def test_events_of_deletion_are_read(tape, sign_in):
    record = {"resources": [{"ARN": ENDED.key, "type": "AWS::KMS::Key"}], "eventType": "AwsServiceEvent"}
    event = {
        "EventId": "e2",
        "EventName": "DeleteKey",
        "EventSource": "kms.amazonaws.com",
        "EventTime": DAY,
        "CloudTrailEvent": json.dumps(record),
    }
    other = event | {"EventId": "e3", "EventSource": "elsewhere.amazonaws.com"}
    aws = answered(tape, sign_in, {"cloudtrail.LookupEvents": {"Events": [event, other]}})
    assert read(KeyDeletion, aws) == [DELETED, DELETED]  # both names are asked for


@pytest.mark.parametrize("text", ["no json", "[]"])
def test_an_event_that_can_not_be_read_is_a_gap(tape, sign_in, text):
    event = {
        "EventId": "e2",
        "EventName": "DeleteKey",
        "EventSource": "kms.amazonaws.com",
        "EventTime": DAY,
        "CloudTrailEvent": text,
    }
    aws = answered(tape, sign_in, {"cloudtrail.LookupEvents": {"Events": [event]}})
    with pytest.raises(Exception, match="CloudTrailEvent"):
        read(KeyDeletion, aws)


# Written from documentation: CloudHSM v2 API reference, DescribeBackups.
def test_backups_of_modules_are_read(tape, sign_in):
    backup = {"BackupArn": "arn:b", "BackupId": "backup-1", "ClusterId": "cluster-1", "BackupState": "READY"}
    gone = backup | {"BackupId": "backup-2", "BackupState": "DELETED"}
    aws = answered(tape, sign_in, {"cloudhsmv2.DescribeBackups": {"Backups": [backup, gone]}})
    assert read(HsmBackup, aws) == [BACKUP]


# Written from documentation: KMS API reference, DescribeKey (multi-Region keys).
def test_replicas_of_a_key_are_read(tape, sign_in):
    place = {"Arn": PRIMARY.arn, "Region": TOKYO}
    other = {"Arn": REPLICA.arn, "Region": OSAKA}
    metadata = {
        "KeyId": "mrk-1",
        "KeyManager": "CUSTOMER",
        "KeySpec": "SYMMETRIC_DEFAULT",
        "Origin": "EXTERNAL",
        "KeyState": "Enabled",
        "ValidTo": DAY,
        "MultiRegionConfiguration": {
            "MultiRegionKeyType": "PRIMARY",
            "PrimaryKey": place,
            "ReplicaKeys": [other],
        },
    }
    answers = {
        "kms.ListAliases": {"Aliases": []},
        "kms.ListKeys": {"Keys": [{"KeyId": "mrk-1", "KeyArn": PRIMARY.arn}]},
        "kms.DescribeKey": {"KeyMetadata": metadata},
    }
    found = read(KeyMaterial, answered(tape, sign_in, answers))
    assert found == [replace(MATERIAL, key=PRIMARY, expires=DAY, replicas=(REPLICA.arn,))]
