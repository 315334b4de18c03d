"""Copies that are made elsewhere, and data that are shared with others."""

from plugins.aws.settings.s3 import Bucket
from plugins.aws.settings.storage import Snapshot
from scanner import ALL, setting, value


@value
class ReplicationTarget:
    """An enabled replication rule's destination: a bucket, and its account if that is another one.

    Source: S3 API type Destination (``Bucket``, ``Account``).
    """

    rule: str
    bucket: str
    account: str | None


@setting("AWS::S3::Bucket/replication", of="bucket")
class BucketReplication:
    """Where a bucket is replicated to; empty if nowhere.

    Source: S3 GetBucketReplication (error ReplicationConfigurationNotFoundError: none).
    """

    bucket: Bucket
    targets: tuple[ReplicationTarget, ...]


@setting("AWS::RDS::Copy", key=("source", "target"), region="region")
class DatabaseCopy:
    """A copy of a database that RDS keeps up to date in another region, by the ARNs of both.

    `kind` is backup (replicated automated backups), replica (read replica) or member (of a global
    cluster). Source: RDS DescribeDBInstanceAutomatedBackups, DescribeDBInstances
    (``ReadReplicaDBInstanceIdentifiers``: an ARN if in another region), DescribeGlobalClusters.
    """

    source: str
    target: str
    region: str
    kind: str


@setting("AWS::EC2::Snapshot/sharing", of="snapshot", passing=ALL)
class SnapshotSharing:
    """Who may use a snapshot besides its owner: accounts, or ``all``.

    Source: EC2 DescribeSnapshotAttribute (createVolumePermission).
    """

    snapshot: Snapshot
    shared_with: tuple[str, ...]


@setting("AWS::EC2::Image", key="id", name="name", region="region")
class ImageSharing:
    """An image of the account, and who may use it: accounts, ARNs of organizations, or ``all``.

    Source: EC2 DescribeImages (Owners: self), DescribeImageAttribute (launchPermission).
    """

    id: str
    name: str
    region: str
    shared_with: tuple[str, ...]


@setting("AWS::RDS::DBSnapshot", key="arn", name="name", region="region", passing=ALL)
class DbSnapshotSharing:
    """A manual snapshot of a database or a cluster, and who may restore it: accounts, or ``all``.

    Source: RDS DescribeDBSnapshotAttributes, DescribeDBClusterSnapshotAttributes (``restore``).
    """

    arn: str
    name: str
    region: str
    shared_with: tuple[str, ...]
