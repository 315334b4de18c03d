"""Only registered names are answered."""

from collections.abc import Iterator

from plugins.aws.settings.dnsfirewall import DnsFirewall, DnsRule
from scanner import Fail, Reason, Severity, Unknown, Verdict, check

ALL = "*"


@check("aws.dns.domains", severity=Severity.MEDIUM, signals=["aws.fqdn"], assets=["lbofw", "lbo"])
def domains(firewall: DnsFirewall) -> Iterator[Verdict]:
    """DNS Firewall answers the registered names and blocks the rest.

    A program that can't look up a name does not find its way out, and data can't be carried out
    inside the questions themselves. An ALERT rule answers too; it only writes it down.

    ## Remediation
    In the rule group of the VPC, allow the registered names first, and block "*" with the last rule.
    """
    allowing: list[DnsRule] = []
    for rule in firewall.rules:
        if rule.action == "BLOCK" and _is_all(rule):
            yield _closed(firewall, allowing)
            return
        if rule.action not in ("ALLOW", "ALERT", "BLOCK"):
            problem = "rule {rule} has the undocumented action {action}"
            yield Unknown(firewall, Reason.MALFORMED, problem, rule=rule.name, action=rule.action)
            return
        if rule.action != "BLOCK":
            allowing.append(rule)
    yield Fail(firewall, "names that no rule allows are answered too")


def _closed(firewall: DnsFirewall, allowing: list[DnsRule]) -> Verdict:
    """Judge what is let through before everything else is blocked."""
    wide = next((rule for rule in allowing if rule.domains is not None and ALL in rule.domains), None)
    if wide:
        return Fail(firewall, "rule {rule} lets every name through", rule=wide.name)
    hidden = next((rule for rule in allowing if rule.domains is None), None)
    if hidden:
        problem = "rule {rule} lets names through that AWS does not show"
        return Unknown(firewall, Reason.UNSUPPORTED, problem, rule=hidden.name)
    names = sorted({name for rule in allowing for name in rule.domains or ()})
    problem = "names are allowed and the rest is blocked, but nobody declared the registered names: {names}"
    return Unknown(firewall, Reason.UNDECLARED, problem, names=", ".join(names) or "-")


def _is_all(rule: DnsRule) -> bool:
    return not rule.narrowed and rule.domains is not None and ALL in rule.domains
