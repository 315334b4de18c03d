"""DNS Firewall, region by region; each rule group and each list of names is read once."""

from collections.abc import Iterator
from functools import cache

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.dnsfirewall import DnsFirewall, DnsRule
from scanner import collector


@collector(
    "route53resolver:ListFirewallRuleGroupAssociations",
    "route53resolver:ListFirewallRules",
    "route53resolver:ListFirewallDomainLists",
    "route53resolver:ListFirewallDomains",
)
def dns_firewalls(region: Region, aws: AwsConnection) -> Iterator[DnsFirewall]:
    key, operation = "FirewallRuleGroupAssociations", "route53resolver.ListFirewallRuleGroupAssociations"
    links = sorted(aws.items(operation, key, region.name), key=lambda link: int(link["Priority"]))
    own = _own_lists(region.name, aws) if links else frozenset()

    @cache
    def names(domain_list: str) -> tuple[str, ...]:
        operation = "route53resolver.ListFirewallDomains"
        return tuple(aws.items(operation, "Domains", region.name, FirewallDomainListId=domain_list))

    def read(rule: Answer) -> DnsRule:
        domain_list = rule.get("FirewallDomainListId")
        domains = names(domain_list) if domain_list in own else None
        narrowed = bool(rule.get("Qtype"))
        return DnsRule(name=rule["Name"], action=rule["Action"], domains=domains, narrowed=narrowed)

    @cache
    def rules(group: str) -> tuple[DnsRule, ...]:
        operation = "route53resolver.ListFirewallRules"
        found = aws.items(operation, "FirewallRules", region.name, FirewallRuleGroupId=group)
        return tuple(read(rule) for rule in sorted(found, key=lambda rule: int(rule["Priority"])))

    for vpc in dict.fromkeys(link["VpcId"] for link in links):
        groups = (link["FirewallRuleGroupId"] for link in links if link["VpcId"] == vpc)
        asked = tuple(rule for group in groups for rule in rules(group))
        yield DnsFirewall(vpc=vpc, region=region.name, rules=asked)


def _own_lists(region: str, aws: AwsConnection) -> frozenset[str]:
    """Give the lists that the account made itself: AWS does not show the names in its own."""
    lists = aws.items("route53resolver.ListFirewallDomainLists", "FirewallDomainLists", region)
    return frozenset(one["Id"] for one in lists if not one.get("ManagedOwnerName"))
