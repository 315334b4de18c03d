"""Buckets keep what is overwritten or deleted."""

from collections.abc import Iterator

from plugins.aws.checks.importance import if_important
from plugins.aws.checks.strange import strange
from plugins.aws.settings.flowlogs import FlowLogTarget, bucket_of
from plugins.aws.settings.s3 import BucketVersioning
from plugins.aws.settings.sessions import SessionPreferences
from plugins.aws.settings.tags import TaggedResource
from scanner import (
    DeclaredImportance,
    Fail,
    Limits,
    NotApplicable,
    Pass,
    Reading,
    Severity,
    Unknown,
    Verdict,
    check,
)

KEPT = "versioning keeps what is overwritten or deleted"
HIDDEN = "it keeps no older versions; whether logs go to it could not be read; needed: {permission}"
EARLY = "rule {rule} deletes older versions after {days} days, fewer than {least}"


@check("aws.s3.versioning", severity=Severity.MEDIUM, signals=["aws.backup"], assets=["cloud"])
def versioning(  # noqa: PLR0913, PLR0917 - what makes a bucket important
    setting: BucketVersioning,
    limits: Limits,
    flows: Reading[FlowLogTarget],
    sessions: Reading[SessionPreferences],
    tagged: Reading[TaggedResource],
    important: Reading[DeclaredImportance],
) -> Iterator[Verdict]:
    """Important buckets, and those of logs, keep what is overwritten or deleted.

    Without versioning a file that ransomware overwrites is gone at once, in a bucket of backups or
    logs as well. Rules that delete older versions after a day leave no more of them than that.

    ## Remediation
    Enable *Bucket Versioning*, and let lifecycle rules keep older versions as long as the limit.
    """
    verdict = _judged(setting, limits["backup_retention_days"])
    logs = {one.bucket for one in sessions.items} | {bucket_of(one) for one in flows.items}
    if setting.bucket.name in logs:
        yield verdict
        return
    arn = f"arn:aws:s3:::{setting.bucket.name}"
    found = if_important(verdict, "Versioning", arn, tagged, important)
    gaps = (*flows.gaps, *sessions.gaps)
    if isinstance(found, NotApplicable) and gaps:
        yield Unknown(setting, gaps[0].reason, HIDDEN, permission=gaps[0].permission)
    else:
        yield found


def _judged(setting: BucketVersioning, least: int) -> Verdict:
    if setting.status is None:
        return Fail(setting, "versioning was never enabled")
    if setting.status == "Suspended":
        return Fail(setting, "versioning is suspended")
    if setting.status != "Enabled":
        return strange(setting, "Status", setting.status)
    early = [one for one in setting.expiries if one.days < least and not one.kept]
    if early:
        return Fail(setting, EARLY, rule=early[0].rule, days=early[0].days, least=least)
    return Pass(setting, KEPT)
