"""Somebody is told before a server, a database or a quota is used up."""

from collections.abc import Iterator, Sequence

from plugins.aws.checks.importance import if_important, tags_of
from plugins.aws.settings.account import Account
from plugins.aws.settings.alarms import Dimension, WatchedMetric
from plugins.aws.settings.capacity import WatchedMetrics
from plugins.aws.settings.instances import Instance
from plugins.aws.settings.storage import DbInstance
from plugins.aws.settings.tags import TaggedResource
from scanner import (
    DeclaredImportance,
    Fail,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Severity,
    Unknown,
    Verdict,
    check,
)

GROUP = "aws:autoscaling:groupName"
"""The tag that Auto Scaling puts on its servers (EC2 Auto Scaling guide, "Tag Auto Scaling groups")."""
HIDDEN = "whether somebody is told could not be read: {kind}; needed: {permission}"
ELSEWHERE = "the alarm on {metrics} acts elsewhere: whether anybody is told can't be told"
SILENT = "no alarm on {metrics} tells a confirmed subscriber"
WATCHED = "alarms on {metrics} tell confirmed subscribers"
USAGE = "AWS/Usage"


@check("aws.capacity.server", severity=Severity.LOW, signals=["aws.capacity"], assets=["server"])
def server(
    instance: Instance,
    account: Account,
    watched: Reading[WatchedMetrics],
    tagged: Reading[TaggedResource],
    important: Reading[DeclaredImportance],
) -> Iterator[Verdict]:
    """Somebody is told when an important server is overloaded.

    A server that is too small fails on the day of the deadline, when everybody needs it.

    ## Remediation
    Create a CloudWatch alarm on CPUUtilization of the server or its Auto Scaling group, with a topic
    whose subscribers have confirmed.
    """
    if instance.state != "running":
        yield NotApplicable(instance, "the server is {state}", state=instance.state)
        return
    arn = f"arn:aws:ec2:{instance.region}:{account.id}:instance/{instance.id}"
    group = tags_of(arn, tagged).get(GROUP)
    holders = [Dimension(name="InstanceId", value=instance.id)]
    holders += [Dimension(name="AutoScalingGroupName", value=group)] if group else []
    here = _here(watched, instance.region)
    verdict = _judged(instance, here, "AWS/EC2", ("CPUUtilization",), holders)
    yield if_important(verdict, "CPUUtilization", arn, tagged, important)


@check("aws.capacity.database", severity=Severity.LOW, signals=["aws.capacity"], assets=["server"])
def database(
    instance: DbInstance,
    watched: Reading[WatchedMetrics],
    tagged: Reading[TaggedResource],
    important: Reading[DeclaredImportance],
) -> Iterator[Verdict]:
    """Somebody is told when an important database is overloaded, full or out of connections.

    A database whose disk is full stops at once, and all that stands on it.

    ## Remediation
    Create CloudWatch alarms on CPUUtilization, FreeStorageSpace and DatabaseConnections of the
    database, with a topic whose subscribers have confirmed.
    """
    metrics = ["CPUUtilization", "DatabaseConnections"]
    if not instance.engine.startswith("aurora"):  # whose storage grows by itself
        metrics.append("FreeStorageSpace")
    here = _here(watched, instance.region)
    holders = [Dimension(name="DBInstanceIdentifier", value=instance.id)]
    verdict = _judged(instance, here, "AWS/RDS", metrics, holders)
    yield if_important(verdict, ", ".join(metrics), instance.arn, tagged, important)


@check(
    "aws.capacity.quotas",
    severity=Severity.LOW,
    signals=["aws.capacity"],
    assets=["cloud"],
)
def quotas(account: Account, watched: Sequence[WatchedMetrics]) -> Iterator[Verdict]:
    """Somebody is told when a quota of the account is nearly used up.

    At the quota nothing more can be started, also no replacement in an emergency.

    ## Remediation
    Create alarms on the metrics of namespace AWS/Usage, best of all in the console of Service
    Quotas, with a topic whose subscribers have confirmed.
    """
    told = sorted({metric.name for one in watched for metric in one.told if metric.namespace == USAGE})
    if told:
        yield Pass(account, WATCHED, metrics=f"{USAGE} {', '.join(told)}")
        return
    for one in watched:
        for gap in one.blind:
            yield Unknown(account, Reason(gap.reason), HIDDEN, kind=gap.kind, permission=gap.permission)
            return
    if any(metric.namespace == USAGE for one in watched for metric in one.elsewhere):
        yield Unknown(account, Reason.UNSUPPORTED, ELSEWHERE, metrics=USAGE)
    else:
        yield Fail(account, SILENT, metrics=USAGE)


def _here(watched: Reading[WatchedMetrics], region: str) -> WatchedMetrics | None:
    return next((one for one in watched.items if one.region.name == region), None)


def _judged(
    subject: object,
    here: WatchedMetrics | None,
    namespace: str,
    metrics: Sequence[str],
    holders: Sequence[Dimension],
) -> Verdict:
    """Judge whether each metric of one of the holders has an alarm that is heard."""
    if here is None:
        return Unknown(subject, Reason.UNRECORDED, HIDDEN, kind="AWS::CloudWatch::Alarm", permission="")
    lacking = [name for name in metrics if not _has(here.told, namespace, name, holders)]
    if not lacking:
        return Pass(subject, WATCHED, metrics=", ".join(metrics))
    for gap in here.blind:
        return Unknown(subject, Reason(gap.reason), HIDDEN, kind=gap.kind, permission=gap.permission)
    if all(_has(here.elsewhere, namespace, name, holders) for name in lacking):
        return Unknown(subject, Reason.UNSUPPORTED, ELSEWHERE, metrics=", ".join(lacking))
    return Fail(subject, SILENT, metrics=", ".join(lacking))


def _has(metrics: Sequence[WatchedMetric], namespace: str, name: str, holders: Sequence[Dimension]) -> bool:
    return any(
        (one.namespace, one.name) == (namespace, name) and set(holders) & set(one.dimensions)
        for one in metrics
    )
