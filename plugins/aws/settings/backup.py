"""AWS Backup: plans, what they protect, and the vaults."""

from scanner import Instant, setting, value


@setting("AWS::Backup::BackupPlan", key="id", name="name", region="region")
class BackupPlan:
    """A backup plan. Source: Backup ListBackupPlans."""

    id: str
    name: str
    region: str


@value
class BackupRule:
    """A rule: its vault, after how many days a backup is deleted (None: never), and copies' vaults.

    Source: Backup API types BackupRule, Lifecycle ("if this is not set, the backup is kept").
    """

    name: str
    vault: str
    delete_after_days: int | None
    copies: tuple[str, ...]


@setting("AWS::Backup::BackupPlan/content", of="plan")
class BackupContent:
    """A plan's rules, and how many selections say what it backs up.

    Source: Backup GetBackupPlan, ListBackupSelections.
    """

    plan: BackupPlan
    rules: tuple[BackupRule, ...]
    selections: int


@setting("AWS::Backup::ProtectedResource", key="arn", region="region", passing="last_backup")
class ProtectedResource:
    """A resource that AWS Backup has backed up before, and when last (None: not told).

    Source: Backup ListProtectedResources.
    """

    arn: str
    region: str
    type: str
    last_backup: Instant | None


@setting("AWS::Backup::BackupVault", key="arn", name="name", region="region", passing="points")
class BackupVault:
    """A vault: how many backups it holds, its lock and its key.

    `fixed_at` is when a lock in compliance mode can't be undone any more; None for governance mode.
    Source: Backup ListBackupVaults (``Locked``, ``LockDate``, ``MinRetentionDays``, …).
    """

    arn: str
    name: str
    region: str
    type: str
    points: int
    locked: bool
    min_days: int | None
    fixed_at: Instant | None
    key: str | None


@setting("AWS::Backup::BackupVault/policy", of="vault")
class VaultPolicy:
    """The access policy of a vault as JSON text; None if there is none.

    Source: Backup GetBackupVaultAccessPolicy (error ResourceNotFoundException: none).
    """

    vault: BackupVault
    document: str | None
