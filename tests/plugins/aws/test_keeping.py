"""Databases, tables and file systems: backups, encryption, deletion; shares with everybody."""

from dataclasses import replace

import boto3
import pytest

from plugins.aws.checks import keeping
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.backup import ProtectedResource
from plugins.aws.settings.keeping import ClusterKeeping, FileSystem, InstanceKeeping, PublicSharing, Table
from plugins.aws.settings.kms import Key
from scanner import Fail, Gap, Limits, Message, NotApplicable, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read
from tests.plugins.aws.test_capacity import ALL, DATABASE, SOME
from tests.plugins.aws.test_logcapture import CLUSTER, NOBODY, NONE

ACCOUNT = Account(id="111122223333", target="aozora-aws")
LIMITS = Limits.of({"backup_retention_days": 30})
GAP = Gap("x", Resource("AWS::Region", TOKYO, TOKYO, TOKYO), Reason.DENIED, Message("no"), "backup:X")
INSTANCE = InstanceKeeping(instance=DATABASE, backup_days=30, protected=True)
OF_CLUSTER = ClusterKeeping(
    cluster=replace(CLUSTER, arn=f"arn:aws:rds:{TOKYO}:111122223333:cluster:tax"),
    backup_days=30,
    protected=True,
)
MEMBER = replace(INSTANCE, instance=replace(DATABASE, cluster="tax"))


def backed_up(arn):
    return Reading((ProtectedResource(arn=arn, region=TOKYO, type="RDS", last_backup=None),))


def of_instance(days, resources=NONE, limits=LIMITS):
    [verdict] = keeping.database(replace(INSTANCE, backup_days=days), limits, resources)
    return type(verdict)


def of_cluster(days, resources=NONE):
    [verdict] = keeping.cluster(replace(OF_CLUSTER, backup_days=days), LIMITS, resources)
    return type(verdict)


@pytest.mark.parametrize(("days", "expected"), [(30, Pass), (35, Pass), (29, Fail), (0, Fail)])
def test_backups_of_a_database_are_kept_for_the_days_that_are_asked_for(days, expected):
    assert of_instance(days) is expected
    assert of_cluster(days) is expected


def test_no_more_is_asked_than_the_service_can_keep():
    assert of_instance(35, limits=Limits.of({"backup_retention_days": 90})) is Pass


def test_a_plan_of_aws_backup_counts_as_well():
    assert of_instance(0, backed_up(DATABASE.arn)) is Pass
    assert of_cluster(0, backed_up(OF_CLUSTER.cluster.arn)) is Pass
    assert of_instance(0, backed_up("arn:other")) is Fail
    assert of_instance(0, Reading((), (GAP,))) is Unknown
    assert of_cluster(0, Reading((), (GAP,))) is Unknown
    elsewhere = replace(GAP, scope=replace(GAP.scope, region=OSAKA))
    assert of_instance(0, Reading((), (elsewhere,))) is Fail


def test_what_is_set_on_a_cluster_is_no_question_of_its_members():
    assert [type(one) for one in keeping.database(MEMBER, LIMITS, NONE)] == [NotApplicable]
    assert [type(one) for one in keeping.deletion_protection(MEMBER)] == [NotApplicable]


@pytest.mark.parametrize(("protected", "expected"), [(True, Pass), (False, Fail)])
def test_deletion_is_refused(protected, expected):
    [one] = keeping.deletion_protection(replace(INSTANCE, protected=protected))
    [other] = keeping.cluster_deletion_protection(replace(OF_CLUSTER, protected=protected))
    assert (type(one), type(other)) == (expected, expected)


OWN = Key(id="1", arn=f"arn:aws:kms:{TOKYO}:111122223333:key/1", region=TOKYO, aliases=())
TABLE = Table(
    arn=f"arn:aws:dynamodb:{TOKYO}:111122223333:table/juki",
    name="juki",
    region=TOKYO,
    key=OWN.arn,
    protected=True,
    recovery="ENABLED",
)


@pytest.mark.parametrize(
    ("key", "keys", "expected"),
    [
        (OWN.arn, Reading((OWN,)), Pass),
        (OWN.arn, Reading((replace(OWN, aliases=("alias/aws/dynamodb",)),)), Fail),
        (None, Reading((OWN,)), Fail),
        (OWN.arn, Reading((), (GAP,)), Unknown),
    ],
)
def test_a_table_has_a_key_of_the_municipality(key, keys, expected):
    [verdict] = keeping.table_encryption(replace(TABLE, key=key), ACCOUNT, keys)
    assert type(verdict) is expected


def of_table(important=ALL, **change):
    found = keeping.table_recovery(replace(TABLE, **change), NONE, important)
    return {verdict.part: type(verdict) for verdict in found}


def test_a_table_can_be_brought_back_and_is_not_deleted_by_mistake():
    assert of_table() == {"recovery": Pass, "deletion": Pass}
    assert of_table(recovery="DISABLED") == {"recovery": Fail, "deletion": Pass}
    assert of_table(protected=False) == {"recovery": Pass, "deletion": Fail}
    assert of_table(recovery="PAUSED") == {"recovery": Unknown, "deletion": Pass}
    worst = {"recovery": "DISABLED", "protected": False}
    assert of_table(SOME, **worst) == {"recovery": NotApplicable, "deletion": NotApplicable}
    assert of_table(NOBODY, **worst) == {"recovery": Unknown, "deletion": Unknown}


SYSTEM = FileSystem(
    arn=f"arn:aws:elasticfilesystem:{TOKYO}:111122223333:file-system/fs-1",
    id="fs-1",
    region=TOKYO,
    encrypted=True,
    backup="ENABLED",
)


@pytest.mark.parametrize(("encrypted", "expected"), [(True, Pass), (False, Fail)])
def test_a_file_system_is_encrypted(encrypted, expected):
    [verdict] = keeping.file_system_encryption(replace(SYSTEM, encrypted=encrypted))
    assert type(verdict) is expected


def of_system(backup, resources=NONE, important=ALL):
    [verdict] = keeping.file_system_backup(replace(SYSTEM, backup=backup), resources, NONE, important)
    return type(verdict)


def test_a_file_system_is_backed_up_by_its_own_policy_or_by_a_plan():
    assert of_system("ENABLED") is Pass
    assert of_system(None) is Fail
    assert of_system("DISABLED") is Fail
    assert of_system(None, backed_up(SYSTEM.arn)) is Pass
    assert of_system("SOMETIMES") is Unknown
    assert of_system(None, Reading((), (GAP,))) is Unknown
    assert of_system(None, important=SOME) is NotApplicable
    assert of_system(None, important=NOBODY) is Unknown


SHARING = PublicSharing(region=Region(name=TOKYO), snapshots="block-all-sharing", images="block-new-sharing")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, [Pass, Pass]),
        ({"snapshots": "block-new-sharing"}, [Pass, Pass]),
        ({"snapshots": "unblocked"}, [Fail, Pass]),
        ({"images": "unblocked"}, [Pass, Fail]),
        ({"images": "blocked-on-mondays"}, [Pass, Unknown]),
    ],
)
def test_nothing_can_be_shared_with_everybody(change, expected):
    assert [type(one) for one in keeping.public_sharing(replace(SHARING, **change))] == expected


# Written from documentation: EC2 API reference, GetSnapshotBlockPublicAccessState,
# GetImageBlockPublicAccessState.
def test_blocks_of_sharing_are_read(tape, sign_in):
    answers = {
        "ec2.GetSnapshotBlockPublicAccessState": {"State": "block-all-sharing"},
        "ec2.GetImageBlockPublicAccessState": {"ImageBlockPublicAccessState": "block-new-sharing"},
    }
    assert read(PublicSharing, answered(tape, sign_in, answers)) == [SHARING]


# Written from documentation: EFS API reference, DescribeBackupPolicy (error PolicyNotFound).
def test_file_systems_are_read_with_and_without_a_policy(aws, tape, sign_in):
    boto3.client("efs", TOKYO).create_file_system(CreationToken="1", Encrypted=True)
    tape.fail("efs.DescribeBackupPolicy", "PolicyNotFound", status=404)
    [found] = read(FileSystem, sign_in())
    assert (found.encrypted, found.backup) == (True, None)


def test_tables_and_databases_are_read(aws):
    boto3.client("dynamodb", TOKYO).create_table(
        TableName="juki",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        DeletionProtectionEnabled=True,
    )
    [table] = read(Table, aws)
    assert (table.name, table.key, table.protected, table.recovery) == ("juki", None, True, "DISABLED")
    boto3.client("rds", TOKYO).create_db_instance(
        DBInstanceIdentifier="juki",
        DBInstanceClass="db.t3.medium",
        Engine="postgres",
        BackupRetentionPeriod=30,
        DeletionProtection=True,
    )
    assert [(one.backup_days, one.protected) for one in read(InstanceKeeping, aws)] == [(30, True)]
