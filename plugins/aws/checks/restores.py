"""Backups have been restored, not only made."""

from collections.abc import Iterator, Sequence

from plugins.aws.settings.account import Account
from plugins.aws.settings.backup import ProtectedResource
from plugins.aws.settings.restores import RestoreJob
from scanner import (
    AsOf,
    Fail,
    Limits,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Severity,
    Unknown,
    Verdict,
    check,
)

VALID = (None, "SUCCESSFUL", "VALIDATING")
UNTESTED = "no completed restore of it is listed: nobody declared whether it belongs to an important system"
OLD = "last restored {age} days ago, more than {days}"
UNSEEN = "the restore jobs of the region could not be read; needed: {permission}"


@check(
    "aws.restore.tested",
    severity=Severity.HIGH,
    signals=["aws.restore"],
    partial="existence",
    assets=["server"],
)
def restored(
    account: Account,
    resources: Sequence[ProtectedResource],
    jobs: Sequence[RestoreJob],
    limits: Limits,
    now: AsOf,
) -> Iterator[Verdict]:
    """A backup was restored within the last year.

    Whether a backup can be used is known only after it has been restored. The day of the disaster is
    too late to find out.

    ## Remediation
    Create a *restore testing plan* in AWS Backup, or restore a backup by hand once a year and look
    whether the data are there.
    """
    days = limits["restore_test_days"]
    recent = [job for job in jobs if _good(job) and (age := _age(job, now)) is not None and age <= days]
    for job in recent:
        yield Pass(job, "a restore was completed {age} days ago", age=_age(job, now))
    if not recent and resources:
        yield Fail(account, "no restore was completed within {days} days", days=days)
    elif not recent:
        yield NotApplicable(account, "AWS Backup protects nothing here")


@check("aws.restore.each", severity=Severity.MEDIUM, signals=["aws.restore"], assets=["server"])
def each(
    resource: ProtectedResource, jobs: Reading[RestoreJob], limits: Limits, now: AsOf
) -> Iterator[Verdict]:
    """What important systems need was restored within the last year.

    One system that comes back proves nothing for the others: each has its own order, its own keys
    and its own surprises.

    ## Remediation
    Take every important system into a restore testing plan, and validate what was restored.
    """
    own = [job for job in jobs.items if job.source == resource.arn]
    ages = sorted(age for job in own if _good(job) and (age := _age(job, now)) is not None)
    days = limits["restore_test_days"]
    gap = next((gap for gap in jobs.gaps if gap.scope.region in (resource.region, "global")), None)
    if ages and ages[0] <= days:
        yield Pass(resource, "last restored {age} days ago", age=ages[0])
    elif gap:
        yield Unknown(resource, gap.reason, UNSEEN, permission=gap.permission)
    elif ages:
        yield Fail(resource, OLD, age=ages[0], days=days)
    elif any(job.status in ("FAILED", "ABORTED") or job.validation not in VALID for job in own):
        yield Fail(resource, "it was tried to restore it, without success")
    else:
        yield Unknown(resource, Reason.UNDECLARED, UNTESTED)


def _good(job: RestoreJob) -> bool:
    return job.status == "COMPLETED" and job.validation in (None, "SUCCESSFUL")


def _age(job: RestoreJob, now: AsOf) -> int | None:
    return None if job.completed is None else (now.time - job.completed).days
