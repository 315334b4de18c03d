"""Servers are patched, and under management."""

from collections.abc import Iterator, Sequence

from plugins.aws.checks.strange import strange
from plugins.aws.settings.account import Account
from plugins.aws.settings.instances import Instance, ManagedNode, PatchState
from scanner import (
    AsOf,
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

COUNTS = {
    "missing": "MissingCount",
    "failed": "FailedCount",
    "pending_reboot": "InstalledPendingRebootCount",
}
STALE = "patches were last looked for {age} days ago, more than {days}"
UNSEEN = "the managed nodes of the region could not be read; needed: {permission}"
UNDECLARED = "nobody declared which software is approved; {count} managed servers"


@check("aws.ssm.patched", severity=Severity.HIGH, signals=["aws.patch"], assets=["server"])
def patched(state: PatchState, limits: Limits, now: AsOf) -> Iterator[Verdict]:
    """Every managed server has all approved patches.

    A patch protects only once it is installed and in force: one that failed, or that waits for a
    restart, does not. And an old result says nothing about the patches that came out since.

    ## Remediation
    Let Patch Manager scan and install on a schedule, restart the servers in the maintenance window,
    and look into patches that failed.
    """
    if state.scanned is None:
        yield Fail(state, "nobody ever looked for patches on this server")
        return
    counts = {name: getattr(state, field) for field, name in COUNTS.items()}
    found = [f"{name} {count}" for name, count in counts.items() if count]
    days, age = limits["patch_scan_days"], (now.time - state.scanned).days
    if found:
        yield Fail(state, "{counts}", counts=", ".join(found))
    elif age > days:
        yield Fail(state, STALE, age=age, days=days)
    elif None in counts.values():
        missing = ", ".join(name for name, count in counts.items() if count is None)
        yield Unknown(state, Reason.MALFORMED, "the answer says nothing about {field}", field=missing)
    else:
        yield Pass(state, "all approved patches are in force since {age} days", age=age)


@check("aws.ssm.managed", severity=Severity.MEDIUM, signals=["aws.ssminv"], assets=["server"])
def managed(instance: Instance, nodes: Reading[ManagedNode]) -> Iterator[Verdict]:
    """Every running server is managed by Systems Manager.

    A server that nobody manages is missing from the list of software and from the patches, and is
    found only after the incident.

    ## Remediation
    Install the SSM Agent, give the instance a role with *AmazonSSMManagedInstanceCore*, and open
    the way to the Systems Manager endpoints. Stop servers that nobody needs.
    """
    if instance.state != "running":
        yield NotApplicable(instance, "the server is {state}", state=instance.state)
        return
    node = next((one for one in nodes.items if one.id == instance.id), None)
    gap = next((gap for gap in nodes.gaps if gap.scope.region in (instance.region, "global")), None)
    if node:
        yield _ping(instance, node)
    elif gap:
        yield Unknown(instance, gap.reason, UNSEEN, permission=gap.permission)
    else:
        yield Fail(instance, "the server is not managed by Systems Manager")


def _ping(instance: Instance, node: ManagedNode) -> Verdict:
    if node.ping == "Online":
        return Pass(instance, "the server is managed by Systems Manager")
    if node.ping in ("ConnectionLost", "Inactive"):
        return Fail(instance, "Systems Manager lost the server: {status}", status=node.ping)
    return strange(instance, "PingStatus", node.ping)


@check("aws.ssm.approved-software", severity=Severity.MEDIUM, signals=["aws.ssminv"], assets=["server"])
def approved_software(account: Account, nodes: Sequence[ManagedNode]) -> Iterator[Verdict]:
    """Servers hold approved software only.

    Software that nobody approved is patched by nobody, and may be the tool of an intruder. Which
    software is approved, the municipality alone can say.

    ## Remediation
    Compare the inventory of Systems Manager with the list of approved software and remove the rest.
    """
    if nodes:
        yield Unknown(account, Reason.UNDECLARED, UNDECLARED, count=len(nodes))
    else:
        yield NotApplicable(account, "there is no managed server")
