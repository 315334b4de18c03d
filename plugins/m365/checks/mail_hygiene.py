"""What an attacker's mail needs: senders that are waved through, names that look right, nobody who warns."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.in_use import unused
from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.mail_flow import (
    ConnectionFilter,
    Dkim,
    ExternalTag,
    SpamPolicy,
    TransportRule,
)
from plugins.m365.settings.mail_protection import EopPreset, PhishPolicy, PhishRule
from plugins.m365.settings.recipients import AcceptedDomain
from scanner import Fail, NotApplicable, Pass, Severity, Verdict, check

ACTIONS = ("Quarantine", "MoveToJmf")
STATES = ("Enabled", "Disabled")
SIGNING = ("Valid", "CnameMissing", "NoDKIMKeys")


@check("m365.exchange.anti-phish", severity=Severity.MEDIUM)
def anti_phish(
    policy: PhishPolicy, rules: Sequence[PhishRule], presets: Sequence[EopPreset]
) -> Iterator[Verdict]:
    """Every anti-phishing policy in use recognises forged senders, and acts on them.

    A mail from the mayor, with the mayor's name, is opened. That it came from elsewhere the filter can see.

    ## Remediation
    Microsoft Defender portal, *Policies & rules > Threat policies > Anti-phishing*: turn on spoof
    intelligence and mailbox intelligence, and quarantine what is recognised; or use a preset.
    """
    used = {one.policy for one in rules if one.state == "Enabled"}
    used |= {one.phish for one in presets if one.state == "Enabled"}
    if policy.default or policy.name in used:
        yield _phish(policy)
    else:
        yield unused(policy, [*rules, *presets])


def _phish(policy: PhishPolicy) -> Verdict:
    named = (
        ("Enabled", policy.enabled),
        ("EnableSpoofIntelligence", policy.spoof),
        ("EnableMailboxIntelligence", policy.mailbox),
    )
    if off := [name for name, on in named if not on]:
        return Fail(policy, "off: {names}", names=", ".join(off))
    if policy.action not in ACTIONS:
        return unknown_value(policy, "AuthenticationFailAction", policy.action)
    return Pass(policy, "forged senders are recognised ({action})", action=policy.action)


@check("m365.exchange.allowed-senders", severity=Severity.MEDIUM)
def allowed_senders(policy: SpamPolicy) -> Iterator[Verdict]:
    """No sender passes the spam filter by name.

    A name can be forged. Whoever is on the list of allowed senders is impersonated first.

    ## Remediation
    Microsoft Defender portal, *Policies & rules > Threat policies > Anti-spam*: empty *Allowed senders and
    domains* in every policy.
    """
    if policy.allowed:
        yield Fail(policy, "waved through: {senders}", senders=", ".join(sorted(policy.allowed)))
    else:
        yield Pass(policy, "nobody is waved through")


@check("m365.exchange.allowed-addresses", severity=Severity.MEDIUM)
def allowed_addresses(policy: ConnectionFilter) -> Iterator[Verdict]:
    """No server passes the spam filter by its address.

    What comes from an address on the list is not examined, whoever sends it from there.

    ## Remediation
    Microsoft Defender portal, *Anti-spam > Connection filter policy*: empty the IP allow list, and turn the
    safe list off.
    """
    if policy.addresses:
        yield Fail(policy, "waved through: {senders}", senders=", ".join(sorted(policy.addresses)))
    elif policy.safe_list:
        yield Fail(policy, "servers on Microsoft's safe list are waved through")
    else:
        yield Pass(policy, "nobody is waved through")


@check("m365.exchange.filter-bypass", severity=Severity.MEDIUM)
def filter_bypass(rule: TransportRule) -> Iterator[Verdict]:
    """No mail flow rule leads mail past the spam filter.

    A rule that sets the spam confidence level to -1 is a hole that the pages on the filter don't show.

    ## Remediation
    Exchange admin center, *Mail flow > Rules*: take out *Set the spam confidence level to bypass*, except for
    what comes by a certificate or from the addresses of your own gateway.
    """
    if rule.state not in STATES:
        yield unknown_value(rule, "State", rule.state)
    elif rule.state == "Disabled":
        yield NotApplicable(rule, "the rule is off")
    elif rule.scl == "-1":
        yield Fail(rule, "the rule leads mail past the spam filter")
    else:
        yield Pass(rule, "the rule leaves the filter as it is")


@check("m365.exchange.external-tag", severity=Severity.LOW)
def external_tag(tag: ExternalTag) -> Iterator[Verdict]:
    """Outlook marks mail that comes from outside.

    A colleague's name on a mail that is marked *external* makes people look twice.

    ## Remediation
    `Set-ExternalInOutlook -Enabled $true`.
    """
    yield Pass(tag, "it is marked") if tag.enabled else Fail(tag, "it is not marked")


@check("m365.exchange.dkim", severity=Severity.MEDIUM)
def dkim(domain: AcceptedDomain, keys: Sequence[Dkim]) -> Iterator[Verdict]:
    """Mail of every domain is signed (DKIM).

    Without a signature, citizens' mail servers can't tell the municipality's mail from a forged one.

    ## Remediation
    Microsoft Defender portal, *E-mail authentication settings > DKIM*: publish the two CNAME records of the
    domain, and turn signing on.
    """
    key = next((one for one in keys if one.domain == domain.name), None)
    if key is None:
        yield Fail(domain, "no key is set up")
    elif key.status not in SIGNING:
        yield unknown_value(domain, "Status", key.status)
    elif key.enabled and key.status == "Valid":
        yield Pass(domain, "mail is signed")
    else:
        yield Fail(domain, "mail is not signed (status {status})", status=key.status)
