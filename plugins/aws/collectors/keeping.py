"""Databases from the lists that others read too; tables and file systems one by one."""

from collections.abc import Iterator
from functools import partial

from plugins.aws.answers import Answer
from plugins.aws.collectors.storage import db_cluster, db_instance
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.keeping import ClusterKeeping, FileSystem, InstanceKeeping, PublicSharing, Table
from scanner import collector

NO_POLICY = frozenset({"PolicyNotFound"})


@collector("rds:DescribeDBInstances")
def instance_keeping(region: Region, aws: AwsConnection) -> Iterator[InstanceKeeping]:
    found = aws.once.items("rds.DescribeDBInstances", "DBInstances", region.name, size=100)
    return map(partial(_instance, region.name), found)


def _instance(region: str, one: Answer) -> InstanceKeeping:
    return InstanceKeeping(
        instance=db_instance(region, one),
        backup_days=one["BackupRetentionPeriod"],
        protected=one["DeletionProtection"],
    )


@collector("rds:DescribeDBClusters")
def cluster_keeping(region: Region, aws: AwsConnection) -> Iterator[ClusterKeeping]:
    found = aws.once.items("rds.DescribeDBClusters", "DBClusters", region.name, size=100)
    return map(partial(_cluster, region.name), found)


def _cluster(region: str, one: Answer) -> ClusterKeeping:
    return ClusterKeeping(
        cluster=db_cluster(region, one),
        backup_days=one["BackupRetentionPeriod"],
        protected=one["DeletionProtection"],
    )


@collector("dynamodb:ListTables", "dynamodb:DescribeTable", "dynamodb:DescribeContinuousBackups")
def tables(region: Region, aws: AwsConnection) -> Iterator[Table]:
    names = aws.items("dynamodb.ListTables", "TableNames", region.name, size=100)
    return map(partial(_table, aws, region.name), names)


def _table(aws: AwsConnection, region: str, name: str) -> Table:
    found = aws.ask("dynamodb.DescribeTable", region, TableName=name)["Table"]
    backups = aws.ask("dynamodb.DescribeContinuousBackups", region, TableName=name)
    recovery = backups["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
    return Table(
        arn=found["TableArn"],
        name=found["TableName"],
        region=region,
        key=(found.get("SSEDescription") or {}).get("KMSMasterKeyArn"),
        protected=found.get("DeletionProtectionEnabled", False),  # "disabled (false)" is the default
        recovery=recovery["PointInTimeRecoveryStatus"],
    )


@collector("elasticfilesystem:DescribeFileSystems", "elasticfilesystem:DescribeBackupPolicy")
def file_systems(region: Region, aws: AwsConnection) -> Iterator[FileSystem]:
    found = aws.once.items("efs.DescribeFileSystems", "FileSystems", region.name, size=100)
    return map(partial(_file_system, aws, region.name), found)


def _file_system(aws: AwsConnection, region: str, one: Answer) -> FileSystem:
    operation, name = "efs.DescribeBackupPolicy", one["FileSystemId"]
    answer = aws.ask_unless(NO_POLICY, operation, region, FileSystemId=name)
    return FileSystem(
        arn=one["FileSystemArn"],
        id=name,
        region=region,
        encrypted=one["Encrypted"],
        backup=answer["BackupPolicy"]["Status"] if answer else None,
    )


@collector("ec2:GetSnapshotBlockPublicAccessState", "ec2:GetImageBlockPublicAccessState")
def public_sharing(region: Region, aws: AwsConnection) -> PublicSharing:
    snapshots = aws.ask("ec2.GetSnapshotBlockPublicAccessState", region.name)
    images = aws.ask("ec2.GetImageBlockPublicAccessState", region.name)
    return PublicSharing(
        region=region, snapshots=snapshots["State"], images=images["ImageBlockPublicAccessState"]
    )
