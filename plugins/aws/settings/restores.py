"""Restores: proof that backups can be used."""

from scanner import ALL, Instant, setting


@setting("AWS::Backup::RestoreJob", key="id", region="region", passing=ALL)
class RestoreJob:
    """A restore, by people or by a restore testing plan.

    `source` is the ARN of what was backed up, None where AWS Backup does not say. `status` is
    PENDING, RUNNING, COMPLETED, ABORTED or FAILED; `validation` is FAILED, SUCCESSFUL, TIMED_OUT,
    VALIDATING, or None if nobody validated. Source: Backup ListRestoreJobs.
    """

    id: str
    region: str
    source: str | None
    status: str
    validation: str | None
    completed: Instant | None
