"""What is important is selected by a plan, and its last backup succeeded."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.aws.checks.backupjobs import jobs
from plugins.aws.checks.coverage import covered
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.backup import BackupContent, BackupPlan
from plugins.aws.settings.backupjobs import BackupJob
from plugins.aws.settings.selections import BackupOptIns, BackupSelection, OptIn, TagCondition
from plugins.aws.settings.storage import DbInstance
from plugins.aws.settings.tags import Tag, TaggedResource
from scanner import (
    DeclaredImportance,
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

ACCOUNT = Account(id="111122223333", target="aozora-aws")
NOW = datetime(2026, 11, 1, tzinfo=UTC)
PLAN = BackupPlan(id="p1", name="daily", region=TOKYO)
TAG = TagCondition(operator="StringEquals", key="importance", value="high")
GOOD = BackupSelection(
    plan=PLAN, id="s1", name="important", resources=(), tags=(TAG,), conditions=(), excluded=()
)
ALL_ON = ("Aurora", "DocumentDB", "DynamoDB", "EBS", "EC2", "EFS", "FSx", "Neptune", "RDS", "S3")
HIGH = (Tag(key="importance", value="high"), Tag(key="system", value="juki"))
OF = f"{TOKYO}:111122223333"
TABLE = TaggedResource(arn=f"arn:aws:dynamodb:{OF}:table/aozora", region=TOKYO, tags=HIGH)
TABLES = "arn:aws:dynamodb:*:*:table/*"
DATABASE = DbInstance(
    arn=f"arn:aws:rds:{OF}:db:aozora",
    id="aozora",
    region=TOKYO,
    engine="postgres",
    encrypted=True,
    public=False,
    multi_az=True,
    cluster=None,
    groups=(),
)
MARKS = Reading((DeclaredImportance(tag="importance", value="high"),))
GAP = Gap("x", Resource("AWS::Region", TOKYO, TOKYO, TOKYO), Reason.DENIED, Message("no"))


def opted(*on):
    kinds = tuple(OptIn(kind=kind, on=kind in on) for kind in ALL_ON)
    return Reading((BackupOptIns(region=Region(name=TOKYO), kinds=kinds),))


def judged(  # noqa: PLR0913 - what may be unread
    resource, *selections, on=ALL_ON, gaps=(), databases=(), important=MARKS, blind=()
):
    own = Reading(gaps=blind) if blind else opted(*on)
    [verdict] = covered(
        resource,
        Reading(selections, gaps),
        own,
        databases if isinstance(databases, Reading) else Reading(databases),
        Reading((resource,)),
        important,
    )
    return type(verdict)


def named(kind, service="ec2"):
    return replace(TABLE, arn=f"arn:aws:{service}:{OF}:{kind}")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Pass),
        ({"tags": (replace(TAG, value="low"),)}, Fail),
        ({"tags": (replace(TAG, value="low"), TAG)}, Pass),  # one of the tags is enough
        ({"tags": (), "resources": (TABLES,)}, Pass),
        ({"tags": (), "resources": ("arn:aws:ec2:*:*:instance/*",)}, Fail),
        ({"resources": ("arn:aws:ec2:*:*:instance/*",)}, Pass),  # resources or tags
        ({"tags": ()}, Pass),  # neither: everything
        ({"excluded": (TABLES,)}, Fail),
        ({"excluded": (TABLE.arn,), "resources": (TABLE.arn,)}, Fail),
        ({"plan": replace(PLAN, region=OSAKA)}, Fail),  # a plan holds in its region
    ],
)
def test_what_a_selection_holds(more, expected):
    assert judged(TABLE, replace(GOOD, **more)) is expected


@pytest.mark.parametrize(
    ("operator", "key", "text", "expected"),
    [
        ("StringEquals", "system", "juki", Pass),
        ("StringEquals", "system", "zei", Fail),
        ("StringEquals", "stage", "prod", Fail),
        ("StringLike", "system", "ju*", Pass),
        ("StringLike", "system", "ze*", Fail),
        ("StringNotEquals", "system", "zei", Pass),
        ("StringNotEquals", "system", "juki", Fail),
        ("StringNotLike", "system", "ju*", Fail),
        ("StringNotEquals", "stage", "test", Unknown),  # no page says what it is without the tag
    ],
)
def test_every_condition_has_to_hold(operator, key, text, expected):
    condition = TagCondition(operator=operator, key=key, value=text)
    assert judged(TABLE, replace(GOOD, conditions=(condition,))) is expected
    never = TagCondition(operator="StringEquals", key="system", value="never")
    assert judged(TABLE, replace(GOOD, conditions=(condition, never))) is Fail


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        ((), Fail),  # by tag alone: the opt-in counts
        (("*",), Fail),
        (("arn:aws:dynamodb:*",), Fail),  # a service alone: the opt-in counts
        ((TABLES,), Pass),  # a type: it doesn't
        ((TABLE.arn,), Pass),
    ],
)
def test_a_kind_that_was_never_opted_in_is_left_out_unless_it_is_named(resources, expected):
    selection = replace(GOOD, resources=resources, tags=() if resources else (TAG,))
    assert judged(TABLE, selection, on=()) is expected


def test_clusters_look_alike_so_that_all_three_kinds_count():
    cluster = named("cluster:aozora", "rds")
    selection = replace(GOOD, tags=(), resources=("arn:aws:rds:*:*:cluster:*",))
    assert judged(cluster, selection) is Pass
    assert judged(cluster, selection, on=("Aurora",)) is Unknown
    assert judged(cluster, selection, on=()) is Fail


def test_buckets_have_no_type_so_that_the_opt_in_counts():
    bucket = replace(TABLE, arn="arn:aws:s3:::aozora-residents")
    assert judged(bucket, GOOD) is Pass
    assert judged(bucket, replace(GOOD, tags=(), resources=("arn:aws:s3:::*",)), on=()) is Fail


def test_what_is_backed_up_with_something_else_does_not_fail():
    assert judged(named("volume/vol-1")) is Unknown
    assert judged(named("volume/vol-1"), GOOD) is Pass
    instance = replace(TABLE, arn=DATABASE.arn)
    assert judged(instance, databases=(DATABASE,)) is Fail
    assert judged(instance, databases=(replace(DATABASE, cluster="aozora"),)) is NotApplicable
    assert judged(instance, databases=Reading(gaps=(GAP,))) is Unknown


def test_what_is_not_important_or_can_not_be_backed_up_need_not_be():
    assert judged(replace(TABLE, tags=())) is NotApplicable
    assert judged(named("subnet/subnet-1")) is NotApplicable
    assert judged(named("function:aozora", "lambda")) is NotApplicable
    assert judged(TABLE, important=Reading(gaps=(GAP,))) is Unknown


def test_selections_and_opt_ins_that_were_not_read_leave_it_unknown():
    elsewhere = replace(GAP, scope=replace(GAP.scope, region=OSAKA))
    assert judged(TABLE, gaps=(GAP,)) is Unknown
    assert judged(TABLE, gaps=(elsewhere,)) is Fail
    assert judged(TABLE, GOOD, gaps=(GAP,)) is Pass
    assert judged(TABLE, GOOD, blind=(GAP,)) is Unknown
    assert judged(TABLE, replace(GOOD, resources=(TABLES,)), blind=(GAP,)) is Pass


JOB = BackupJob(
    id="1",
    region=TOKYO,
    resource=TABLE.arn,
    type="DynamoDB",
    state="COMPLETED",
    message="SUCCESS",
    created=NOW,
)


def earlier(days, state):
    return replace(JOB, id=f"{days}", state=state, created=NOW - timedelta(days=days))


def ended(*found):
    return [type(one) for one in jobs(ACCOUNT, found)]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((JOB,), Pass),
        ((earlier(1, "FAILED"), JOB), Pass),  # mended since
        ((JOB, replace(earlier(1, "FAILED"), created=NOW + timedelta(hours=1))), Fail),
        ((earlier(1, "COMPLETED"), earlier(0, "EXPIRED")), Fail),
        ((replace(JOB, state="PARTIAL"),), Fail),
        ((replace(JOB, state="ABORTED"),), Fail),
        ((replace(JOB, state="RUNNING"),), Unknown),
        ((earlier(1, "FAILED"), replace(JOB, state="RUNNING")), Fail),
        ((replace(JOB, state="DREAMING"),), Unknown),
        ((replace(JOB, message=None),), Pass),
        ((replace(JOB, message="VSSFailure"),), Unknown),  # completed with issues
        ((), NotApplicable),
    ],
)
def test_the_last_backup_of_a_resource_counts(found, expected):
    assert ended(*found) == [expected]


def test_every_resource_has_a_verdict_of_its_own():
    other = replace(JOB, id="9", resource=DATABASE.arn, state="FAILED")
    verdicts = list(jobs(ACCOUNT, [JOB, other]))
    assert {one.subject.id: type(one) for one in verdicts} == {TABLE.arn: Pass, DATABASE.arn: Fail}


# Written from documentation: AWS Backup API reference, ListBackupPlans, ListBackupSelections,
# GetBackupSelection, DescribeRegionSettings, ListBackupJobs.
def test_selections_opt_ins_and_jobs_are_read(tape, sign_in):
    wanted = {"ConditionKey": "aws:ResourceTag/importance", "ConditionValue": "high"}
    selection = {
        "SelectionName": "important",
        "IamRoleArn": "arn:aws:iam::111122223333:role/aozora-backup",
        "Resources": [TABLES],
        "ListOfTags": [{"ConditionType": "STRINGEQUALS", **wanted}],
        "Conditions": {"StringNotLike": [{"ConditionKey": "aws:ResourceTag/stage", "ConditionValue": "t*"}]},
        "NotResources": [TABLE.arn],
    }
    job = {
        "BackupJobId": "1",
        "ResourceArn": TABLE.arn,
        "ResourceType": "DynamoDB",
        "State": "COMPLETED",
        "MessageCategory": "SUCCESS",
        "CreationDate": NOW,
    }
    answers = {
        "backup.ListBackupPlans": {"BackupPlansList": [{"BackupPlanId": "p1", "BackupPlanName": "daily"}]},
        "backup.GetBackupPlan": {"BackupPlan": {"BackupPlanName": "daily", "Rules": []}},
        "backup.ListBackupSelections": {"BackupSelectionsList": [{"SelectionId": "s1"}]},
        "backup.GetBackupSelection": {"BackupSelection": selection},
        "backup.DescribeRegionSettings": {"ResourceTypeOptInPreference": {"S3": False, "EFS": True}},
        "backup.ListBackupJobs": {"BackupJobs": [job]},
    }
    aws = answered(tape, sign_in, answers)
    assert read(BackupSelection, aws) == [
        replace(
            GOOD,
            resources=(TABLES,),
            conditions=(TagCondition(operator="StringNotLike", key="stage", value="t*"),),
            excluded=(TABLE.arn,),
        )
    ]
    assert [one.selections for one in read(BackupContent, aws)] == [1]
    assert read(BackupOptIns, aws)[0].kinds == (OptIn(kind="EFS", on=True), OptIn(kind="S3", on=False))
    assert read(BackupJob, aws) == [JOB]
