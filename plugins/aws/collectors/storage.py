"""Volumes, snapshots and databases, region by region."""

from collections.abc import Iterator
from functools import partial

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.storage import DbCluster, DbInstance, EbsDefault, GroupUse, Snapshot, Volume
from scanner import collector


@collector("ec2:GetEbsEncryptionByDefault")
def ebs_default(region: Region, aws: AwsConnection) -> EbsDefault:
    enabled = aws.ask("ec2.GetEbsEncryptionByDefault", region.name)["EbsEncryptionByDefault"]
    return EbsDefault(region=region, enabled=enabled)


@collector("ec2:DescribeVolumes")
def volumes(region: Region, aws: AwsConnection) -> Iterator[Volume]:
    found = aws.once.items("ec2.DescribeVolumes", "Volumes", region.name, size=1000)
    return map(partial(_volume, region.name), found)


def _volume(region: str, one: Answer) -> Volume:
    return Volume(id=one["VolumeId"], region=region, encrypted=one["Encrypted"])


@collector("ec2:DescribeSnapshots")
def snapshots(region: Region, aws: AwsConnection) -> Iterator[Snapshot]:
    operation = "ec2.DescribeSnapshots"
    found = aws.once.items(operation, "Snapshots", region.name, size=1000, OwnerIds=["self"])
    return map(partial(_snapshot, region.name), found)


def _snapshot(region: str, one: Answer) -> Snapshot:
    return Snapshot(id=one["SnapshotId"], region=region, encrypted=one["Encrypted"])


@collector("rds:DescribeDBInstances")
def db_instances(region: Region, aws: AwsConnection) -> Iterator[DbInstance]:
    found = aws.once.items("rds.DescribeDBInstances", "DBInstances", region.name, size=100)
    return map(partial(db_instance, region.name), found)


def db_instance(region: str, one: Answer) -> DbInstance:
    """Make a setting of an API type DBInstance."""
    return DbInstance(
        arn=one["DBInstanceArn"],
        id=one["DBInstanceIdentifier"],
        region=region,
        engine=one["Engine"],
        encrypted=one["StorageEncrypted"],
        public=one.get("PubliclyAccessible"),  # not documented what its absence means: None
        multi_az=one["MultiAZ"],
        cluster=one.get("DBClusterIdentifier"),  # "if the DB instance is a member of a DB cluster"
        groups=tuple(_use(group) for group in one["DBParameterGroups"]),
    )


def _use(group: Answer) -> GroupUse:
    return GroupUse(name=group["DBParameterGroupName"], status=group["ParameterApplyStatus"])


@collector("rds:DescribeDBClusters")
def db_clusters(region: Region, aws: AwsConnection) -> Iterator[DbCluster]:
    found = aws.once.items("rds.DescribeDBClusters", "DBClusters", region.name, size=100)
    return map(partial(db_cluster, region.name), found)


def db_cluster(region: str, one: Answer) -> DbCluster:
    """Make a setting of an API type DBCluster."""
    members = one["DBClusterMembers"]
    return DbCluster(
        arn=one["DBClusterArn"],
        id=one["DBClusterIdentifier"],
        region=region,
        engine=one["Engine"],
        encrypted=one["StorageEncrypted"],
        multi_az=one["MultiAZ"],
        group=one["DBClusterParameterGroup"],
        members=tuple(member["DBInstanceIdentifier"] for member in members),
        group_in_sync=all(member["DBClusterParameterGroupStatus"] == "in-sync" for member in members),
    )
