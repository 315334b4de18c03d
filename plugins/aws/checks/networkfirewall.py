"""Traffic passes a firewall that stops known attacks."""

from collections.abc import Iterator, Sequence

from plugins.aws.settings.account import Account
from plugins.aws.settings.networkfirewall import Firewall, FirewallRules, RuleGroup
from plugins.aws.settings.vpc import InternetGateway, RouteTable
from scanner import Fail, NotApplicable, Pass, Reading, Reason, Severity, Unknown, Verdict, check

SIGNATURES = "ThreatSignatures"
"""How AWS calls its managed groups of signatures (Network Firewall guide, "Threat signature rule groups")."""
FORWARD = "aws:forward_to_sfe"


@check(
    "aws.firewall.exists", severity=Severity.HIGH, signals=["aws.ips", "aws.fqdn"], assets=["server", "lbofw"]
)
def exists(
    account: Account, gateways: Sequence[InternetGateway], firewalls: Sequence[Firewall]
) -> Iterator[Verdict]:
    """Where VPCs reach the internet, there is a network firewall.

    Security groups know addresses and ports only. What is inside the traffic, and by which name a
    server was asked for, only a firewall on the way can see.

    ## Remediation
    Create a Network Firewall in the VPC through which traffic leaves, and route through it.
    """
    attached = [gateway for gateway in gateways if gateway.vpcs]
    for firewall in firewalls:
        yield Pass(firewall, "a firewall is there")
    if not firewalls and attached:
        yield Fail(account, "{gateways} internet gateways and no firewall", gateways=len(attached))
    elif not firewalls:
        yield NotApplicable(account, "no VPC has an internet gateway")


@check("aws.firewall.in-path", severity=Severity.HIGH, signals=["aws.ips"], assets=["server", "lbofw"])
def in_path(firewall: Firewall, tables: Reading[RouteTable]) -> Iterator[Verdict]:
    """Every firewall is ready and traffic is routed through it.

    A firewall that no route leads to inspects nothing, and costs money every hour.

    ## Remediation
    Route the traffic of the protected subnets to the firewall's endpoint in the same zone; see to
    what keeps the firewall from being ready.
    """
    broken = [one for one in firewall.endpoints if one.status != "READY"]
    if firewall.status != "READY":
        yield Fail(firewall, "the firewall is {status}", status=firewall.status)
    elif firewall.sync != "IN_SYNC" or broken:
        yield Fail(
            firewall,
            "the firewall is not in sync: {sync}, {broken} endpoints not ready",
            sync=firewall.sync,
            broken=len(broken),
        )
    elif firewall.hub:
        beyond = "it hangs on transit gateway {hub}, whose routes must be followed"
        yield Unknown(firewall, Reason.UNSUPPORTED, beyond, hub=firewall.hub)
    else:
        yield _routed(firewall, tables)


def _routed(firewall: Firewall, tables: Reading[RouteTable]) -> Verdict:
    endpoints = {one.id for one in firewall.endpoints}
    routes = [route for table in tables.items for route in table.routes if route.state == "active"]
    used = {route.target for route in routes if route.target in endpoints}
    if used == endpoints and used:
        return Pass(firewall, "routes lead through all {endpoints} endpoints", endpoints=len(used))
    hidden = [gap for gap in tables.gaps if gap.scope.region in (firewall.region, "global")]
    if hidden:
        problem = "the route tables of the region could not be read; needed: {permission}"
        return Unknown(firewall, hidden[0].reason, problem, permission=hidden[0].permission)
    idle = ", ".join(sorted(str(one) for one in endpoints - used)) or "-"
    return Fail(firewall, "no route leads through {endpoints}", endpoints=idle)


@check("aws.firewall.ips", severity=Severity.HIGH, signals=["aws.ips"], assets=["server", "lbofw"])
def ips(rules: FirewallRules) -> Iterator[Verdict]:
    """Every firewall drops what carries the signature of an attack.

    In alert mode a firewall watches the attack go through. Traffic that another rule lets pass
    first is not looked at.

    ## Remediation
    Forward everything to the stateful engine, add managed *threat signature* rule groups to the
    policy, switch off *Run in alert mode*, and put them before the rules that let traffic pass.
    """
    signatures = [group for group in rules.groups if group.managed and SIGNATURES in group.arn]
    dropping = [group for group in signatures if not group.alert_only]
    if rules.stateless_defaults != (FORWARD,):
        yield Fail(rules, "the policy does not forward everything to the stateful engine")
    elif not signatures and any(group.kind == "suricata" for group in rules.groups):
        problem = "there are rules of one's own and no managed signatures: what they stop can't be told"
        yield Unknown(rules, Reason.UNSUPPORTED, problem)
    elif not dropping:
        yield Fail(
            rules, "no managed group of signatures drops: {alerting} only alert", alerting=len(signatures)
        )
    elif rules.stateless_groups or any(_goes_before(rules, group, dropping) for group in rules.groups):
        problem = "rules that let traffic pass come first: how much is inspected can't be told"
        yield Unknown(rules, Reason.UNSUPPORTED, problem)
    else:
        yield Pass(rules, "{groups} managed groups of signatures drop", groups=len(dropping))


def _goes_before(rules: FirewallRules, group: RuleGroup, dropping: list[RuleGroup]) -> bool:
    """True if what a group lets pass is not seen by the signatures any more."""
    first = max(one.priority for one in dropping)
    return group.passes and (not rules.strict or group.priority < first)
