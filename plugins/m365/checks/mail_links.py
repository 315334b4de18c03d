"""Safe Links of Defender for Office 365: addresses are looked at when they are clicked."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.in_use import unused
from plugins.m365.rules.plans import DEFENDER_OFFICE_P1, plan_missing
from plugins.m365.rules.recipients import in_force, left_out, unclear
from plugins.m365.settings.mail_protection import AtpPreset, BuiltInProtection, LinkPolicy, LinkRule
from plugins.m365.settings.plans import Sku
from plugins.m365.settings.recipients import AcceptedDomain
from scanner import (
    Fail,
    Pass,
    Reading,
    Reason,
    Resource,
    Severity,
    Unknown,
    Verdict,
    check,
)

SIGNALS = ["m365.link"]
LINKS = Resource("Exchange.SafeLinksPolicy", "safeLinks", "Safe Links")


@check("m365.defender.safe-links", severity=Severity.HIGH, signals=SIGNALS)
def safe_links(
    policy: LinkPolicy,
    rules: Sequence[LinkRule],
    presets: Sequence[AtpPreset],
    built_in: Sequence[BuiltInProtection],
) -> Iterator[Verdict]:
    """Every Safe Links policy in use examines links in mail and Teams, and lets nobody click through.

    A page is made harmful after the mail has passed the filter. What counts is what the link leads to when it
    is clicked.

    ## Remediation
    Microsoft Defender portal, *Policies & rules > Threat policies > Safe Links*: turn the protection on for
    e-mail and Teams, apply real-time scanning, and don't let users click through to the original URL.
    """
    used = {one.policy for one in rules if one.state == "Enabled"}
    used |= {one.links for one in presets if one.state == "Enabled"}
    if policy.name in used or (policy.built_in and built_in):
        yield _judged(policy)
    else:
        yield unused(policy, [*rules, *presets])


def _judged(policy: LinkPolicy) -> Verdict:
    off = [
        name
        for name, on in (
            ("EnableSafeLinksForEmail", policy.mail),
            ("EnableSafeLinksForTeams", policy.teams),
            ("ScanUrls", policy.scan),
        )
        if not on
    ]
    if off:
        return Fail(policy, "off: {names}", names=", ".join(off))
    if policy.click_through:
        return Fail(policy, "people may go on to a page that was found harmful")
    return Pass(policy, "links in mail and Teams are examined when they are clicked")


@check("m365.defender.safe-links-everyone", severity=Severity.HIGH, signals=SIGNALS)
def safe_links_everyone(
    rules: Sequence[LinkRule],
    presets: Sequence[AtpPreset],
    built_in: Sequence[BuiltInProtection],
    domains: Sequence[AcceptedDomain],
    skus: Reading[Sku],
) -> Iterator[Verdict]:
    """Safe Links is for everybody who gets mail.

    Attackers need one click, and the person who was left out will do.

    ## Remediation
    Microsoft Defender portal, *Policies & rules > Threat policies > Preset security policies*: take the
    exceptions out of *Built-in protection*, or apply a preset to all recipients.
    """
    scopes = [*in_force(rules), *in_force(presets), *(one.recipients for one in built_in)]
    out = left_out(scopes, domains)
    if unclear(rules) or unclear(presets):
        yield Unknown(LINKS, Reason.MALFORMED, "a rule is in a state that no page lists")
    elif not out:
        yield Pass(LINKS, "everybody's links are examined")
    else:
        some = Fail(LINKS, "left out: {names}", names=", ".join(out))
        yield plan_missing(LINKS, DEFENDER_OFFICE_P1, skus) or some
