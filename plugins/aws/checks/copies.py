"""Copies stay in Japan, and in the hands of those who were agreed to."""

from collections.abc import Iterator

from plugins.aws.checks.partners import Place, goes_to, shared_with
from plugins.aws.settings.account import Account
from plugins.aws.settings.backup import BackupContent
from plugins.aws.settings.copies import (
    BucketReplication,
    DatabaseCopy,
    DbSnapshotSharing,
    ImageSharing,
    ReplicationTarget,
    SnapshotSharing,
)
from plugins.aws.settings.s3 import Bucket
from scanner import DeclaredAccount, NotApplicable, Pass, Reading, Reason, Severity, Unknown, Verdict, check

Partners = Reading[DeclaredAccount]
FOREIGN = "bucket {target} was not found in this account: in which region it lies can't be told"
OWN = "nobody but the account itself may use it"


@check("aws.copies.buckets", severity=Severity.HIGH, signals=["aws.replica"], assets=["cloud"])
def buckets(
    replication: BucketReplication,
    buckets: Reading[Bucket],
    account: Account,
    partners: Reading[DeclaredAccount],
) -> Iterator[Verdict]:
    """Buckets are replicated within Japan and to registered accounts only.

    A rule of replication copies every new object at once, and nobody sees it happen.

    ## Remediation
    Replicate to a bucket in ap-northeast-1 or ap-northeast-3 of an own account or of one that is
    declared under partner_accounts, and delete other rules.
    """
    for target in {one.bucket: one for one in replication.targets}.values():
        yield _replicated(replication, target, buckets, account, partners)
    if not replication.targets:
        yield NotApplicable(replication, "the bucket is not replicated")


def _replicated(
    replication: BucketReplication,
    target: ReplicationTarget,
    buckets: Reading[Bucket],
    account: Account,
    partners: Partners,
) -> Verdict:
    found = next((one for one in buckets.items if one.name == target.bucket), None)
    if found is None:
        return Unknown(replication, Reason.UNSUPPORTED, FOREIGN, part=target.bucket, target=target.bucket)
    holder = target.account or account.id
    return goes_to(replication, Place(target.bucket, found.region, holder), account, partners)


@check("aws.copies.backups", severity=Severity.HIGH, signals=["aws.replica"], assets=["cloud"])
def backups(plan: BackupContent, account: Account, partners: Reading[DeclaredAccount]) -> Iterator[Verdict]:
    """Backups are copied within Japan and to registered accounts only.

    A backup holds everything. A copy in another region or with another account is worth as much as
    the original.

    ## Remediation
    Choose vaults in ap-northeast-1 or ap-northeast-3 of an own account or of one that is declared
    under partner_accounts.
    """
    copies = sorted({vault for rule in plan.rules for vault in rule.copies})
    for vault in copies:
        region, holder = vault.split(":")[3:5]
        yield goes_to(plan, Place(vault, region, holder), account, partners)
    if not copies:
        yield NotApplicable(plan, "the plan copies nothing elsewhere")


@check("aws.copies.databases", severity=Severity.HIGH, signals=["aws.replica"], assets=["server"])
def databases(copy: DatabaseCopy, account: Account, partners: Reading[DeclaredAccount]) -> Iterator[Verdict]:
    """Databases are copied within Japan only.

    Read replicas, replicated backups and global clusters keep a second database up to date in
    another region.

    ## Remediation
    Delete replicas, replicated backups and cluster members outside ap-northeast-1 and
    ap-northeast-3.
    """
    region, holder = copy.target.split(":")[3:5]
    yield goes_to(copy, Place(copy.target, region, holder), account, partners)


@check("aws.shares.snapshots", severity=Severity.CRITICAL, signals=["aws.replica"], assets=["server"])
def snapshots(
    sharing: SnapshotSharing, account: Account, partners: Reading[DeclaredAccount]
) -> Iterator[Verdict]:
    """Snapshots are shared with registered accounts only.

    Whoever may use a snapshot can read the whole disk, in an own account where nobody sees it.

    ## Remediation
    Take back the permissions of the snapshot, and block public sharing of snapshots for the region.
    """
    yield from _shared(sharing, sharing.shared_with, account, partners)


@check("aws.shares.images", severity=Severity.HIGH, signals=["aws.replica"], assets=["server"])
def images(sharing: ImageSharing, account: Account, partners: Reading[DeclaredAccount]) -> Iterator[Verdict]:
    """Images of servers are shared with registered accounts only.

    An image holds what was on the server when it was made: programs, settings, often passwords.

    ## Remediation
    Take back the launch permissions of the image, and block public access to images for the region.
    """
    yield from _shared(sharing, sharing.shared_with, account, partners)


@check("aws.shares.databases", severity=Severity.CRITICAL, signals=["aws.replica"], assets=["server"])
def database_snapshots(
    sharing: DbSnapshotSharing, account: Account, partners: Reading[DeclaredAccount]
) -> Iterator[Verdict]:
    """Snapshots of databases are shared with registered accounts only.

    Whoever may restore a snapshot has the whole database.

    ## Remediation
    Take back the permission to restore from every account that nobody knows.
    """
    yield from _shared(sharing, sharing.shared_with, account, partners)


def _shared(
    subject: object, holders: tuple[str, ...], account: Account, partners: Partners
) -> Iterator[Verdict]:
    for holder in holders:
        yield shared_with(subject, holder, account, partners)
    if not holders:
        yield Pass(subject, OWN)
