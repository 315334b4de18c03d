"""Traffic of every VPC is recorded."""

from collections.abc import Iterator

from plugins.aws.settings.account import Account
from plugins.aws.settings.flowlogs import FlowLog
from plugins.aws.settings.vpc import Vpc
from scanner import Fail, Pass, Reading, Reason, Severity, Unknown, Verdict, check

OWNED = "the VPC belongs to account {owner}, which alone sees its flow logs: scan that account"
UNSEEN = "the flow logs of the region could not be read ({permission})"


@check("aws.vpc.flow-log", severity=Severity.MEDIUM, signals=["aws.flow"], assets=["cloud"])
def flow_log(vpc: Vpc, account: Account, logs: Reading[FlowLog]) -> Iterator[Verdict]:
    """Every VPC has a flow log of all its traffic.

    After an incident the flow log alone tells where the intruder went and what left. Accepted
    traffic shows the theft, rejected traffic the search: both are needed.

    ## Remediation
    Create a flow log with filter *All* for the VPC, to a bucket or a log group that is kept for a
    year, and repair one whose delivery fails.
    """
    own = [log for log in logs.items if log.resource == vpc.id and log.region == vpc.region]
    active = [log for log in own if log.status == "ACTIVE"]
    working = [log for log in active if log.delivery != "FAILED"]
    gap = next((gap for gap in logs.gaps if gap.scope.region in (vpc.region, "global")), None)
    if _complete(working):
        yield Pass(vpc, "all traffic is recorded by {logs}", logs=_names(working))
    elif gap:
        yield Unknown(vpc, gap.reason, UNSEEN, permission=gap.permission)
    elif vpc.owner != account.id:
        yield Unknown(vpc, Reason.UNSUPPORTED, OWNED, owner=vpc.owner)
    else:
        yield _lacking(vpc, own, active, working)


def _lacking(vpc: Vpc, own: list[FlowLog], active: list[FlowLog], working: list[FlowLog]) -> Verdict:
    if working:
        kinds = ", ".join(sorted({log.traffic or "-" for log in working}))
        return Fail(vpc, "only {kinds} traffic is recorded", kinds=kinds)
    if active:
        return Fail(vpc, "the delivery of {logs} fails", logs=_names(active))
    if own:
        return Fail(vpc, "{logs} is not active", logs=_names(own))
    return Fail(vpc, "no flow log records the VPC")


def _complete(logs: list[FlowLog]) -> bool:
    traffic = {log.traffic for log in logs}
    return "ALL" in traffic or {"ACCEPT", "REJECT"} <= traffic


def _names(logs: list[FlowLog]) -> str:
    return ", ".join(sorted(log.id for log in logs))
