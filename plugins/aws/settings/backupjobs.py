"""Backup jobs: what became of every single backup."""

from scanner import ALL, Instant, setting


@setting("AWS::Backup::BackupJob", key="id", region="region", passing=ALL)
class BackupJob:
    """A backup of one resource, of the last 30 days.

    `state` is CREATED, PENDING, RUNNING, ABORTING, ABORTED, COMPLETED, FAILED, EXPIRED or PARTIAL.
    `message` is SUCCESS where it completed without issues; None where none is told. Source: Backup
    ListBackupJobs, API type BackupJob (``MessageCategory``).
    """

    id: str
    region: str
    resource: str
    type: str
    state: str
    message: str | None
    created: Instant
