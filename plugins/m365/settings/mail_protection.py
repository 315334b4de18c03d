"""Policies of mail protection, and the rules that put them to use.

Sources: learn.microsoft.com/powershell/module/exchangepowershell, the page of each cmdlet that is named.
"""

from plugins.m365.settings.recipients import Recipients
from scanner import setting


@setting("Exchange.MalwareFilterPolicy", key="name", name="name", nonempty=True)
class MalwarePolicy:
    """Get-MalwareFilterPolicy; `action` is FileTypeAction, `types` FileTypes."""

    name: str
    default: bool
    file_filter: bool
    types: tuple[str, ...]
    action: str
    zap: bool


@setting("Exchange.MalwareFilterRule", key="name", name="name")
class MalwareRule:
    """Get-MalwareFilterRule."""

    name: str
    policy: str
    state: str
    recipients: Recipients


@setting("Exchange.SafeAttachmentPolicy", key="name", name="name")
class AttachmentPolicy:
    """Get-SafeAttachmentPolicy; `built_in` is IsBuiltInProtection."""

    name: str
    built_in: bool
    enabled: bool
    action: str


@setting("Exchange.SafeAttachmentRule", key="name", name="name")
class AttachmentRule:
    """Get-SafeAttachmentRule."""

    name: str
    policy: str
    state: str
    recipients: Recipients


@setting("Exchange.SafeLinksPolicy", key="name", name="name")
class LinkPolicy:
    """Get-SafeLinksPolicy; `click_through` is AllowClickThrough, `wait` DeliverMessageAfterScan."""

    name: str
    built_in: bool
    mail: bool
    teams: bool
    office: bool
    scan: bool
    wait: bool
    internal: bool
    track: bool
    click_through: bool


@setting("Exchange.SafeLinksRule", key="name", name="name")
class LinkRule:
    """Get-SafeLinksRule."""

    name: str
    policy: str
    state: str
    recipients: Recipients


@setting("Exchange.AntiPhishPolicy", key="name", name="name", nonempty=True)
class PhishPolicy:
    """Get-AntiPhishPolicy; `level` is PhishThresholdLevel, `action` AuthenticationFailAction."""

    name: str
    default: bool
    enabled: bool
    spoof: bool
    mailbox: bool
    mailbox_protection: bool
    people: bool
    domains: bool
    own_domains: bool
    action: str
    level: int


@setting("Exchange.AntiPhishRule", key="name", name="name")
class PhishRule:
    """Get-AntiPhishRule."""

    name: str
    policy: str
    state: str
    recipients: Recipients


@setting("Exchange.EOPProtectionPolicyRule", key="name", name="name")
class EopPreset:
    """Get-EOPProtectionPolicyRule: who gets the spam, phishing and malware policies of a preset."""

    name: str
    state: str
    malware: str
    phish: str
    recipients: Recipients


@setting("Exchange.ATPProtectionPolicyRule", key="name", name="name")
class AtpPreset:
    """Get-ATPProtectionPolicyRule: who gets Safe Attachments and Safe Links of a preset."""

    name: str
    state: str
    attachments: str
    links: str
    recipients: Recipients


@setting("Exchange.ATPBuiltInProtectionRule", key="name", name="name")
class BuiltInProtection:
    """Get-ATPBuiltInProtectionRule: for everyone that no other policy is for, but for its exceptions."""

    name: str
    recipients: Recipients


@setting("Exchange.AtpPolicyForO365", singleton=True)
class AtpForOffice:
    """Get-AtpPolicyForO365; `files` is EnableATPForSPOTeamsODB."""

    files: bool
    documents: bool
    open_anyway: bool
