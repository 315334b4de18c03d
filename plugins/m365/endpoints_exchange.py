"""Every cmdlet of Exchange Online and Purview that Tenken runs over REST. None but these leaves the process.

The interface is the one that Microsoft's own module uses; no page describes it. What a cmdlet gives is
described at learn.microsoft.com/powershell/module/exchangepowershell/<cmdlet>.
"""

import re
from datetime import datetime

from plugins.m365.endpoint import compliance, exchange, invocation, search

ORGANIZATION_CONFIG = exchange("Get-OrganizationConfig")
TRANSPORT_CONFIG = exchange("Get-TransportConfig")
ACCEPTED_DOMAINS = exchange("Get-AcceptedDomain")
MALWARE_POLICIES = exchange("Get-MalwareFilterPolicy")
MALWARE_RULES = exchange("Get-MalwareFilterRule")
ATTACHMENT_POLICIES = exchange("Get-SafeAttachmentPolicy")
ATTACHMENT_RULES = exchange("Get-SafeAttachmentRule")
LINK_POLICIES = exchange("Get-SafeLinksPolicy")
LINK_RULES = exchange("Get-SafeLinksRule")
PHISH_POLICIES = exchange("Get-AntiPhishPolicy")
PHISH_RULES = exchange("Get-AntiPhishRule")
EOP_PRESETS = exchange("Get-EOPProtectionPolicyRule")
ATP_PRESETS = exchange("Get-ATPProtectionPolicyRule")
BUILT_IN_PROTECTION = exchange("Get-ATPBuiltInProtectionRule")
ATP_FOR_OFFICE = exchange("Get-AtpPolicyForO365")
SPAM_POLICIES = exchange("Get-HostedContentFilterPolicy")
CONNECTION_FILTERS = exchange("Get-HostedConnectionFilterPolicy")
OUTBOUND_SPAM_POLICIES = exchange("Get-HostedOutboundSpamFilterPolicy")
OUTBOUND_SPAM_RULES = exchange("Get-HostedOutboundSpamFilterRule")
REMOTE_DOMAINS = exchange("Get-RemoteDomain")
TRANSPORT_RULES = exchange("Get-TransportRule", ResultSize="Unlimited")
INBOUND_CONNECTORS = exchange("Get-InboundConnector")
OUTBOUND_CONNECTORS = exchange("Get-OutboundConnector")
AUDIT_CONFIG = exchange("Get-AdminAuditLogConfig")
AUDIT_BYPASS = exchange("Get-MailboxAuditBypassAssociation", ResultSize="Unlimited")
AUDIT_RETENTION = compliance("Get-UnifiedAuditLogRetentionPolicy")
EXTERNAL_TAG = exchange("Get-ExternalInOutlook")
SHARING_POLICIES = exchange("Get-SharingPolicy")
DKIM = exchange("Get-DkimSigningConfig")
OWA_POLICIES = exchange("Get-OwaMailboxPolicy")
CAS_MAILBOXES = exchange("Get-CASMailbox", ResultSize="Unlimited")
TENANT_ENCRYPTION = exchange("Get-M365DataAtRestEncryptionPolicy")
TENANT_ENCRYPTION_ASSIGNED = exchange("Get-M365DataAtRestEncryptionPolicyAssignment")
MAILBOX_ENCRYPTION = exchange("Get-DataEncryptionPolicy")
DLP_POLICIES = compliance("Get-DlpCompliancePolicy")
DLP_RULES = compliance("Get-DlpComplianceRule")
LABEL_POLICIES = compliance("Get-LabelPolicy")
ALERTS = compliance("Get-ProtectionAlert")
RETENTION_POLICIES = compliance("Get-RetentionCompliancePolicy", DistributionDetail=True)
RETENTION_RULES = compliance("Get-RetentionComplianceRule")

SEARCH = "Search-UnifiedAuditLog"
MOST = 5000
"""How many entries the search gives at the most (its page, -ResultSize)."""
MOMENT = "%Y-%m-%dT%H:%M:%SZ"


def audit_search(start: str, end: str) -> bytes:
    """The body that asks for what administrators of Exchange did between two moments."""
    asked: dict[str, str | int | bool] = {
        "StartDate": start,
        "EndDate": end,
        "RecordType": "ExchangeAdmin",
        "ResultSize": MOST,
    }
    return invocation(SEARCH, asked)


def audited(start: datetime, end: datetime) -> bytes:
    """The same for aware moments."""
    return audit_search(start.strftime(MOMENT), end.strftime(MOMENT))


_ANY = re.escape(audit_search("A", "A").decode()).replace('"A"', r'"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"')
ADMIN_AUDIT = search(SEARCH, _ANY)
