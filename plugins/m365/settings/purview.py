"""Audit, data loss prevention, labels, alerts, retention and customer keys.

Sources: learn.microsoft.com/powershell/module/exchangepowershell, the page of each cmdlet that is named.
"""

from scanner import setting, value


@setting("Exchange.AdminAuditLogConfig", singleton=True)
class AuditConfig:
    """Get-AdminAuditLogConfig of Exchange (Purview always answers False); UnifiedAuditLogIngestionEnabled."""

    unified: bool


@setting("Exchange.MailboxAuditBypassAssociation", singleton=True)
class AuditBypass:
    """Get-MailboxAuditBypassAssociation: the accounts whose doings in mailboxes are not recorded."""

    accounts: tuple[str, ...]


@setting("Purview.UnifiedAuditLogRetentionPolicy", key="name", name="name")
class AuditRetention:
    """Get-UnifiedAuditLogRetentionPolicy; of two policies the one with the lower priority number holds."""

    name: str
    priority: int
    duration: str
    records: tuple[str, ...]
    operations: tuple[str, ...]
    people: tuple[str, ...]


@setting("Purview.DlpCompliancePolicy", key="name", name="name")
class DlpPolicy:
    """Get-DlpCompliancePolicy: Mode, the places by service, and what is excepted of them."""

    name: str
    mode: str
    exchange: tuple[str, ...]
    sharepoint: tuple[str, ...]
    onedrive: tuple[str, ...]
    teams: tuple[str, ...]
    but_exchange: tuple[str, ...]
    but_sharepoint: tuple[str, ...]
    but_onedrive: tuple[str, ...]
    but_teams: tuple[str, ...]


@setting("Purview.DlpComplianceRule", key="name", name="name")
class DlpRule:
    """Get-DlpComplianceRule; `types` are the sensitive information types that it looks for, by name.

    `types` is None where the rule is advanced and what it says can't be understood. `narrowed`: other
    conditions or exceptions may let content with these types go.
    """

    name: str
    policy: str
    disabled: bool
    block: bool
    types: tuple[str, ...] | None
    narrowed: bool


@setting("Purview.LabelPolicy", key="name", name="name")
class LabelPolicy:
    """Get-LabelPolicy: the labels that are published, where, and whether one must be chosen."""

    name: str
    enabled: bool
    labels: tuple[str, ...]
    places: tuple[str, ...]
    mandatory: bool


@setting("Purview.ProtectionAlert", key="name", name="name")
class Alert:
    """Get-ProtectionAlert."""

    name: str
    disabled: bool
    operations: tuple[str, ...]
    notified: tuple[str, ...]


@setting("Purview.RetentionCompliancePolicy", key="id", name="name")
class RetentionPolicy:
    """Get-RetentionCompliancePolicy; `status` is DistributionStatus."""

    id: str
    name: str
    enabled: bool
    mode: str
    status: str
    exchange: tuple[str, ...]
    sharepoint: tuple[str, ...]
    onedrive: tuple[str, ...]
    but: tuple[str, ...]


@setting("Purview.RetentionComplianceRule", key="name", name="name")
class RetentionRule:
    """Get-RetentionComplianceRule; `policy` is the id of the policy, `action` RetentionComplianceAction."""

    name: str
    policy: str
    disabled: bool
    action: str
    duration: str | None


@value
class KeyPolicy:
    """A policy of customer keys, and whether it is on."""

    name: str
    enabled: bool


@setting("Exchange.M365DataAtRestEncryptionPolicy", singleton=True)
class TenantKeys:
    """Get-M365DataAtRestEncryptionPolicy and …PolicyAssignment: customer keys for several services."""

    policies: tuple[KeyPolicy, ...]
    assigned: bool


@setting("Exchange.DataEncryptionPolicy", key="name", name="name")
class MailboxKeys:
    """Get-DataEncryptionPolicy: customer keys for mailboxes."""

    name: str
    enabled: bool


@setting("Exchange.CASMailbox", key="policy", name="policy")
class MailboxAccess:
    """Get-CASMailbox, added up by OwaMailboxPolicy: how many mailboxes may be opened by which protocol.

    `policy` is empty for mailboxes without one. `smtp` counts those whose own setting allows SMTP AUTH.
    """

    policy: str
    mailboxes: int
    pop: int
    imap: int
    activesync: int
    mapi: int
    ews: int
    outlook_mobile: int
    smtp: int


@setting("Exchange.OwaMailboxPolicy", key="name", name="name", nonempty=True)
class OwaPolicy:
    """Get-OwaMailboxPolicy: what Outlook on the web allows, above all on devices that nobody manages."""

    name: str
    default: bool
    conditional_access: str
    direct_public: bool
    direct_private: bool
    offline_web: bool
    offline_windows: bool
