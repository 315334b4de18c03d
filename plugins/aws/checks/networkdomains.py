"""Traffic leaves for registered names only."""

from collections.abc import Iterator

from plugins.aws.checks.networkfirewall import FORWARD
from plugins.aws.settings.networkfirewall import FirewallRules
from scanner import Fail, Reason, Severity, Unknown, Verdict, check

DROPS = frozenset({"aws:drop_strict", "aws:drop_established", "aws:drop_established_app_layer"})
"""Default actions of a policy in strict order that drop what no rule lets pass."""


@check("aws.firewall.domains", severity=Severity.HIGH, signals=["aws.fqdn"], assets=["lbofw", "lbo"])
def domains(rules: FirewallRules) -> Iterator[Verdict]:
    """Every firewall lets through the registered names and nothing else.

    The local break-out is for the cloud services that were decided on. A list of names that is kept
    too wide, or a default that lets the rest pass, is an open way to the internet.

    ## Remediation
    Use strict order with the default action *drop*, forward everything to the stateful engine, and
    allow the registered names in a domain list of type ALLOWLIST.
    """
    allowed = [name for group in rules.groups if group.kind == "ALLOWLIST" for name in group.domains]
    others = [group for group in rules.groups if group.passes and group.kind != "ALLOWLIST"]
    if rules.stateless_defaults != (FORWARD,):
        yield Fail(rules, "the policy does not forward everything to the stateful engine")
    elif not rules.strict or not DROPS & set(rules.stateful_defaults):
        yield Fail(rules, "what no rule allows is not dropped")
    elif not allowed:
        yield Fail(rules, "no domain list says which names are allowed")
    elif others or rules.stateless_groups:
        problem = (
            "beside the domain lists, {groups} rule groups let traffic pass: what they open can't be told"
        )
        yield Unknown(rules, Reason.UNSUPPORTED, problem, groups=len(others) + rules.stateless_groups)
    else:
        problem = (
            "names are allowed and the rest is dropped, but nobody declared the registered names: {names}"
        )
        yield Unknown(rules, Reason.UNDECLARED, problem, names=", ".join(sorted(set(allowed))))
