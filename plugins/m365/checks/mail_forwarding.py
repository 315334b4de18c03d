"""Mail that leaves by itself: forwarding that people, or somebody who got into a mailbox, set up."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.in_use import unused
from plugins.m365.rules.recipients import STATES
from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.mail_flow import (
    OutboundSpamPolicy,
    OutboundSpamRule,
    RemoteDomain,
    TransportRule,
)
from plugins.m365.settings.recipients import AcceptedDomain
from scanner import Fail, Pass, Reason, Severity, Unknown, Verdict, check

SIGNALS = ["m365.fwd"]


@check("m365.exchange.forwarding", severity=Severity.HIGH, signals=SIGNALS)
def forwarding(policy: OutboundSpamPolicy, rules: Sequence[OutboundSpamRule]) -> Iterator[Verdict]:
    """No outbound policy in use lets mail be forwarded outside by itself.

    Whoever gets into a mailbox sets up forwarding first: they go on reading after the password was changed.

    ## Remediation
    Microsoft Defender portal, *Policies & rules > Threat policies > Anti-spam > Outbound*: in every policy,
    *Automatic forwarding rules: Off*.
    """
    if not policy.default and policy.name not in {one.policy for one in rules if one.state == "Enabled"}:
        yield unused(policy, rules)
    elif policy.forwarding == "Off":
        yield Pass(policy, "automatic forwarding to the outside is off")
    elif policy.forwarding == "On":
        yield Fail(policy, "automatic forwarding to the outside is on")
    elif policy.forwarding == "Automatic":
        template = "the policy leaves forwarding to the service (Automatic), which differs by tenant"
        yield Unknown(policy, Reason.UNSUPPORTED, template)
    else:
        yield unknown_value(policy, "AutoForwardingMode", policy.forwarding)


@check("m365.exchange.forwarding-domains", severity=Severity.MEDIUM, signals=SIGNALS)
def forwarding_domains(domain: RemoteDomain) -> Iterator[Verdict]:
    """No remote domain allows automatic forwarding.

    The entry for all domains (`*`) holds for every address of the world; an entry of its own is an exception.

    ## Remediation
    Exchange admin center, *Mail flow > Remote domains*: clear *Allow automatic forwarding*.
    """
    if domain.forwarding:
        yield Fail(domain, "mail may be forwarded to {domain} by itself", domain=domain.domain)
    else:
        yield Pass(domain, "nothing is forwarded to {domain} by itself", domain=domain.domain)


@check("m365.exchange.forwarding-rules", severity=Severity.HIGH, signals=SIGNALS)
def forwarding_rules(rule: TransportRule, domains: Sequence[AcceptedDomain]) -> Iterator[Verdict]:
    """No mail flow rule sends mail, or copies of it, to an address outside.

    A rule of the tenant forwards the mail of everybody, and no mailbox shows it.

    ## Remediation
    Exchange admin center, *Mail flow > Rules*: take out *Redirect to*, *Bcc* and *Cc* of addresses outside,
    or switch the rule off.
    """
    own = {one.name.lower() for one in domains}
    outside = sorted(one for one in rule.targets if one.rpartition("@")[2].lower() not in own)
    if rule.state not in STATES:
        yield unknown_value(rule, "State", rule.state)
    elif rule.state == "Disabled" or not rule.targets:
        yield Pass(rule, "the rule sends nothing on")
    elif outside:
        yield Fail(rule, "the rule sends mail on to {targets}", targets=", ".join(outside))
    else:
        yield Pass(rule, "the rule sends mail on within the tenant alone")
