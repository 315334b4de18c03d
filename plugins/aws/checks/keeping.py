"""Databases, tables and file systems are encrypted, backed up, and not deleted by mistake."""

from collections.abc import Iterator

from plugins.aws.checks.importance import if_important
from plugins.aws.checks.keys import custody
from plugins.aws.checks.s3_encryption import unseen_key
from plugins.aws.checks.strange import strange
from plugins.aws.settings.account import Account
from plugins.aws.settings.backup import ProtectedResource
from plugins.aws.settings.keeping import ClusterKeeping, FileSystem, InstanceKeeping, PublicSharing, Table
from plugins.aws.settings.kms import Key
from plugins.aws.settings.tags import TaggedResource
from scanner import (
    DeclaredImportance,
    Fail,
    Limits,
    NotApplicable,
    Pass,
    Reading,
    Severity,
    Unknown,
    Verdict,
    check,
)

LONGEST = 35
"""RDS keeps automated backups no longer (RDS guide, "Backup retention period")."""
PROTECTED = "AWS Backup backs it up"
HIDDEN = "whether AWS Backup backs it up could not be read; needed: {permission}"


@check("aws.backup.database", severity=Severity.HIGH, signals=["aws.backup"], assets=["server"])
def database(
    keeping: InstanceKeeping, limits: Limits, resources: Reading[ProtectedResource]
) -> Iterator[Verdict]:
    """Every database instance has backups for long enough.

    What was deleted or encrypted by mistake can be brought back only as far as the backups reach.

    ## Remediation
    Set the *Backup retention period* of the instance, 35 days at most, or take it into a plan of AWS
    Backup.
    """
    instance = keeping.instance
    if instance.cluster:
        yield NotApplicable(keeping, "the cluster keeps the backups")
    else:
        yield _kept(keeping, keeping.backup_days, instance.arn, limits, resources)


@check("aws.backup.database-cluster", severity=Severity.HIGH, signals=["aws.backup"], assets=["server"])
def cluster(
    keeping: ClusterKeeping, limits: Limits, resources: Reading[ProtectedResource]
) -> Iterator[Verdict]:
    """Every database cluster has backups for long enough.

    A cluster in several zones is no backup: a deletion reaches all of them at once.

    ## Remediation
    Set the *Backup retention period* of the cluster, 35 days at most, or take it into a plan of AWS
    Backup.
    """
    yield _kept(keeping, keeping.backup_days, keeping.cluster.arn, limits, resources)


def _kept(
    keeping: InstanceKeeping | ClusterKeeping,
    days: int,
    arn: str,
    limits: Limits,
    resources: Reading[ProtectedResource],
) -> Verdict:
    least = min(limits["backup_retention_days"], LONGEST)
    if days >= least:
        return Pass(keeping, "backups are kept for {days} days", days=days)
    if any(one.arn == arn for one in resources.items):
        return Pass(keeping, PROTECTED)
    for gap in resources.gaps:
        if gap.scope.region in (arn.split(":")[3], "global"):
            return Unknown(keeping, gap.reason, HIDDEN, permission=gap.permission)
    if days == 0:
        return Fail(keeping, "no backups are made")
    return Fail(keeping, "backups are kept for {days} days, fewer than {least}", days=days, least=least)


@check("aws.rds.deletion-protection", severity=Severity.MEDIUM, signals=["aws.rds"], assets=["server"])
def deletion_protection(keeping: InstanceKeeping) -> Iterator[Verdict]:
    """No database instance can be deleted by one command.

    With the instance its automated backups go too.

    ## Remediation
    Turn on *Deletion protection* of the instance.
    """
    if keeping.instance.cluster:
        yield NotApplicable(keeping, "deletion protection is set on the cluster")
    elif keeping.protected:
        yield Pass(keeping, "deletion is refused")
    else:
        yield Fail(keeping, "it can be deleted at once")


@check(
    "aws.rds.cluster-deletion-protection", severity=Severity.MEDIUM, signals=["aws.rds"], assets=["server"]
)
def cluster_deletion_protection(keeping: ClusterKeeping) -> Iterator[Verdict]:
    """No database cluster can be deleted by one command.

    With the cluster its automated backups go too.

    ## Remediation
    Turn on *Deletion protection* of the cluster.
    """
    if keeping.protected:
        yield Pass(keeping, "deletion is refused")
    else:
        yield Fail(keeping, "it can be deleted at once")


@check("aws.dynamodb.encryption", severity=Severity.MEDIUM, signals=["aws.rds"], assets=["server"])
def table_encryption(table: Table, account: Account, keys: Reading[Key]) -> Iterator[Verdict]:
    """Every table is encrypted with a customer managed key.

    DynamoDB encrypts every table; but only whoever holds the key decides who reads it, and can
    erase it with the key.

    ## Remediation
    Choose a customer managed key under *Encryption* of the table.
    """
    owner = custody(table.key, table.region, account.id, keys)
    if owner == "customer":
        yield Pass(table, "encrypted with the customer managed key {key}", key=table.key)
    elif owner == "aws":
        yield Fail(table, "encrypted with a key that AWS manages")
    else:
        yield unseen_key(table, table.key, keys)


@check("aws.dynamodb.recovery", severity=Severity.MEDIUM, signals=["aws.backup"], assets=["server"])
def table_recovery(
    table: Table, tagged: Reading[TaggedResource], important: Reading[DeclaredImportance]
) -> Iterator[Verdict]:
    """Important tables can be brought back to any moment, and are not deleted by mistake.

    A program with a fault overwrites a table in minutes.

    ## Remediation
    Turn on *Point-in-time recovery* and *Deletion protection* of the table.
    """
    if table.recovery not in ("ENABLED", "DISABLED"):
        yield strange(table, "PointInTimeRecoveryStatus", table.recovery, part="recovery")
    else:
        found = (
            Pass(table, "point-in-time recovery is on", part="recovery")
            if table.recovery == "ENABLED"
            else Fail(table, "point-in-time recovery is off", part="recovery")
        )
        yield if_important(found, "PointInTimeRecovery", table.arn, tagged, important)
    kept = (
        Pass(table, "deletion is refused", part="deletion")
        if table.protected
        else Fail(table, "it can be deleted at once", part="deletion")
    )
    yield if_important(kept, "DeletionProtection", table.arn, tagged, important)


@check("aws.efs.encryption", severity=Severity.HIGH, signals=["aws.ebs"], assets=["server"])
def file_system_encryption(system: FileSystem) -> Iterator[Verdict]:
    """Every file system is encrypted.

    A file system holds the files of many servers, and can't be encrypted later.

    ## Remediation
    Create an encrypted file system, copy the files, and delete the old one.
    """
    if system.encrypted:
        yield Pass(system, "encrypted")
    else:
        yield Fail(system, "not encrypted")


@check("aws.efs.backup", severity=Severity.MEDIUM, signals=["aws.backup"], assets=["server"])
def file_system_backup(
    system: FileSystem,
    resources: Reading[ProtectedResource],
    tagged: Reading[TaggedResource],
    important: Reading[DeclaredImportance],
) -> Iterator[Verdict]:
    """Important file systems are backed up.

    Ransomware on one server encrypts the files of all that share them.

    ## Remediation
    Turn on *Automatic backups* of the file system, or take it into a plan of AWS Backup.
    """
    if system.backup in ("ENABLED", "ENABLING"):
        yield Pass(system, "automatic backups are on")
    elif any(one.arn == system.arn for one in resources.items):
        yield Pass(system, PROTECTED)
    elif system.backup not in (None, "DISABLED", "DISABLING"):
        yield strange(system, "BackupPolicy", system.backup)
    elif gap := next((one for one in resources.gaps if one.scope.region in (system.region, "global")), None):
        yield Unknown(system, gap.reason, HIDDEN, permission=gap.permission)
    else:
        yield if_important(Fail(system, "no backups are made"), "BackupPolicy", system.arn, tagged, important)


@check("aws.shares.blocked", severity=Severity.MEDIUM, signals=["aws.replica"], assets=["cloud"])
def public_sharing(sharing: PublicSharing) -> Iterator[Verdict]:
    """Snapshots and images can't be shared with everybody.

    One wrong click shares a disk with all accounts of AWS. Programs look for such disks all day.

    ## Remediation
    Turn on *Block public access* for snapshots and for images in the EC2 settings of the region.
    """
    for field, state in (("snapshots", sharing.snapshots), ("images", sharing.images)):
        if state in ("block-all-sharing", "block-new-sharing"):
            yield Pass(sharing, "{kind}: sharing with everybody is blocked", part=field, kind=field)
        elif state == "unblocked":
            yield Fail(sharing, "{kind}: sharing with everybody is possible", part=field, kind=field)
        else:
            yield strange(sharing, field, state, part=field)
