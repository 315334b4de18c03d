"""What names a key, from lists that others read too; grants and last use, key by key."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.keyuse import KeyGrants, KeyLastUse, KeyUser
from plugins.aws.settings.kms import KeyDetail
from scanner import collector

USABLE = ("Enabled", "Updating")


@dataclass(frozen=True)
class _List:
    """A list of resources: what they are, and what in a row is their name and key, and tells of a key."""

    kind: str
    operation: str
    rows: str
    size: int
    name: str
    key: str = "KmsKeyId"
    encrypted: str = ""
    asked: tuple[tuple[str, Any], ...] = ()


LISTS = (
    _List("AWS::EC2::Volume", "ec2.DescribeVolumes", "Volumes", 1000, "VolumeId", encrypted="Encrypted"),
    _List(
        *("AWS::EC2::Snapshot", "ec2.DescribeSnapshots", "Snapshots", 1000, "SnapshotId"),
        encrypted="Encrypted",
        asked=(("OwnerIds", ["self"]),),
    ),
    _List(
        *("AWS::RDS::DBInstance", "rds.DescribeDBInstances", "DBInstances", 100, "DBInstanceArn"),
        encrypted="StorageEncrypted",
    ),
    _List(
        *("AWS::RDS::DBCluster", "rds.DescribeDBClusters", "DBClusters", 100, "DBClusterArn"),
        encrypted="StorageEncrypted",
    ),
    _List(
        *("AWS::EFS::FileSystem", "efs.DescribeFileSystems", "FileSystems", 100, "FileSystemArn"),
        encrypted="Encrypted",
    ),
    # A group names no key where CloudWatch Logs encrypts with its own.
    _List("AWS::Logs::LogGroup", "logs.DescribeLogGroups", "logGroups", 50, "arn", key="kmsKeyId"),
)


@collector(
    "ec2:DescribeSnapshots",
    "ec2:DescribeVolumes",
    "elasticfilesystem:DescribeFileSystems",
    "logs:DescribeLogGroups",
    "rds:DescribeDBClusters",
    "rds:DescribeDBInstances",
)
def key_users(region: Region, aws: AwsConnection) -> Iterator[KeyUser]:
    return chain.from_iterable(map(partial(_listed, region.name, aws), LISTS))


def _listed(region: str, aws: AwsConnection, one: _List) -> Iterator[KeyUser]:
    rows = aws.once.items(one.operation, one.rows, region, size=one.size, **dict(one.asked))
    return filter(None, map(partial(_user, region, one), rows))


def _user(region: str, of: _List, row: Answer) -> KeyUser | None:
    if of.encrypted and not row[of.encrypted]:
        return None
    key = row[of.key] if of.encrypted else row.get(of.key)
    return KeyUser(kind=of.kind, resource=row[of.name], region=region, key=key) if key else None


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
