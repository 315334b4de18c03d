"""Copies: the replication of each bucket, and what RDS keeps in other regions."""

from collections.abc import Iterator

from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.copies import BucketReplication, DatabaseCopy, ReplicationTarget
from plugins.aws.settings.s3 import Bucket
from scanner import collector

NO_REPLICATION = frozenset({"ReplicationConfigurationNotFoundError"})


@collector("s3:GetReplicationConfiguration")
def bucket_replication(bucket: Bucket, aws: AwsConnection) -> BucketReplication:
    answer = aws.ask_unless(NO_REPLICATION, "s3.GetBucketReplication", bucket.region, Bucket=bucket.name)
    rules = answer["ReplicationConfiguration"]["Rules"] if answer else ()
    targets = (
        ReplicationTarget(
            rule=rule.get("ID") or str(number),
            bucket=rule["Destination"]["Bucket"].rpartition(":")[2],
            account=rule["Destination"].get("Account"),
        )
        for number, rule in enumerate(rules)
        if rule["Status"] != "Disabled"
    )
    return BucketReplication(bucket=bucket, targets=tuple(targets))


@collector("rds:DescribeDBInstances", "rds:DescribeDBInstanceAutomatedBackups", "rds:DescribeGlobalClusters")
def database_copies(region: Region, aws: AwsConnection) -> Iterator[DatabaseCopy]:
    for kind, source, target in (*_replicas(aws, region), *_backups(aws, region), *_members(aws, region)):
        if region_of(source) == region.name != region_of(target):
            yield DatabaseCopy(source=source, target=target, region=region.name, kind=kind)


def _replicas(aws: AwsConnection, region: Region) -> Iterator[tuple[str, str, str]]:
    for one in aws.once.items("rds.DescribeDBInstances", "DBInstances", region.name, size=100):
        for name in one.get("ReadReplicaDBInstanceIdentifiers") or ():
            if name.startswith("arn:"):  # a replica in the same region goes by its name
                yield "replica", one["DBInstanceArn"], name


def _backups(aws: AwsConnection, region: Region) -> Iterator[tuple[str, str, str]]:
    key = "DBInstanceAutomatedBackups"
    for one in aws.items("rds.DescribeDBInstanceAutomatedBackups", key, region.name, size=100):
        for copy in one.get("DBInstanceAutomatedBackupsReplications") or ():
            yield "backup", one["DBInstanceArn"], copy["DBInstanceAutomatedBackupsArn"]


def _members(aws: AwsConnection, region: Region) -> Iterator[tuple[str, str, str]]:
    for one in aws.items("rds.DescribeGlobalClusters", "GlobalClusters", region.name, size=100):
        members = one["GlobalClusterMembers"]
        for writer in (member for member in members if member["IsWriter"]):
            for member in members:
                yield "member", writer["DBClusterArn"], member["DBClusterArn"]


def region_of(arn: str) -> str:
    """Give the region of an ARN."""
    return arn.split(":")[3]
