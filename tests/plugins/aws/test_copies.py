"""Copies and shares: where to, and to whom."""

from dataclasses import replace

import boto3
import pytest

from plugins.aws.checks import copies
from plugins.aws.settings.account import Account
from plugins.aws.settings.backup import BackupContent, BackupPlan, BackupRule
from plugins.aws.settings.copies import (
    BucketReplication,
    DatabaseCopy,
    DbSnapshotSharing,
    ImageSharing,
    ReplicationTarget,
    SnapshotSharing,
)
from plugins.aws.settings.s3 import Bucket
from plugins.aws.settings.storage import Snapshot
from scanner import (
    DeclaredAccount,
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

OWN, PARTNER, STRANGER = "111122223333", "444455556666", "777788889999"
ACCOUNT = Account(id=OWN, target="aozora-aws")
PARTNERS = Reading((DeclaredAccount(account=PARTNER),))
NOBODY_SAID = Reading(
    (), (Gap("declared.partner_accounts", Resource("declared", "x"), Reason.UNDECLARED, Message("no")),)
)
SOURCE = Bucket(name="aozora-data", region=TOKYO)
COPY = Bucket(name="aozora-copy", region=OSAKA)
TARGET = ReplicationTarget(rule="1", bucket="aozora-copy", account=None)
SHARINGS = [
    (
        copies.snapshots,
        SnapshotSharing(snapshot=Snapshot(id="snap-1", region=TOKYO, encrypted=True), shared_with=()),
    ),
    (copies.images, ImageSharing(id="ami-1", name="web", region=TOKYO, shared_with=())),
    (copies.database_snapshots, DbSnapshotSharing(arn="arn:s", name="s", region=TOKYO, shared_with=())),
]


def kinds(found):
    return [type(one) for one in found]


def replicated(*targets, found=(COPY,), partners=PARTNERS):
    replication = BucketReplication(bucket=SOURCE, targets=targets)
    return kinds(copies.buckets(replication, Reading(found), ACCOUNT, partners))


def test_a_bucket_is_replicated_within_japan():
    assert replicated(TARGET) == [Pass]
    assert replicated() == [NotApplicable]
    assert replicated(TARGET, found=(replace(COPY, region="us-east-1"),)) == [Fail]


def test_a_bucket_that_is_not_ours_lies_nobody_knows_where():
    assert replicated(replace(TARGET, account=PARTNER), found=()) == [Unknown]


def vault(region, account):
    return f"arn:aws:backup:{region}:{account}:backup-vault:copy"


def backed_up(*vaults, partners=PARTNERS):
    rule = BackupRule(name="daily", vault="v", delete_after_days=365, copies=vaults)
    plan = BackupContent(plan=BackupPlan(id="p", name="p", region=TOKYO), rules=(rule,), selections=1)
    return kinds(copies.backups(plan, ACCOUNT, partners))


@pytest.mark.parametrize(
    ("region", "account", "expected"),
    [
        (OSAKA, OWN, Pass),
        (OSAKA, PARTNER, Pass),
        (OSAKA, STRANGER, Fail),
        ("us-west-2", OWN, Fail),
        ("us-west-2", PARTNER, Fail),
    ],
)
def test_copies_go_to_japan_and_to_partners(region, account, expected):
    assert backed_up(vault(region, account)) == [expected]
    copy = DatabaseCopy(
        source=f"arn:aws:rds:{TOKYO}:{OWN}:db:a",
        target=f"arn:aws:rds:{region}:{account}:db:b",
        region=TOKYO,
        kind="replica",
    )
    assert kinds(copies.databases(copy, ACCOUNT, PARTNERS)) == [expected]


def test_whether_a_database_is_copied_to_a_partner_is_unknown_if_none_was_declared():
    copy = DatabaseCopy(
        source=f"arn:aws:rds:{TOKYO}:{OWN}:db:a",
        target=f"arn:aws:rds:{OSAKA}:{PARTNER}:db:b",
        region=TOKYO,
        kind="replica",
    )
    assert kinds(copies.databases(copy, ACCOUNT, NOBODY_SAID)) == [Unknown]


def test_where_nobody_said_who_is_a_partner_others_are_unknown():
    assert backed_up(vault(OSAKA, PARTNER), partners=NOBODY_SAID) == [Unknown]
    assert backed_up(vault(OSAKA, OWN), partners=NOBODY_SAID) == [Pass]
    assert backed_up() == [NotApplicable]


@pytest.mark.parametrize(("judge", "sharing"), SHARINGS)
@pytest.mark.parametrize(
    ("holders", "expected"),
    [
        ((), [Pass]),
        (("all",), [Fail]),
        ((PARTNER,), [Pass]),
        ((OWN, STRANGER), [Pass, Fail]),
        (("arn:aws:organizations::111122223333:organization/o-exampleorgid",), [Unknown]),
    ],
)
def test_things_are_shared_with_partners_only(judge, sharing, holders, expected):
    assert kinds(judge(replace(sharing, shared_with=holders), ACCOUNT, PARTNERS)) == expected


@pytest.mark.parametrize(("judge", "sharing"), SHARINGS)
def test_a_share_is_unknown_where_nobody_said_who_is_a_partner(judge, sharing):
    shared = replace(sharing, shared_with=(PARTNER, "all"))
    assert kinds(judge(shared, ACCOUNT, NOBODY_SAID)) == [Unknown, Fail]


def test_replication_is_read(aws):
    s3 = boto3.client("s3", TOKYO)
    for bucket in (SOURCE, COPY):
        boto3.client("s3", bucket.region).create_bucket(
            Bucket=bucket.name, CreateBucketConfiguration={"LocationConstraint": bucket.region}
        )
        boto3.client("s3", bucket.region).put_bucket_versioning(
            Bucket=bucket.name, VersioningConfiguration={"Status": "Enabled"}
        )
    rules = [
        {"ID": one, "Priority": 1, "Status": status, "Destination": {"Bucket": "arn:aws:s3:::aozora-copy"}}
        for one, status in (("1", "Enabled"), ("2", "Disabled"))
    ]
    role = "arn:aws:iam::123456789012:role/copy"
    s3.put_bucket_replication(Bucket=SOURCE.name, ReplicationConfiguration={"Role": role, "Rules": rules})
    found = {one.bucket.name: one.targets for one in read(BucketReplication, aws)}
    assert found == {"aozora-data": (TARGET,), "aozora-copy": ()}


def test_shared_snapshots_and_images_are_read(aws):
    ec2 = boto3.client("ec2", TOKYO)
    volume = ec2.create_volume(AvailabilityZone=f"{TOKYO}a", Size=1)["VolumeId"]
    snapshot = ec2.create_snapshot(VolumeId=volume)["SnapshotId"]
    ec2.modify_snapshot_attribute(
        SnapshotId=snapshot, Attribute="createVolumePermission", OperationType="add", UserIds=[PARTNER]
    )
    image = ec2.register_image(Name="web", RootDeviceName="/dev/sda1")["ImageId"]
    ec2.modify_image_attribute(ImageId=image, LaunchPermission={"Add": [{"Group": "all"}]})
    shared = {one.snapshot.id: one.shared_with for one in read(SnapshotSharing, aws)}
    assert shared[snapshot] == (PARTNER,)
    assert [(one.id, one.shared_with) for one in read(ImageSharing, aws)] == [(image, ("all",))]


# Written from documentation: RDS API reference; moto keeps no copies in other regions.
def test_database_copies_are_read_from_their_source(tape, sign_in):
    database, elsewhere = f"arn:aws:rds:{TOKYO}:{OWN}:db:a", f"arn:aws:rds:us-east-1:{OWN}"
    backup = {
        "DBInstanceArn": database,
        "DBInstanceAutomatedBackupsReplications": [
            {"DBInstanceAutomatedBackupsArn": f"{elsewhere}:auto-backup:ab-1"}
        ],
    }
    cluster = f"arn:aws:rds:{TOKYO}:{OWN}:cluster:c"
    members = [
        {"DBClusterArn": cluster, "IsWriter": True},
        {"DBClusterArn": f"{elsewhere}:cluster:d", "IsWriter": False},
    ]
    replicas = ["same-region", f"{elsewhere}:db:r"]
    answers = {
        "rds.DescribeDBInstances": {
            "DBInstances": [{"DBInstanceArn": database, "ReadReplicaDBInstanceIdentifiers": replicas}]
        },
        "rds.DescribeDBInstanceAutomatedBackups": {"DBInstanceAutomatedBackups": [backup]},
        "rds.DescribeGlobalClusters": {"GlobalClusters": [{"GlobalClusterMembers": members}]},
    }
    found = read(DatabaseCopy, answered(tape, sign_in, answers))
    assert [(one.kind, one.source, one.target) for one in found] == [
        ("replica", database, f"{elsewhere}:db:r"),
        ("backup", database, f"{elsewhere}:auto-backup:ab-1"),
        ("member", cluster, f"{elsewhere}:cluster:d"),
    ]


def test_shared_snapshots_of_databases_and_clusters_are_read(tape, sign_in):
    def answers(kind, *holders):
        restore = {"AttributeName": "restore", "AttributeValues": list(holders)}
        result = {f"{kind}Identifier": "s", f"{kind}Attributes": [restore]}
        snapshot = {f"{kind}Identifier": "s", f"{kind}Arn": f"arn:aws:rds:{TOKYO}:{OWN}:{kind}:s"}
        return {
            f"rds.Describe{kind}s": {f"{kind}s": [snapshot]},
            f"rds.Describe{kind}Attributes": {f"{kind}AttributesResult": result},
        }

    aws = answered(tape, sign_in, answers("DBSnapshot", PARTNER) | answers("DBClusterSnapshot", "all"))
    assert [one.shared_with for one in read(DbSnapshotSharing, aws)] == [(PARTNER,), ("all",)]
