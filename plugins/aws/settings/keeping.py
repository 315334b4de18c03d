"""What keeps databases, tables and file systems: encryption, backups, protection from deletion."""

from plugins.aws.settings.account import Region
from plugins.aws.settings.storage import DbCluster, DbInstance
from scanner import setting


@setting("AWS::RDS::DBInstance/keeping", of="instance")
class InstanceKeeping:
    """For how many days RDS keeps backups of an instance (0: none), and whether deletion is refused.

    Source: RDS API type DBInstance (``BackupRetentionPeriod``, ``DeletionProtection``).
    """

    instance: DbInstance
    backup_days: int
    protected: bool


@setting("AWS::RDS::DBCluster/keeping", of="cluster")
class ClusterKeeping:
    """The same of a cluster. Source: RDS API type DBCluster."""

    cluster: DbCluster
    backup_days: int
    protected: bool


@setting("AWS::DynamoDB::Table", key="arn", name="name", region="region")
class Table:
    """A table. `key` is the KMS key that it is encrypted with, None for the key that AWS owns.

    `recovery` is the state of point-in-time recovery: ENABLED or DISABLED. Source: DynamoDB
    DescribeTable (``SSEDescription``: absent for the key that AWS owns; ``DeletionProtectionEnabled``),
    DescribeContinuousBackups (``PointInTimeRecoveryStatus``).
    """

    arn: str
    name: str
    region: str
    key: str | None
    protected: bool
    recovery: str


@setting("AWS::EFS::FileSystem", key="arn", name="id", region="region")
class FileSystem:
    """A file system. `backup` is ENABLED, ENABLING, DISABLED or DISABLING; None if nobody ever set it.

    Source: EFS DescribeFileSystems (``Encrypted``), DescribeBackupPolicy (error PolicyNotFound: none).
    """

    arn: str
    id: str
    region: str
    encrypted: bool
    backup: str | None


@setting("AWS::EC2::BlockPublicAccess", of="region")
class PublicSharing:
    """Whether snapshots and images of a region can be shared with everybody.

    `snapshots` is block-all-sharing, block-new-sharing or unblocked; `images` is block-new-sharing or
    unblocked. Source: EC2 GetSnapshotBlockPublicAccessState, GetImageBlockPublicAccessState.
    """

    region: Region
    snapshots: str
    images: str
