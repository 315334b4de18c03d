"""How mail comes in and goes out: forwarding, connectors, transport.

Sources: learn.microsoft.com/powershell/module/exchangepowershell, the page of each cmdlet that is named.
"""

from scanner import setting


@setting("Exchange.OrganizationConfig", singleton=True)
class ExchangeOrganization:
    """Get-OrganizationConfig."""

    audit_disabled: bool
    lockbox: bool


@setting("Exchange.OrganizationConfig/RejectDirectSend", singleton=True)
class DirectSend:
    """Get-OrganizationConfig, RejectDirectSend: a setting of its own, because not every tenant has it yet."""

    rejected: bool


@setting("Exchange.OrganizationConfig/MailboxRegions", singleton=True)
class MailboxRegion:
    """Get-OrganizationConfig. `region` is DefaultMailboxRegion, `regions` AllowedMailboxRegions."""

    region: str | None
    regions: tuple[str, ...]


@setting("Exchange.TransportConfig", singleton=True)
class TransportConfig:
    """Get-TransportConfig."""

    smtp_auth_disabled: bool


@setting("Exchange.HostedOutboundSpamFilterPolicy", key="name", name="name", nonempty=True)
class OutboundSpamPolicy:
    """Get-HostedOutboundSpamFilterPolicy; `forwarding` is AutoForwardingMode."""

    name: str
    default: bool
    forwarding: str


@setting("Exchange.HostedOutboundSpamFilterRule", key="name", name="name")
class OutboundSpamRule:
    """Get-HostedOutboundSpamFilterRule."""

    name: str
    policy: str
    state: str


@setting("Exchange.RemoteDomain", key="name", name="domain", nonempty=True)
class RemoteDomain:
    """Get-RemoteDomain; the domain ``*`` is for all that have no entry of their own."""

    name: str
    domain: str
    forwarding: bool


@setting("Exchange.TransportRule", key="name", name="name")
class TransportRule:
    """Get-TransportRule: whom it redirects or copies mail to; `scl` is SetSCL (-1: past the spam filter)."""

    name: str
    state: str
    mode: str
    targets: tuple[str, ...]
    scl: str | None


@setting("Exchange.InboundConnector", key="name", name="name")
class InboundConnector:
    """Get-InboundConnector; `kind` is ConnectorType. SenderDomains come as ``smtp:*;1``."""

    name: str
    enabled: bool
    kind: str
    tls: bool
    sender_domains: tuple[str, ...]
    addresses: tuple[str, ...]
    certificate: str | None
    only_addresses: bool
    only_certificate: bool


@setting("Exchange.OutboundConnector", key="name", name="name")
class OutboundConnector:
    """Get-OutboundConnector; `tls` is TlsSettings, None where TLS is only tried."""

    name: str
    enabled: bool
    kind: str
    tls: str | None
    smart_hosts: tuple[str, ...]


@setting("Exchange.HostedContentFilterPolicy", key="name", name="name", nonempty=True)
class SpamPolicy:
    """Get-HostedContentFilterPolicy: senders and domains that pass the filter unseen."""

    name: str
    allowed: tuple[str, ...]


@setting("Exchange.HostedConnectionFilterPolicy", key="name", name="name", nonempty=True)
class ConnectionFilter:
    """Get-HostedConnectionFilterPolicy; `safe_list` is EnableSafeList."""

    name: str
    addresses: tuple[str, ...]
    safe_list: bool


@setting("Exchange.ExternalInOutlook", key="name")
class ExternalTag:
    """Get-ExternalInOutlook: whether Outlook marks mail from outside; `but` is AllowList."""

    name: str
    enabled: bool
    but: tuple[str, ...]


@setting("Exchange.SharingPolicy", key="name", name="name", nonempty=True)
class SharingPolicy:
    """Get-SharingPolicy; each of `domains` is ``domain:action[,action]``."""

    name: str
    enabled: bool
    domains: tuple[str, ...]


@setting("Exchange.DkimSigningConfig", key="domain", name="domain")
class Dkim:
    """Get-DkimSigningConfig."""

    domain: str
    enabled: bool
    status: str
