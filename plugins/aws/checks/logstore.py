"""The records of a trail are kept long enough, and nobody can make them disappear."""

from collections.abc import Iterator

from plugins.aws.checks.retaining import EARLY, KEPT, LOCKED, MODES, UNCLEAR, files_of, keeps, too_early
from plugins.aws.settings.logstore import LogGroup, TrailBucket, TrailRetention
from plugins.aws.settings.s3 import AccountPublicAccess, Bucket, PublicAccessFlags
from plugins.aws.settings.trail import Trail
from scanner import Fail, Limits, Pass, Reading, Reason, Severity, Unknown, Verdict, check


@check("aws.cloudtrail.bucket", severity=Severity.HIGH, signals=["aws.trailprot"], assets=["cloud"])
def bucket(setting: TrailBucket, account: AccountPublicAccess, buckets: Reading[Bucket]) -> Iterator[Verdict]:
    """The bucket of every trail keeps deleted files and is closed to the public.

    Who breaks in deletes the traces. With versioning or Object Lock a deleted log file can be
    brought back; a public bucket shows everybody how the account is built.

    ## Remediation
    Enable versioning or Object Lock with a default retention on the bucket, and turn on all four
    settings of *Block Public Access*.
    """
    if setting.versioning not in ("Enabled", "Suspended", None):
        problem = "undocumented state of versioning {state}"
        yield Unknown(setting, Reason.MALFORMED, problem, part="versions", state=setting.versioning)
    elif setting.lock and setting.lock.mode in MODES:
        locked = "Object Lock keeps every file for {days} days ({mode})"
        yield Pass(setting, locked, part="versions", days=setting.lock.days, mode=setting.lock.mode)
    elif setting.versioning == "Enabled":
        yield Pass(setting, "versioning keeps deleted files", part="versions")
    else:
        yield Fail(setting, "neither versioning nor Object Lock keeps deleted files", part="versions")
    yield _closed(setting, account, buckets)


def _closed(setting: TrailBucket, account: AccountPublicAccess, buckets: Reading[Bucket]) -> Verdict:
    if _all_on(setting.flags):
        return Pass(setting, "the bucket blocks public access", part="public")
    name = setting.trail.bucket
    if any(one.name == name for one in buckets.items) and _together(setting.flags, account.flags):
        return Pass(setting, "the account blocks public access", part="public")
    if buckets.gaps:
        hidden = "whether the account's block covers the bucket could not be read; needed: {permission}"
        needed = buckets.gaps[0].permission
        return Unknown(setting, buckets.gaps[0].reason, hidden, part="public", permission=needed)
    return Fail(setting, "public access to the bucket is not blocked", part="public")


def _all_on(flags: PublicAccessFlags | None) -> bool:
    return _together(flags, None)


def _together(one: PublicAccessFlags | None, other: PublicAccessFlags | None) -> bool:
    """True if each flag is on in one of the two."""
    known = [flags for flags in (one, other) if flags]
    names = ("block_acls", "ignore_acls", "block_policy", "restrict_buckets")
    return all(any(getattr(flags, name) is True for flags in known) for name in names)


@check("aws.cloudtrail.retention", severity=Severity.HIGH, signals=["aws.trailret"], assets=["cloud"])
def retention(setting: TrailRetention, groups: Reading[LogGroup], limits: Limits) -> Iterator[Verdict]:
    """The records of every trail are kept for a year.

    Break-ins are often found months later. What counts is the whole way: the lifecycle rules of the
    bucket together with Object Lock, or the log group that the trail writes to as well.

    ## Remediation
    Change or remove lifecycle rules that delete log files before the limit, or set a default
    retention in Object Lock that is as long.
    """
    days = limits["log_retention_days"]
    lock, trail = setting.bucket.lock, setting.bucket.trail
    early = too_early(setting.expiries, files_of(trail.prefix), days)
    if keeps(lock, days):
        yield Pass(setting, LOCKED, days=days)
    elif not early:
        yield Pass(setting, KEPT, days=days)
    elif _group_keeps(trail, groups, days):
        yield Pass(setting, "the log group keeps the events for {days} days or longer", days=days)
    elif all(one.tags for one in early):
        yield Unknown(setting, Reason.UNSUPPORTED, UNCLEAR, rule=early[0].rule)
    elif trail.log_group and groups.gaps:
        hidden = (
            "rule {rule} deletes the files early, and the log group could not be read; needed: {permission}"
        )
        gap = groups.gaps[0]
        yield Unknown(setting, gap.reason, hidden, rule=early[0].rule, permission=gap.permission)
    else:
        plain = next(one for one in early if not one.tags)
        yield Fail(setting, EARLY, rule=plain.rule, days=days)


def _group_keeps(trail: Trail, groups: Reading[LogGroup], days: int) -> bool:
    found = [one for one in groups.items if trail.log_group and one.arn == trail.log_group]
    return any(one.days is None or one.days >= days for one in found)
