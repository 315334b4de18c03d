"""DNS Firewall of Route 53 Resolver: which names the servers of a VPC may look up."""

from scanner import setting, value


@value
class DnsRule:
    """A rule, in the order in which it is asked.

    `action` is ALLOW, BLOCK or ALERT (allowed, with a line in the log). `domains` is None for a list
    of AWS's own or another kind of rule, whose names can't be seen. `narrowed`: only lookups of one
    record type are asked. Source: Route 53 Resolver ListFirewallRules (``Action``, ``Qtype``),
    ListFirewallDomains.
    """

    name: str
    action: str
    domains: tuple[str, ...] | None
    narrowed: bool


@setting("AWS::Route53Resolver::FirewallRuleGroupAssociation", key="vpc", region="region")
class DnsFirewall:
    """All rules that the lookups of a VPC go through, the first one first.

    Source: Route 53 Resolver ListFirewallRuleGroupAssociations (``Priority``, lowest first).
    """

    vpc: str
    region: str
    rules: tuple[DnsRule, ...]
