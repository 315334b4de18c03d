"""Backups that were begun came to a good end."""

from collections.abc import Iterator, Sequence

from plugins.aws.checks.strange import strange
from plugins.aws.settings.account import Account
from plugins.aws.settings.backupjobs import BackupJob
from scanner import Fail, NotApplicable, Pass, Reason, Resource, Severity, Unknown, Verdict, check

KIND = "AWS::Backup::ProtectedResource"
UNDERWAY = ("ABORTING", "CREATED", "PENDING", "RUNNING")
BAD = ("ABORTED", "EXPIRED", "FAILED", "PARTIAL")
"""Source of both: Backup API type BackupJob, ``State``."""
ENDED = "the last backup ended as {state}; {count} before it, in 30 days, did no better"
ISSUES = "the last backup was completed with issues: {message}"
BEGUN = "no backup has ended yet"
DONE = "the last backup was completed; {count} before it, in 30 days, were not"


@check(
    "aws.backup.jobs", severity=Severity.HIGH, signals=["aws.backup"], partial="universal", assets=["server"]
)
def jobs(account: Account, found: Sequence[BackupJob]) -> Iterator[Verdict]:
    """The last backup of every resource was completed.

    A resource of which no backup ever succeeded is not among those that AWS Backup protects: nobody
    misses it there. Only its failed jobs tell.

    ## Remediation
    Read the message of the failed job, mend what it names (often the rights of the role, or the key),
    and start a backup. Let a rule for the event *Backup Job State Change* tell somebody.
    """
    resources = sorted({(one.region, one.resource) for one in found})
    for region, arn in resources:
        own = [one for one in found if (one.region, one.resource) == (region, arn)]
        yield _last(Resource(KIND, arn, "", region), own)
    if not resources:
        yield NotApplicable(account, "no backup was begun in the last 30 days")


def _last(resource: Resource, own: list[BackupJob]) -> Verdict:
    ended = sorted((one for one in own if one.state not in UNDERWAY), key=lambda one: one.created)
    if not ended:
        return Unknown(resource, Reason.UNRECORDED, BEGUN)
    last = ended[-1]
    bad = sum(1 for one in ended[:-1] if one.state in BAD)
    if last.state in BAD:
        return Fail(resource, ENDED, state=last.state, count=bad)
    if last.state != "COMPLETED":
        return strange(resource, "State", last.state)
    if last.message not in (None, "SUCCESS"):
        return Unknown(resource, Reason.UNRECORDED, ISSUES, message=last.message)
    return Pass(resource, DONE, count=bad)
