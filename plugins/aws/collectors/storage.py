"""Volumes, snapshots and databases, region by region."""

from collections.abc import Iterator

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
    for volume in aws.items("ec2.DescribeVolumes", "Volumes", region.name, size=1000):
        yield Volume(id=volume["VolumeId"], region=region.name, encrypted=volume["Encrypted"])


@collector("ec2:DescribeSnapshots")
def snapshots(region: Region, aws: AwsConnection) -> Iterator[Snapshot]:
    own = {"OwnerIds": ["self"]}
    for snapshot in aws.items("ec2.DescribeSnapshots", "Snapshots", region.name, size=1000, **own):
        yield Snapshot(id=snapshot["SnapshotId"], region=region.name, encrypted=snapshot["Encrypted"])


@collector("rds:DescribeDBInstances")
def db_instances(region: Region, aws: AwsConnection) -> Iterator[DbInstance]:
    for one in aws.once.items("rds.DescribeDBInstances", "DBInstances", region.name, size=100):
        yield DbInstance(
            arn=one["DBInstanceArn"],
            id=one["DBInstanceIdentifier"],
            region=region.name,
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
    for one in aws.items("rds.DescribeDBClusters", "DBClusters", region.name, size=100):
        yield DbCluster(
            arn=one["DBClusterArn"],
            id=one["DBClusterIdentifier"],
            region=region.name,
            engine=one["Engine"],
            encrypted=one["StorageEncrypted"],
            multi_az=one["MultiAZ"],
            group=one["DBClusterParameterGroup"],
            members=tuple(member["DBInstanceIdentifier"] for member in one["DBClusterMembers"]),
            group_in_sync=all(
                member["DBClusterParameterGroupStatus"] == "in-sync" for member in one["DBClusterMembers"]
            ),
        )
