"""Restore jobs: one list a region."""

from collections.abc import Iterator

from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.restores import RestoreJob
from scanner import collector


@collector("backup:ListRestoreJobs")
def restore_jobs(region: Region, aws: AwsConnection) -> Iterator[RestoreJob]:
    for job in aws.items("backup.ListRestoreJobs", "RestoreJobs", region.name, size=1000):
        yield RestoreJob(
            id=job["RestoreJobId"],
            region=region.name,
            source=job.get("SourceResourceArn"),
            status=job["Status"],
            validation=job.get("ValidationStatus"),
            completed=job.get("CompletionDate"),
        )
