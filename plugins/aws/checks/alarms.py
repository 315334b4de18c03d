"""Somebody is told when the root user acts, when MFA is missing, when protections are changed."""

from collections.abc import Iterator, Sequence

from plugins.aws.checks.event_patterns import NONE, lets_through
from plugins.aws.checks.filter_patterns import KINDS, mentions, missing, watched
from plugins.aws.checks.telling import told
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.alarms import MetricAlarm, MetricFilter
from plugins.aws.settings.notices import Notices
from plugins.aws.settings.trail import TrailRecording
from scanner import Fail, Gap, Pass, Reading, Reason, Severity, Unknown, Verdict, check

HEALTH = {"source": "aws.health"}
FIRES = {("GreaterThanOrEqualToThreshold", 1.0), ("GreaterThanThreshold", 0.0)}
"""Comparisons that fire at the first event."""
HIDDEN = "whether somebody is told of {kind} could not be read; needed: {permission}"
RULES = "no alarm tells of {kind}; event rules on CloudTrail exist, but what they watch for can't be told"
ELSEWHERE = "no alarm here tells of {kind}; the organization's trail may raise one in another account"
OBSCURE = "filter {filter} speaks of {kind}, but narrows it in a way that is not understood"
SILENT = "no alarm tells a confirmed subscriber of {kind}: {missing}"


@check("aws.alarms.watched", severity=Severity.MEDIUM, signals=["aws.alarms"], assets=["cloud"])
def watched_changes(
    account: Account,
    trails: Sequence[TrailRecording],
    filters: Reading[MetricFilter],
    alarms: Reading[MetricAlarm],
    notices: Reading[Notices],
) -> Iterator[Verdict]:
    """Alarms tell somebody of root use, sign-in without MFA and changes of protections.

    These few events precede most intrusions. An alarm counts if the trail writes to the log group
    it watches, if its filter watches for all such events, if it fires at the first one, and if its
    topic has a confirmed subscriber.

    ## Remediation
    Let the trail write to a log group, create the metric filters and alarms of the CIS AWS
    Foundations Benchmark, and have the people on duty confirm their subscription.
    """
    groups = {one.trail.log_group for one in trails if one.logging and one.trail.multi_region}
    metrics = _telling(alarms.items, notices.items)
    working = [
        one
        for one in filters.items
        if _follows(one, groups) and any((one.region, metric) in metrics for metric in one.metrics)
    ]
    seen = frozenset(name for one in working for name in watched(one.pattern))
    gaps = (*filters.gaps, *alarms.gaps, *notices.gaps)
    for kind in KINDS:
        doubt = _doubt(kind, account, trails, gaps, notices)
        yield _kind(account, kind, missing(kind, seen), working, doubt)


def _telling(alarms: Sequence[MetricAlarm], notices: Sequence[Notices]) -> set[tuple[str, object]]:
    """Name the metrics whose alarm fires at the first event and tells a confirmed subscriber."""
    confirmed = {topic for one in notices for topic in one.confirmed}
    return {
        (one.region, one.metric)
        for one in alarms
        if one.enabled and (one.operator, one.threshold) in FIRES and confirmed & set(one.actions)
    }


def _follows(one: MetricFilter, groups: set[str | None]) -> bool:
    """True if a trail writes to the log group; its ARN ends in ``log-group:NAME:*``."""
    tail = f":log-group:{one.group}:*"
    return any(group and group.endswith(tail) and f":{one.region}:" in group for group in groups)


def _kind(
    account: Account,
    kind: str,
    lacking: frozenset[str],
    working: Sequence[MetricFilter],
    doubt: Verdict | None,
) -> Verdict:
    if not lacking:
        return Pass(account, "alarms tell confirmed subscribers of {kind}", part=kind, kind=kind)
    for one in working:
        if mentions(kind, lacking, one.pattern):
            return Unknown(account, Reason.UNSUPPORTED, OBSCURE, part=kind, kind=kind, filter=one.name)
    if doubt:
        return doubt
    return Fail(account, SILENT, part=kind, kind=kind, missing=", ".join(sorted(lacking)))


def _doubt(
    kind: str,
    account: Account,
    trails: Sequence[TrailRecording],
    gaps: tuple[Gap, ...],
    notices: Reading[Notices],
) -> Verdict | None:
    """Say why "nobody is told" would be said too soon."""
    blind = [(Reason(one.reason), one.permission) for notice in notices.items for one in notice.blind]
    if hidden := [(gap.reason, gap.permission) for gap in gaps] + blind:
        reason, needed = hidden[0]
        return Unknown(account, reason, HIDDEN, part=kind, kind=kind, permission=needed)
    rules = [rule for notice in notices.items for rule in notice.notices if rule.told]
    if any(_on_calls(rule.pattern) for rule in rules):
        return Unknown(account, Reason.UNSUPPORTED, RULES, part=kind, kind=kind)
    if any(one.trail.organization for one in trails):
        return Unknown(account, Reason.UNSUPPORTED, ELSEWHERE, part=kind, kind=kind)
    return None


def _on_calls(pattern: str) -> bool:
    """True if a rule may watch for API calls: sources differ, so only the kind of event counts."""
    kinds = ("AWS API Call via CloudTrail", "AWS Console Sign In via CloudTrail")
    return "CloudTrail" in pattern and any(
        lets_through(pattern, {"detail-type": kind}) != NONE for kind in kinds
    )


@check("aws.health.watched", severity=Severity.LOW, signals=["aws.health"], assets=["cloud"])
def health(region: Region, notices: Reading[Notices]) -> Iterator[Verdict]:
    """Events of AWS Health reach somebody.

    AWS announces outages, maintenance and leaked keys through AWS Health. What nobody reads there
    comes as a surprise.

    ## Remediation
    Create an EventBridge rule for source *aws.health* in each region, with a topic as its target
    whose subscribers have confirmed.
    """
    yield told(region, region, notices, HEALTH)
