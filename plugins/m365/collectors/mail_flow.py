"""Reads how mail comes in and goes out, a cmdlet each."""

from collections.abc import AsyncIterator

from plugins.m365.collectors.mail_rows import objects, single
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints_exchange import (
    CONNECTION_FILTERS,
    DKIM,
    EXTERNAL_TAG,
    INBOUND_CONNECTORS,
    ORGANIZATION_CONFIG,
    OUTBOUND_CONNECTORS,
    OUTBOUND_SPAM_POLICIES,
    OUTBOUND_SPAM_RULES,
    REMOTE_DOMAINS,
    SHARING_POLICIES,
    SPAM_POLICIES,
    TRANSPORT_CONFIG,
    TRANSPORT_RULES,
)
from plugins.m365.settings.mail_flow import (
    ConnectionFilter,
    DirectSend,
    Dkim,
    ExchangeOrganization,
    ExternalTag,
    InboundConnector,
    MailboxRegion,
    OutboundConnector,
    OutboundSpamPolicy,
    OutboundSpamRule,
    RemoteDomain,
    SharingPolicy,
    SpamPolicy,
    TransportConfig,
    TransportRule,
)
from scanner import collector


@collector(*ORGANIZATION_CONFIG.permissions)
async def exchange_organization(m365: M365Connection) -> AsyncIterator[ExchangeOrganization]:
    row = await single(m365, ORGANIZATION_CONFIG)
    yield ExchangeOrganization(
        audit_disabled=row.flag("AuditDisabled"),
        lockbox=row.flag("CustomerLockboxEnabled"),
    )


@collector(*ORGANIZATION_CONFIG.permissions)
async def direct_send(m365: M365Connection) -> AsyncIterator[DirectSend]:
    row = await single(m365, ORGANIZATION_CONFIG)
    yield DirectSend(rejected=row.flag("RejectDirectSend"))


@collector(*ORGANIZATION_CONFIG.permissions)
async def mailbox_region(m365: M365Connection) -> AsyncIterator[MailboxRegion]:
    row = await single(m365, ORGANIZATION_CONFIG)
    yield MailboxRegion(
        region=row.text_or_none("DefaultMailboxRegion"), regions=row.texts("AllowedMailboxRegions")
    )


@collector(*TRANSPORT_CONFIG.permissions)
async def transport_config(m365: M365Connection) -> AsyncIterator[TransportConfig]:
    row = await single(m365, TRANSPORT_CONFIG)
    yield TransportConfig(smtp_auth_disabled=row.flag("SmtpClientAuthenticationDisabled"))


@collector(*OUTBOUND_SPAM_POLICIES.permissions)
async def outbound_spam_policies(m365: M365Connection) -> AsyncIterator[OutboundSpamPolicy]:
    async for row in objects(m365, OUTBOUND_SPAM_POLICIES):
        yield OutboundSpamPolicy(
            name=row.text("Name"), default=row.flag("IsDefault"), forwarding=row.word("AutoForwardingMode")
        )


@collector(*OUTBOUND_SPAM_RULES.permissions)
async def outbound_spam_rules(m365: M365Connection) -> AsyncIterator[OutboundSpamRule]:
    async for row in objects(m365, OUTBOUND_SPAM_RULES):
        policy = row.text("HostedOutboundSpamFilterPolicy")
        yield OutboundSpamRule(name=row.text("Name"), policy=policy, state=row.word("State"))


@collector(*REMOTE_DOMAINS.permissions)
async def remote_domains(m365: M365Connection) -> AsyncIterator[RemoteDomain]:
    async for row in objects(m365, REMOTE_DOMAINS):
        yield RemoteDomain(
            name=row.text("Name"), domain=row.text("DomainName"), forwarding=row.flag("AutoForwardEnabled")
        )


@collector(*TRANSPORT_RULES.permissions)
async def transport_rules(m365: M365Connection) -> AsyncIterator[TransportRule]:
    async for row in objects(m365, TRANSPORT_RULES):
        yield TransportRule(
            name=row.text("Name"),
            state=row.word("State"),
            mode=row.word("Mode"),
            targets=tuple(
                one for key in ("RedirectMessageTo", "BlindCopyTo", "CopyTo") for one in row.texts(key)
            ),
            scl=row.said_or_none("SetSCL"),
        )


@collector(*INBOUND_CONNECTORS.permissions)
async def inbound_connectors(m365: M365Connection) -> AsyncIterator[InboundConnector]:
    async for row in objects(m365, INBOUND_CONNECTORS):
        yield InboundConnector(
            name=row.text("Name"),
            enabled=row.flag("Enabled"),
            kind=row.word("ConnectorType"),
            tls=row.flag("RequireTls"),
            sender_domains=row.texts("SenderDomains"),
            addresses=row.texts("SenderIPAddresses"),
            certificate=row.text_or_none("TlsSenderCertificateName"),
            only_addresses=row.flag("RestrictDomainsToIPAddresses"),
            only_certificate=row.flag("RestrictDomainsToCertificate"),
        )


@collector(*OUTBOUND_CONNECTORS.permissions)
async def outbound_connectors(m365: M365Connection) -> AsyncIterator[OutboundConnector]:
    async for row in objects(m365, OUTBOUND_CONNECTORS):
        yield OutboundConnector(
            name=row.text("Name"),
            enabled=row.flag("Enabled"),
            kind=row.word("ConnectorType"),
            tls=None if row.raw_or_none("TlsSettings") is None else row.word("TlsSettings"),
            smart_hosts=row.texts("SmartHosts"),
        )


@collector(*SPAM_POLICIES.permissions)
async def spam_policies(m365: M365Connection) -> AsyncIterator[SpamPolicy]:
    async for row in objects(m365, SPAM_POLICIES):
        allowed = (*row.texts("AllowedSenderDomains"), *row.texts("AllowedSenders"))
        yield SpamPolicy(name=row.text("Name"), allowed=allowed)


@collector(*CONNECTION_FILTERS.permissions)
async def connection_filters(m365: M365Connection) -> AsyncIterator[ConnectionFilter]:
    async for row in objects(m365, CONNECTION_FILTERS):
        yield ConnectionFilter(
            name=row.text("Name"), addresses=row.texts("IPAllowList"), safe_list=row.flag("EnableSafeList")
        )


@collector(*EXTERNAL_TAG.permissions)
async def external_tag(m365: M365Connection) -> AsyncIterator[ExternalTag]:
    async for row in objects(m365, EXTERNAL_TAG):
        yield ExternalTag(name=row.text("Identity"), enabled=row.flag("Enabled"), but=row.texts("AllowList"))


@collector(*SHARING_POLICIES.permissions)
async def sharing_policies(m365: M365Connection) -> AsyncIterator[SharingPolicy]:
    async for row in objects(m365, SHARING_POLICIES):
        yield SharingPolicy(name=row.text("Name"), enabled=row.flag("Enabled"), domains=row.texts("Domains"))


@collector(*DKIM.permissions)
async def dkim(m365: M365Connection) -> AsyncIterator[Dkim]:
    async for row in objects(m365, DKIM):
        yield Dkim(domain=row.text("Domain").lower(), enabled=row.flag("Enabled"), status=row.word("Status"))
