"""Network Firewall: where it stands, and what it lets through."""

from scanner import setting, value


@value
class FirewallEndpoint:
    """The endpoint of a firewall in one zone: routes name it (``vpce-…``); None while it is made."""

    zone: str
    id: str | None
    status: str


@setting("AWS::NetworkFirewall::Firewall", key="arn", name="name", region="region")
class Firewall:
    """A firewall, its state and its endpoints; `hub` is the transit gateway of one that hangs on it.

    Source: Network Firewall ListFirewalls, DescribeFirewall, API types Firewall and FirewallStatus.
    """

    arn: str
    name: str
    region: str
    policy: str
    status: str
    sync: str
    hub: str | None
    endpoints: tuple[FirewallEndpoint, ...]


@value
class RuleGroup:
    """A stateful rule group of a policy, in order of `priority` where the order is strict.

    `managed` ones are AWS's own, whose content is not shown. `kind` is the kind of a domain list
    (ALLOWLIST, DENYLIST, REJECTLIST, ALERTLIST), else rules (single rules) or suricata (text).
    `passes`: some rule lets traffic through without further inspection.
    Source: Network Firewall API types StatefulRuleGroupReference, RulesSource, RulesSourceList.
    """

    arn: str
    managed: bool
    priority: int
    alert_only: bool
    kind: str
    domains: tuple[str, ...]
    passes: bool


@setting("AWS::NetworkFirewall::Firewall/rules", of="firewall")
class FirewallRules:
    """What the policy of a firewall does.

    `strict` order goes by priority, the other lets everything pass that some rule passes.
    Default actions are those of the API: ``aws:forward_to_sfe``, ``aws:drop_strict``, …
    Source: Network Firewall DescribeFirewallPolicy, DescribeRuleGroup.
    """

    firewall: Firewall
    strict: bool
    stateless_defaults: tuple[str, ...]
    stateless_groups: int
    stateful_defaults: tuple[str, ...]
    groups: tuple[RuleGroup, ...]
