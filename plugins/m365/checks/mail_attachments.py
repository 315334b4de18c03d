"""Safe Attachments of Defender for Office 365: attachments are opened in a sandbox first."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.in_use import unused
from plugins.m365.rules.plans import DEFENDER_OFFICE_P1, plan_missing
from plugins.m365.rules.recipients import in_force, left_out, unclear
from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.mail_protection import (
    AtpForOffice,
    AtpPreset,
    AttachmentPolicy,
    AttachmentRule,
    BuiltInProtection,
)
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

SIGNALS = ["m365.safe"]
ATTACHMENTS = Resource("Exchange.SafeAttachmentPolicy", "safeAttachments", "Safe Attachments")
STOPPING, WATCHING = ("Block", "DynamicDelivery"), ("Allow",)


@check("m365.defender.safe-attachments", severity=Severity.HIGH, signals=SIGNALS)
def safe_attachments(
    policy: AttachmentPolicy,
    rules: Sequence[AttachmentRule],
    presets: Sequence[AtpPreset],
    built_in: Sequence[BuiltInProtection],
) -> Iterator[Verdict]:
    """Every Safe Attachments policy in use stops what proves harmful.

    A policy that only monitors delivers the attachment, and says afterwards that it was malware.

    ## Remediation
    Microsoft Defender portal, *Policies & rules > Threat policies > Safe Attachments*: set the action of
    every policy to *Block* or *Dynamic Delivery*.
    """
    used = {one.policy for one in rules if one.state == "Enabled"}
    used |= {one.attachments for one in presets if one.state == "Enabled"}
    if policy.name in used or (policy.built_in and built_in):
        yield _judged(policy)
    else:
        yield unused(policy, [*rules, *presets])


def _judged(policy: AttachmentPolicy) -> Verdict:
    if not policy.enabled:
        return Fail(policy, "the policy is in use, but off")
    if policy.action in STOPPING:
        return Pass(policy, "harmful attachments are stopped ({action})", action=policy.action)
    if policy.action in WATCHING:
        return Fail(policy, "harmful mail is delivered all the same ({action})", action=policy.action)
    return unknown_value(policy, "Action", policy.action)


@check("m365.defender.safe-attachments-everyone", severity=Severity.HIGH, signals=SIGNALS)
def safe_attachments_everyone(
    rules: Sequence[AttachmentRule],
    presets: Sequence[AtpPreset],
    built_in: Sequence[BuiltInProtection],
    domains: Sequence[AcceptedDomain],
    skus: Reading[Sku],
) -> Iterator[Verdict]:
    """Safe Attachments is for everybody who gets mail.

    Attackers need one mailbox, and the one that was left out will do.

    ## Remediation
    Microsoft Defender portal, *Policies & rules > Threat policies > Preset security policies*: take the
    exceptions out of *Built-in protection*, or apply a preset to all recipients.
    """
    scopes = [*in_force(rules), *in_force(presets), *(one.recipients for one in built_in)]
    out = left_out(scopes, domains)
    if unclear(rules) or unclear(presets):
        yield Unknown(ATTACHMENTS, Reason.MALFORMED, "a rule is in a state that no page lists")
    elif not out:
        yield Pass(ATTACHMENTS, "everybody's attachments are examined")
    else:
        some = Fail(ATTACHMENTS, "left out: {names}", names=", ".join(out))
        yield plan_missing(ATTACHMENTS, DEFENDER_OFFICE_P1, skus) or some


@check("m365.defender.safe-files", severity=Severity.HIGH, signals=SIGNALS)
def safe_files(setting: AtpForOffice, skus: Reading[Sku]) -> Iterator[Verdict]:
    """Files in SharePoint, OneDrive and Teams are examined, and nobody may open what was found harmful.

    A file that comes in over a shared folder never passes the filter of the mail.

    ## Remediation
    Microsoft Defender portal, *Safe Attachments > Global settings*: turn on *Defender for Office 365 for
    SharePoint, OneDrive, and Microsoft Teams*; don't allow people to click through *Protected View*.
    """
    if setting.files and setting.documents and setting.open_anyway:
        yield Fail(setting, "people may open a file that was found harmful")
    elif setting.files:
        yield Pass(setting, "files in SharePoint, OneDrive and Teams are examined")
    else:
        off = Fail(setting, "files in SharePoint, OneDrive and Teams are not examined")
        yield plan_missing(setting, DEFENDER_OFFICE_P1, skus) or off
