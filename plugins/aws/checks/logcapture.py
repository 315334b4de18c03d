"""The logs of servers, databases, load balancers and web ACLs are delivered."""

from collections.abc import Iterator, Sequence

from plugins.aws.checks.importance import if_important
from plugins.aws.settings.account import Account
from plugins.aws.settings.instances import Instance
from plugins.aws.settings.logcapture import (
    BalancerLog,
    ClusterLogs,
    InstanceLogs,
    RecentStreams,
    WebAclLog,
)
from plugins.aws.settings.tags import TaggedResource
from scanner import (
    AsOf,
    DeclaredImportance,
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

SLOW = "slowquery"
"""A log of slow queries serves speed: it says neither who came nor what failed."""
HIDDEN = "which logs are delivered could not be read; needed: {permission}"
FILTERED = "the log keeps some of the requests only: whether those that matter are among them can't be told"
NAMELESS = "log groups of the region are written to, but no stream is named after the server"
STREAM = "stream {stream} of group {group} was written within {days} days"
SILENT = "nothing was written to a log group of the region within {days} days"


@check("aws.logs.load-balancer", severity=Severity.MEDIUM, signals=["aws.logcap"], assets=["cloud"])
def load_balancer(
    log: BalancerLog, tagged: Reading[TaggedResource], important: Reading[DeclaredImportance]
) -> Iterator[Verdict]:
    """Important load balancers write an access log.

    Who called which page, and from where, is known by the load balancer alone.

    ## Remediation
    Turn on access logs in the attributes of the load balancer, to a bucket that keeps them.
    """
    balancer = log.balancer
    if log.enabled is None:
        yield NotApplicable(log, "a gateway load balancer has no access log")
    elif log.enabled:
        yield Pass(log, "the access log is delivered")
    else:
        verdict = Fail(log, "no access log is delivered")
        yield if_important(verdict, "access_logs.s3", balancer.arn, tagged, important)


@check("aws.logs.database", severity=Severity.MEDIUM, signals=["aws.logcap"], assets=["server"])
def database(
    logs: InstanceLogs,
    clusters: Reading[ClusterLogs],
    tagged: Reading[TaggedResource],
    important: Reading[DeclaredImportance],
) -> Iterator[Verdict]:
    """Important databases deliver their log.

    The log of a database tells of failed sign-ins and of queries that nobody expected. On the
    instance it is gone after some days.

    ## Remediation
    Turn on *Log exports* of the database: error, audit or general, postgresql, or what the engine
    calls them.
    """
    instance = logs.instance
    own = set(logs.exports)
    for one in clusters.items:
        if one.cluster.region == instance.region and one.cluster.id == instance.cluster:
            own |= set(one.exports)
    telling = sorted(own - {SLOW})
    gap = next((gap for gap in clusters.gaps if gap.scope.region in (instance.region, "global")), None)
    if telling:
        yield Pass(logs, "the logs {exports} are delivered", exports=", ".join(telling))
    elif instance.cluster and gap:
        yield Unknown(logs, gap.reason, HIDDEN, permission=gap.permission)
    else:
        verdict = Fail(logs, "no log is delivered but that of slow queries" if own else "no log is delivered")
        yield if_important(verdict, "EnabledCloudwatchLogsExports", instance.arn, tagged, important)


@check("aws.logs.web-acl", severity=Severity.MEDIUM, signals=["aws.logcap"], assets=["cloud"])
def web_acl(log: WebAclLog) -> Iterator[Verdict]:
    """Every web ACL writes a log.

    What was blocked, and what came just before it and got through, is written nowhere else.

    ## Remediation
    Turn on logging of the web ACL, to a bucket or a log group.
    """
    if not log.logged:
        yield Fail(log, "no log is delivered")
    elif log.filtered:
        yield Unknown(log, Reason.UNSUPPORTED, FILTERED)
    else:
        yield Pass(log, "the log is delivered")


@check("aws.logs.server", severity=Severity.MEDIUM, signals=["aws.logcap"], assets=["server"])
def server(  # noqa: PLR0913, PLR0917 - each says something of a server's log
    instance: Instance,
    account: Account,
    groups: Reading[RecentStreams],
    limits: Limits,
    now: AsOf,
    tagged: Reading[TaggedResource],
    important: Reading[DeclaredImportance],
) -> Iterator[Verdict]:
    """The logs of important servers arrive in CloudWatch Logs.

    Whoever breaks into a server deletes its logs. What has been delivered he does not reach.

    ## Remediation
    Install the CloudWatch agent, and let it write the logs of the operating system to a group, to a
    stream that bears the id of the server.
    """
    if instance.state != "running":
        yield NotApplicable(instance, "the server is {state}", state=instance.state)
        return
    days = limits["log_silence_days"]
    here = [one for one in groups.items if one.group.region == instance.region]
    fresh = [
        (one.group.name, stream.name)
        for one in here
        for stream in one.streams
        if stream.last is not None and (now.time - stream.last).days < days
    ]
    own = [(group, stream) for group, stream in fresh if instance.id in stream]
    if own:
        yield Pass(instance, STREAM, group=own[0][0], stream=own[0][1], days=days)
        return
    verdict = _silent(instance, fresh, groups, days)
    arn = f"arn:aws:ec2:{instance.region}:{account.id}:instance/{instance.id}"
    yield if_important(verdict, "LogStream", arn, tagged, important)


def _silent(
    instance: Instance, fresh: Sequence[tuple[str, str]], groups: Reading[RecentStreams], days: int
) -> Verdict:
    for gap in groups.gaps:
        if gap.scope.region in (instance.region, "global"):
            return Unknown(instance, gap.reason, HIDDEN, permission=gap.permission)
    if fresh:
        return Unknown(instance, Reason.UNSUPPORTED, NAMELESS)
    return Fail(instance, SILENT, days=days)
