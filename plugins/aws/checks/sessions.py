"""What administrators do on servers is recorded."""

from collections.abc import Iterator

from plugins.aws.checks.retaining import in_bucket, in_group
from plugins.aws.settings.instances import ManagedNode
from plugins.aws.settings.logstore import LogGroup
from plugins.aws.settings.sessions import SessionKeeping, SessionPreferences
from scanner import Fail, Limits, NotApplicable, Pass, Reading, Reason, Severity, Unknown, Verdict, check

NOBODY = "Systems Manager manages no server in this region: no session can begin"
UNSEEN = "the managed servers of the region could not be read; needed: {permission}"
UNSET = "nobody set preferences for sessions: they leave no log"
NOWHERE = "the log of sessions goes nowhere"
GOES = "sessions are logged to {targets}"
ENCRYPTED = "the log has to be encrypted where it goes"
OPEN = "the log need not be encrypted in {targets}"
UNTOLD = "whether the log has to be encrypted in {targets} is not told"
UNREAD = "what the bucket keeps could not be read; needed: {permission}"


@check("aws.ssm.session-log", severity=Severity.HIGH, signals=["aws.ssmdoc"], assets=["server"])
def session_log(preferences: SessionPreferences, nodes: Reading[ManagedNode]) -> Iterator[Verdict]:
    """Sessions on servers are logged, encrypted.

    CloudTrail says that somebody began a session; only the log of the session says what was done in
    it. Nothing is logged until somebody says where to.

    ## Remediation
    Choose a log group or a bucket in the preferences of Session Manager of every region, and require
    encryption. Sessions over SSH or a forwarded port are not logged: do not permit their documents.
    """
    targets = [one for one in (preferences.group, preferences.bucket) if one]
    if excuse := _unused(preferences, nodes, logged=bool(targets)):
        yield excuse
    elif not preferences.there:
        yield Fail(preferences, UNSET, part="log")
    elif not targets:
        yield Fail(preferences, NOWHERE, part="log")
    else:
        yield Pass(preferences, GOES, part="log", targets=", ".join(targets))
        yield _encrypted(preferences)


def _unused(preferences: SessionPreferences, nodes: Reading[ManagedNode], *, logged: bool) -> Verdict | None:
    """Say that no session can begin in the region, or that this is not known; None if one can."""
    region = preferences.region.name
    if any(one.region == region for one in nodes.items):
        return None
    gap = next((gap for gap in nodes.gaps if gap.scope.region in (region, "global")), None)
    if gap:
        return (
            None
            if logged
            else Unknown(preferences, gap.reason, UNSEEN, part="log", permission=gap.permission)
        )
    return NotApplicable(preferences, NOBODY, part="log")


def _encrypted(preferences: SessionPreferences) -> Verdict:
    flags = {preferences.group: preferences.group_encrypted, preferences.bucket: preferences.bucket_encrypted}
    flags.pop(None, None)
    for state, template in ((False, OPEN), (None, UNTOLD)):
        names = ", ".join(sorted(name for name, flag in flags.items() if name and flag is state))
        if names and state is False:
            return Fail(preferences, template, part="encryption", targets=names)
        if names:
            return Unknown(preferences, Reason.MALFORMED, template, part="encryption", targets=names)
    return Pass(preferences, ENCRYPTED, part="encryption")


@check("aws.ssm.session-log-retention", severity=Severity.MEDIUM, signals=["aws.ssmdoc"], assets=["server"])
def retention(
    preferences: SessionPreferences,
    groups: Reading[LogGroup],
    keepings: Reading[SessionKeeping],
    limits: Limits,
) -> Iterator[Verdict]:
    """Logs of sessions are kept for a year.

    What administrators did is asked after an incident, and that comes to light late. One of the
    places is enough.

    ## Remediation
    Set the *Retention* of the log group to a year or more, or let no rule of the bucket delete the
    files earlier.
    """
    days = limits["log_retention_days"]
    found: list[Verdict] = []
    if preferences.group:
        found.append(in_group(preferences, preferences.group, preferences.region.name, groups, days))
    if preferences.bucket:
        found.append(_in_bucket(preferences, keepings, days))
    for cls in (Pass, Unknown, Fail):
        for verdict in found:
            if isinstance(verdict, cls):
                yield verdict
                return
    yield NotApplicable(preferences, NOWHERE)


def _in_bucket(preferences: SessionPreferences, keepings: Reading[SessionKeeping], days: int) -> Verdict:
    own = next((one.keeping for one in keepings.items if one.preferences == preferences), None)
    if own:
        files = f"{preferences.prefix.strip('/')}/" if preferences.prefix else ""
        return in_bucket(preferences, own.lock, own.expiries, files, days)
    gap = next(iter(keepings.gaps), None)
    if gap:
        return Unknown(preferences, gap.reason, UNREAD, permission=gap.permission)
    return Unknown(preferences, Reason.UNRECORDED, UNREAD, permission="")
