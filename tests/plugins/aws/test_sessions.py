"""Sessions of administrators are logged, and the log is kept."""

import json
from dataclasses import replace

import pytest

from plugins.aws.checks.sessions import retention, session_log
from plugins.aws.settings.account import Region
from plugins.aws.settings.instances import ManagedNode
from plugins.aws.settings.logstore import BucketKeeping, Expiry, LogGroup, ObjectLock
from plugins.aws.settings.sessions import SessionKeeping, SessionPreferences
from scanner import Fail, Gap, Limits, Message, NotApplicable, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read

LIMITS = Limits.of({"log_retention_days": 365})
GOOD = SessionPreferences(
    region=Region(name=TOKYO),
    there=True,
    bucket="aozora-sessions",
    prefix="tokyo",
    bucket_encrypted=True,
    group="/ssm/sessions",
    group_encrypted=True,
    idle=20,
)
UNSET = replace(GOOD, there=False, bucket=None, prefix=None, group=None, idle=None)
NODE = ManagedNode(id="i-1", region=TOKYO, ping="Online")
GROUP = LogGroup(
    arn=f"arn:aws:logs:{TOKYO}:111122223333:log-group:/ssm/sessions:*",
    name="/ssm/sessions",
    region=TOKYO,
    days=None,
)
FREE = BucketKeeping(lock=None, expiries=())
TIDY = Expiry(rule="tidy", prefix="", tags=False, days=90, date=None)
GAP = Gap("x", Resource("AWS::Region", TOKYO, TOKYO, TOKYO), Reason.DENIED, Message("no"))


def logged(preferences, *nodes, gaps=()):
    return [type(one) for one in session_log(preferences, Reading(nodes, gaps))]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, [Pass, Pass]),
        ({"group": None, "group_encrypted": None}, [Pass, Pass]),
        ({"bucket": None, "bucket_encrypted": False}, [Pass, Pass]),  # of a bucket that isn't used
        ({"bucket_encrypted": False}, [Pass, Fail]),
        ({"group_encrypted": None}, [Pass, Unknown]),
        ({"bucket_encrypted": False, "group_encrypted": None}, [Pass, Fail]),
        ({"bucket": None, "group": None}, [Fail]),
    ],
)
def test_sessions_are_logged_somewhere_encrypted(more, expected):
    assert logged(replace(GOOD, **more), NODE) == expected


def test_where_nobody_chose_anything_nothing_is_logged():
    assert logged(UNSET, NODE) == [Fail]


def test_where_no_server_is_managed_no_session_begins():
    assert logged(UNSET) == [NotApplicable]
    assert logged(UNSET, replace(NODE, region=OSAKA)) == [NotApplicable]
    assert logged(UNSET, gaps=(GAP,)) == [Unknown]
    assert logged(GOOD, gaps=(GAP,)) == [Pass, Pass]


def kept(preferences, groups, *keepings):
    def reading(one):
        return one if isinstance(one, Reading) else Reading(tuple(one))

    made = keepings[0] if keepings else ()
    [verdict] = retention(preferences, reading(groups), reading(made), LIMITS)
    return type(verdict)


def in_bucket(**more):
    return [SessionKeeping(preferences=ONLY_BUCKET, keeping=replace(FREE, **more))]


ONLY_BUCKET = replace(GOOD, group=None)
ONLY_GROUP = replace(GOOD, bucket=None)


def test_the_log_group_keeps_the_log():
    assert kept(ONLY_GROUP, [GROUP]) is Pass
    assert kept(ONLY_GROUP, [replace(GROUP, days=365)]) is Pass
    assert kept(ONLY_GROUP, [replace(GROUP, days=30)]) is Fail
    assert kept(ONLY_GROUP, []) is Fail  # the log goes to a group that isn't there
    assert kept(ONLY_GROUP, [replace(GROUP, region=OSAKA)]) is Fail
    assert kept(ONLY_GROUP, Reading(gaps=(GAP,))) is Unknown


def test_the_bucket_keeps_the_log():
    assert kept(ONLY_BUCKET, [], in_bucket()) is Pass
    assert kept(ONLY_BUCKET, [], in_bucket(expiries=(TIDY,))) is Fail
    assert kept(ONLY_BUCKET, [], in_bucket(expiries=(replace(TIDY, prefix="osaka/"),))) is Pass
    assert kept(ONLY_BUCKET, [], in_bucket(expiries=(replace(TIDY, tags=True),))) is Unknown
    lock = ObjectLock(mode="COMPLIANCE", days=400)
    assert kept(ONLY_BUCKET, [], in_bucket(expiries=(TIDY,), lock=lock)) is Pass
    assert kept(ONLY_BUCKET, [], Reading(gaps=(GAP,))) is Unknown  # of another account, perhaps


def test_one_of_the_places_is_enough():
    assert kept(GOOD, [GROUP], Reading(gaps=(GAP,))) is Pass
    assert kept(GOOD, [replace(GROUP, days=30)], Reading(gaps=(GAP,))) is Unknown
    assert kept(UNSET, []) is NotApplicable


def document(**inputs):
    made = {"schemaVersion": "1.0", "sessionType": "Standard_Stream", "inputs": inputs}
    return {"ssm.GetDocument": {"Name": "SSM-SessionManagerRunShell", "Content": json.dumps(made)}}


# Written from documentation: Systems Manager GetDocument; User Guide, "Session document schema".
def test_preferences_are_read(tape, sign_in):
    answers = document(
        s3BucketName="aozora-sessions",
        s3KeyPrefix="tokyo",
        s3EncryptionEnabled=True,
        cloudWatchLogGroupName="/ssm/sessions",
        cloudWatchEncryptionEnabled=True,
        idleSessionTimeout="20",
    )
    assert read(SessionPreferences, answered(tape, sign_in, answers)) == [GOOD]


def test_a_bucket_of_no_name_is_none(tape, sign_in):
    answers = document(s3BucketName="", s3EncryptionEnabled=False, cloudWatchLogGroupName="")
    [found] = read(SessionPreferences, answered(tape, sign_in, answers))
    assert (found.there, found.bucket, found.group, found.idle) == (True, None, None, None)


def test_a_document_that_is_not_there_is_no_preference(tape, sign_in):
    aws = answered(tape, sign_in, {})
    tape.fail("ssm.GetDocument", "InvalidDocument")
    assert read(SessionPreferences, aws) == [replace(UNSET, bucket_encrypted=None, group_encrypted=None)]


def test_a_document_that_is_none_is_a_gap(tape, sign_in):
    answers = {"ssm.GetDocument": {"Name": "SSM-SessionManagerRunShell", "Content": "schemaVersion: 1.0"}}
    with pytest.raises(Exception, match="Content"):
        read(SessionPreferences, answered(tape, sign_in, answers))
