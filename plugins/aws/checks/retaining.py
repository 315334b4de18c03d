"""How long log files and events stay where they were sent."""

from collections.abc import Sequence

from plugins.aws.settings.logstore import Expiry, LogGroup, ObjectLock
from scanner import Fail, Pass, Reading, Reason, Unknown, Verdict

MODES = ("COMPLIANCE", "GOVERNANCE")
"""Source: S3 API type DefaultRetention, ``Mode``."""
LOCKED = "Object Lock keeps the files for {days} days or longer"
KEPT = "no rule deletes the files before {days} days"
EARLY = "rule {rule} deletes the files before {days} days"
UNCLEAR = "rule {rule} deletes files with certain tags: whether log files have them can't be told"
FOREVER = "the events never expire"
LONG = "the events are kept for {days} days"
SHORT = "the events are kept for {days} days, fewer than {least}"
NO_GROUP = "there is no log group {group}"
HIDDEN = "log group {group} could not be read; needed: {permission}"


def files_of(prefix: str | None) -> str:
    """How the names of log files begin below a prefix of one's own."""
    return f"{prefix.strip('/')}/AWSLogs/" if prefix else "AWSLogs/"


def too_early(expiries: Sequence[Expiry], files: str, days: int) -> list[Expiry]:
    """Rules that delete some of the files before so many days have passed."""
    return [one for one in expiries if _hits(one, files) and _is_early(one, days)]


def _hits(one: Expiry, files: str) -> bool:
    """True unless the prefix of a rule keeps it away from every file."""
    return files.startswith(one.prefix) or one.prefix.startswith(files)


def _is_early(one: Expiry, days: int) -> bool:
    return one.days is None or one.days < days  # a date deletes whatever is there, however young


def keeps(lock: ObjectLock | None, days: int) -> bool:
    """True if Object Lock keeps files for so long."""
    return lock is not None and lock.mode in MODES and lock.days >= days


def in_bucket(  # noqa: PLR0913, PLR0917 - whose files, what keeps them, what deletes them
    subject: object,
    lock: ObjectLock | None,
    expiries: Sequence[Expiry],
    files: str,
    days: int,
    part: str = "",
) -> Verdict:
    """Judge whether files stay in a bucket for so many days."""
    early = too_early(expiries, files, days)
    if keeps(lock, days):
        return Pass(subject, LOCKED, part=part, days=days)
    if not early:
        return Pass(subject, KEPT, part=part, days=days)
    plain = [one for one in early if not one.tags]
    if not plain:
        return Unknown(subject, Reason.UNSUPPORTED, UNCLEAR, part=part, rule=early[0].rule)
    return Fail(subject, EARLY, part=part, rule=plain[0].rule, days=days)


def in_group(  # noqa: PLR0913, PLR0917 - whose events, where, and for how long
    subject: object, name: str, region: str, groups: Reading[LogGroup], least: int, part: str = ""
) -> Verdict:
    """Judge whether events stay in a log group of the account for so many days."""
    own = next((one for one in groups.items if (one.name, one.region) == (name, region)), None)
    gap = next((gap for gap in groups.gaps if gap.scope.region in (region, "global")), None)
    if own is None and gap:
        return Unknown(subject, gap.reason, HIDDEN, part=part, group=name, permission=gap.permission)
    if own is None:
        return Fail(subject, NO_GROUP, part=part, group=name)
    if own.days is None:
        return Pass(subject, FOREVER, part=part)
    if own.days >= least:
        return Pass(subject, LONG, part=part, days=own.days)
    return Fail(subject, SHORT, part=part, days=own.days, least=least)
