"""Resources whose settings name the key that they are encrypted with."""

from collections.abc import Iterator

from plugins.aws.settings.backup import BackupVault
from plugins.aws.settings.keeping import Table
from plugins.aws.settings.keyuse import KeyUser
from plugins.aws.settings.s3 import BucketEncryption
from plugins.aws.settings.trail import Trail
from scanner import derived


@derived
def bucket_keys(setting: BucketEncryption) -> Iterator[KeyUser]:
    """Name the key of a bucket."""
    yield from _user("AWS::S3::Bucket", setting.bucket.name, setting.bucket.region, setting.key)


@derived
def trail_keys(trail: Trail) -> Iterator[KeyUser]:
    """Name the key of a trail."""
    yield from _user("AWS::CloudTrail::Trail", trail.arn, trail.home_region, trail.key)


@derived
def vault_keys(vault: BackupVault) -> Iterator[KeyUser]:
    """Name the key of a vault."""
    yield from _user("AWS::Backup::BackupVault", vault.arn, vault.region, vault.key)


@derived
def table_keys(table: Table) -> Iterator[KeyUser]:
    """Name the key of a table."""
    yield from _user("AWS::DynamoDB::Table", table.arn, table.region, table.key)


def _user(kind: str, resource: str, region: str, key: str | None) -> Iterator[KeyUser]:
    if key:
        yield KeyUser(kind=kind, resource=resource, region=region, key=key)
