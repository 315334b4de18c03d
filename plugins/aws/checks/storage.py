"""Volumes, snapshots and databases are encrypted, and databases stay inside."""

from collections.abc import Iterator

from plugins.aws.settings.storage import DbCluster, DbInstance, EbsDefault, Snapshot, Volume
from scanner import Fail, Pass, Reason, Severity, Unknown, Verdict, check


def _encrypted(subject: object, encrypted: bool) -> Iterator[Verdict]:
    yield Pass(subject, "encrypted") if encrypted else Fail(subject, "not encrypted")


@check("aws.ebs.default-encryption", severity=Severity.MEDIUM, signals=["aws.ebs"], assets=["server"])
def default_encryption(setting: EbsDefault) -> Iterator[Verdict]:
    """New volumes are encrypted by themselves in every region.

    Where it must be thought of, encryption is forgotten one day.

    ## Remediation
    Turn on *Always encrypt new EBS volumes* in the EC2 settings of the region.
    """
    if setting.enabled:
        yield Pass(setting, "new volumes are encrypted")
    else:
        yield Fail(setting, "new volumes are not encrypted unless somebody asks for it")


@check("aws.ebs.volume-encryption", severity=Severity.HIGH, signals=["aws.ebs"], assets=["server"])
def volume_encryption(volume: Volume) -> Iterator[Verdict]:
    """Every volume is encrypted.

    The disks of servers hold resident information; encryption keeps it unreadable when a disk or a
    copy of it leaves its place.

    ## Remediation
    Copy a snapshot of the volume with encryption and replace the volume by one made from the copy.
    """
    yield from _encrypted(volume, volume.encrypted)


@check("aws.ebs.snapshot-encryption", severity=Severity.HIGH, signals=["aws.ebs"], assets=["server"])
def snapshot_encryption(snapshot: Snapshot) -> Iterator[Verdict]:
    """Every snapshot of a volume is encrypted.

    A snapshot is a whole disk that can be copied and shared with one call.

    ## Remediation
    Copy the snapshot with encryption, and delete the one that is not encrypted.
    """
    yield from _encrypted(snapshot, snapshot.encrypted)


@check("aws.rds.instance-encryption", severity=Severity.HIGH, signals=["aws.rds"], assets=["server"])
def instance_encryption(instance: DbInstance) -> Iterator[Verdict]:
    """Every database instance is encrypted.

    Encryption covers the storage, the automated backups and the snapshots of a database; it can't
    be turned on later.

    ## Remediation
    Copy a snapshot of the instance with encryption, and restore the database from the copy.
    """
    yield from _encrypted(instance, instance.encrypted)


@check("aws.rds.cluster-encryption", severity=Severity.HIGH, signals=["aws.rds"], assets=["server"])
def cluster_encryption(cluster: DbCluster) -> Iterator[Verdict]:
    """Every database cluster is encrypted.

    Encryption covers the storage, the automated backups and the snapshots of a cluster; it can't be
    turned on later.

    ## Remediation
    Restore a snapshot of the cluster into a new one with encryption.
    """
    yield from _encrypted(cluster, cluster.encrypted)


@check("aws.rds.not-public", severity=Severity.CRITICAL, signals=["aws.rds"], assets=["server"])
def not_public(instance: DbInstance) -> Iterator[Verdict]:
    """No database instance has a public address.

    A database that can be reached from the internet is attacked within minutes.

    ## Remediation
    Set *Public access* of the instance to No, and reach it from inside the VPC.
    """
    if instance.public is None:
        silent = "the answer says nothing about {field}"
        yield Unknown(instance, Reason.MALFORMED, silent, field="PubliclyAccessible")
    elif instance.public:
        yield Fail(instance, "publicly accessible")
    else:
        yield Pass(instance, "not publicly accessible")
