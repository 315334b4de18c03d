"""Records of traffic are kept, wherever they go."""

from collections.abc import Iterator

from plugins.aws.checks.retaining import files_of, in_bucket, in_group
from plugins.aws.checks.strange import strange
from plugins.aws.settings.account import Account
from plugins.aws.settings.flowlogs import FlowLogKeeping, FlowLogTarget
from plugins.aws.settings.logstore import LogGroup
from scanner import Limits, Reading, Reason, Severity, Unknown, Verdict, check

FOREIGN = "log group {group} belongs to account {account}: scan that account"
STREAM = "the records go on through {stream}: how long they are kept at its end can't be told"
UNREAD = "what the bucket keeps could not be read; needed: {permission}"


@check("aws.vpc.flow-log-retention", severity=Severity.MEDIUM, signals=["aws.flow"], assets=["cloud"])
def retention(
    target: FlowLogTarget,
    account: Account,
    groups: Reading[LogGroup],
    keepings: Reading[FlowLogKeeping],
    limits: Limits,
) -> Iterator[Verdict]:
    """The records of every flow log are kept for a year.

    Whether somebody took data out is often asked only months later. What counts is the log group or
    the bucket that the records go to.

    ## Remediation
    Set the *Retention* of the log group to a year or more; change or remove lifecycle rules that
    delete files of the bucket earlier, or set a default retention in Object Lock.
    """
    days = limits["log_retention_days"]
    if target.kind == "cloud-watch-logs":
        yield _in_group(target, account, groups, days)
    elif target.kind == "s3":
        yield _in_bucket(target, keepings, days)
    elif target.kind == "kinesis-data-firehose":
        yield Unknown(target, Reason.UNSUPPORTED, STREAM, stream=target.target)
    else:
        yield strange(target, "LogDestinationType", target.kind)


def _in_group(target: FlowLogTarget, account: Account, groups: Reading[LogGroup], days: int) -> Verdict:
    place, name = target.log.region, target.target
    if name.startswith("arn:"):
        parts = name.removesuffix(":*").split(":", 6)
        place, name = parts[3], parts[6]
        if parts[4] != account.id:
            return Unknown(target, Reason.UNSUPPORTED, FOREIGN, group=name, account=parts[4])
    return in_group(target, name, place, groups, days)


def _in_bucket(target: FlowLogTarget, keepings: Reading[FlowLogKeeping], days: int) -> Verdict:
    own = next((one.keeping for one in keepings.items if one.target == target), None)
    if own is None:
        gap = next((gap for gap in keepings.gaps if gap.scope.id == target.log.id), None)
        gap = gap or next(iter(keepings.gaps), None)
        reason = gap.reason if gap else Reason.UNRECORDED
        return Unknown(target, reason, UNREAD, permission=gap.permission if gap else "")
    prefix = target.target.rpartition(":")[2].partition("/")[2]
    return in_bucket(target, own.lock, own.expiries, files_of(prefix), days)
