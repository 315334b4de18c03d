"""Firewalls region by region, and the policy of each with its rule groups."""

import re
from collections.abc import Iterator

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.networkfirewall import Firewall, FirewallEndpoint, FirewallRules, RuleGroup
from scanner import collector

MANAGED = ":aws-managed:"
PASS_RULE = re.compile(r"^\s*pass\s", re.MULTILINE)
"""A rule of Suricata that lets traffic through."""


@collector("network-firewall:ListFirewalls", "network-firewall:DescribeFirewall")
def firewalls(region: Region, aws: AwsConnection) -> Iterator[Firewall]:
    for listed in aws.items("network-firewall.ListFirewalls", "Firewalls", region.name):
        arn = listed["FirewallArn"]
        found = aws.ask("network-firewall.DescribeFirewall", region.name, FirewallArn=arn)
        firewall, status = found["Firewall"], found["FirewallStatus"]
        yield Firewall(
            arn=arn,
            name=listed["FirewallName"],
            region=region.name,
            policy=firewall["FirewallPolicyArn"],
            status=status["Status"],
            sync=status["ConfigurationSyncStateSummary"],
            hub=firewall.get("TransitGatewayId"),
            endpoints=tuple(_endpoint(zone, one) for zone, one in status.get("SyncStates", {}).items()),
        )


def _endpoint(zone: str, state: Answer) -> FirewallEndpoint:
    attachment = state["Attachment"]
    return FirewallEndpoint(zone=zone, id=attachment.get("EndpointId"), status=attachment["Status"])


@collector("network-firewall:DescribeFirewallPolicy", "network-firewall:DescribeRuleGroup")
def firewall_rules(firewall: Firewall, aws: AwsConnection) -> FirewallRules:
    operation = "network-firewall.DescribeFirewallPolicy"
    policy = aws.ask(operation, firewall.region, FirewallPolicyArn=firewall.policy)["FirewallPolicy"]
    options = policy.get("StatefulEngineOptions", Answer())
    return FirewallRules(
        firewall=firewall,
        strict=options.get("RuleOrder") == "STRICT_ORDER",  # DEFAULT_ACTION_ORDER where it isn't given
        stateless_defaults=tuple(policy["StatelessDefaultActions"]),
        stateless_groups=len(policy.get("StatelessRuleGroupReferences", ())),
        stateful_defaults=tuple(policy.get("StatefulDefaultActions", ())),
        groups=tuple(_group(firewall, one, aws) for one in policy.get("StatefulRuleGroupReferences", ())),
    )


def _group(firewall: Firewall, used: Answer, aws: AwsConnection) -> RuleGroup:
    arn = used["ResourceArn"]
    managed = MANAGED in arn
    source = Answer() if managed else _source(firewall, arn, aws)
    domains = source.get("RulesSourceList", Answer())
    rules = [rule["Action"] for rule in source.get("StatefulRules", ())]
    kind = domains["GeneratedRulesType"] if domains else "rules" if rules else "suricata"
    return RuleGroup(
        arn=arn,
        managed=managed,
        priority=used.get("Priority", 0),  # only where the order is strict
        alert_only=used.get("Override", Answer()).get("Action") == "DROP_TO_ALERT",
        kind="managed" if managed else kind,
        domains=tuple(domains.get("Targets", ())),
        passes=kind == "ALLOWLIST"
        or "PASS" in rules
        or bool(PASS_RULE.search(source.get("RulesString", ""))),
    )


def _source(firewall: Firewall, arn: str, aws: AwsConnection) -> Answer:
    found = aws.ask("network-firewall.DescribeRuleGroup", firewall.region, RuleGroupArn=arn)
    source: Answer = found["RuleGroup"]["RulesSource"]
    return source
