"""What names a key, from lists that others read too; grants and last use, key by key."""

from collections.abc import Iterator
from functools import partial

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.keyuse import KeyGrants, KeyLastUse, KeyUser
from plugins.aws.settings.kms import KeyDetail
from scanner import collector

USABLE = ("Enabled", "Updating")


@collector("ec2:DescribeVolumes")
def volume_keys(region: Region, aws: AwsConnection) -> Iterator[KeyUser]:
    found = aws.once.items("ec2.DescribeVolumes", "Volumes", region.name, size=1000)
    return _users("AWS::EC2::Volume", "VolumeId", region, found, "Encrypted")


@collector("ec2:DescribeSnapshots")
def snapshot_keys(region: Region, aws: AwsConnection) -> Iterator[KeyUser]:
    operation = "ec2.DescribeSnapshots"
    found = aws.once.items(operation, "Snapshots", region.name, size=1000, OwnerIds=["self"])
    return _users("AWS::EC2::Snapshot", "SnapshotId", region, found, "Encrypted")


@collector("rds:DescribeDBInstances")
def instance_keys(region: Region, aws: AwsConnection) -> Iterator[KeyUser]:
    found = aws.once.items("rds.DescribeDBInstances", "DBInstances", region.name, size=100)
    return _users("AWS::RDS::DBInstance", "DBInstanceArn", region, found, "StorageEncrypted")


@collector("rds:DescribeDBClusters")
def cluster_keys(region: Region, aws: AwsConnection) -> Iterator[KeyUser]:
    found = aws.once.items("rds.DescribeDBClusters", "DBClusters", region.name, size=100)
    return _users("AWS::RDS::DBCluster", "DBClusterArn", region, found, "StorageEncrypted")


@collector("elasticfilesystem:DescribeFileSystems")
def file_system_keys(region: Region, aws: AwsConnection) -> Iterator[KeyUser]:
    found = aws.once.items("efs.DescribeFileSystems", "FileSystems", region.name, size=100)
    return _users("AWS::EFS::FileSystem", "FileSystemArn", region, found, "Encrypted")


@collector("logs:DescribeLogGroups")
def log_group_keys(region: Region, aws: AwsConnection) -> Iterator[KeyUser]:
    found = aws.once.items("logs.DescribeLogGroups", "logGroups", region.name, size=50)
    return filter(None, map(partial(_log_group, region.name), found))


def _log_group(region: str, one: Answer) -> KeyUser | None:
    key = one.get("kmsKeyId")  # there is none where CloudWatch Logs encrypts with its own key
    return KeyUser(kind="AWS::Logs::LogGroup", resource=one["arn"], region=region, key=key) if key else None


def _users(
    kind: str, name: str, region: Region, found: Iterator[Answer], encrypted: str
) -> Iterator[KeyUser]:
    return filter(None, map(partial(_user, kind, name, region.name, encrypted), found))


def _user(kind: str, name: str, region: str, encrypted: str, one: Answer) -> KeyUser | None:
    if not one[encrypted]:
        return None
    return KeyUser(kind=kind, resource=one[name], region=region, key=one["KmsKeyId"])


@collector("kms:ListGrants")
def key_grants(detail: KeyDetail, aws: AwsConnection) -> Iterator[KeyGrants]:
    if detail.manager != "CUSTOMER" or detail.state in USABLE:
        return
    key = detail.key
    grants = aws.items("kms.ListGrants", "Grants", key.region, size=100, KeyId=key.id)
    grantees = {one.get("GranteeServicePrincipal") or one["GranteePrincipal"] for one in grants}
    yield KeyGrants(detail=detail, grantees=tuple(sorted(grantees)))


@collector("kms:GetKeyLastUsage")
def key_last_use(detail: KeyDetail, aws: AwsConnection) -> Iterator[KeyLastUse]:
    if detail.manager != "CUSTOMER" or detail.state not in USABLE:
        return
    found = aws.ask("kms.GetKeyLastUsage", detail.key.region, KeyId=detail.key.id)
    yield KeyLastUse(
        detail=detail,
        used=(found.get("KeyLastUsage") or {}).get("Timestamp"),
        tracked=found["TrackingStartDate"],
        created=found["KeyCreationDate"],
    )
