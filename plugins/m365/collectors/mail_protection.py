"""Reads the policies of mail protection and their rules, a cmdlet each."""

from collections.abc import AsyncIterator

from plugins.m365.collectors.mail_rows import objects, recipients, single
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints_exchange import (
    ACCEPTED_DOMAINS,
    ATP_FOR_OFFICE,
    ATP_PRESETS,
    ATTACHMENT_POLICIES,
    ATTACHMENT_RULES,
    BUILT_IN_PROTECTION,
    EOP_PRESETS,
    LINK_POLICIES,
    LINK_RULES,
    MALWARE_POLICIES,
    MALWARE_RULES,
    PHISH_POLICIES,
    PHISH_RULES,
)
from plugins.m365.settings.mail_protection import (
    AtpForOffice,
    AtpPreset,
    AttachmentPolicy,
    AttachmentRule,
    BuiltInProtection,
    EopPreset,
    LinkPolicy,
    LinkRule,
    MalwarePolicy,
    MalwareRule,
    PhishPolicy,
    PhishRule,
)
from plugins.m365.settings.recipients import AcceptedDomain
from scanner import collector


@collector(*ACCEPTED_DOMAINS.permissions)
async def accepted_domains(m365: M365Connection) -> AsyncIterator[AcceptedDomain]:
    async for row in objects(m365, ACCEPTED_DOMAINS):
        yield AcceptedDomain(name=row.text("DomainName").lower(), kind=row.word("DomainType"))


@collector(*MALWARE_POLICIES.permissions)
async def malware_policies(m365: M365Connection) -> AsyncIterator[MalwarePolicy]:
    async for row in objects(m365, MALWARE_POLICIES):
        yield MalwarePolicy(
            name=row.text("Name"),
            default=row.flag("IsDefault"),
            file_filter=row.flag("EnableFileFilter"),
            types=tuple(one.lower() for one in row.texts("FileTypes")),
            action=row.word("FileTypeAction"),
            zap=row.flag("ZapEnabled"),
        )


@collector(*MALWARE_RULES.permissions)
async def malware_rules(m365: M365Connection) -> AsyncIterator[MalwareRule]:
    async for row in objects(m365, MALWARE_RULES):
        yield MalwareRule(
            name=row.text("Name"),
            policy=row.text("MalwareFilterPolicy"),
            state=row.word("State"),
            recipients=recipients(row),
        )


@collector(*ATTACHMENT_POLICIES.permissions)
async def attachment_policies(m365: M365Connection) -> AsyncIterator[AttachmentPolicy]:
    async for row in objects(m365, ATTACHMENT_POLICIES):
        yield AttachmentPolicy(
            name=row.text("Name"),
            built_in=row.flag("IsBuiltInProtection"),
            enabled=row.flag("Enable"),
            action=row.word("Action"),
        )


@collector(*ATTACHMENT_RULES.permissions)
async def attachment_rules(m365: M365Connection) -> AsyncIterator[AttachmentRule]:
    async for row in objects(m365, ATTACHMENT_RULES):
        yield AttachmentRule(
            name=row.text("Name"),
            policy=row.text("SafeAttachmentPolicy"),
            state=row.word("State"),
            recipients=recipients(row),
        )


@collector(*LINK_POLICIES.permissions)
async def link_policies(m365: M365Connection) -> AsyncIterator[LinkPolicy]:
    async for row in objects(m365, LINK_POLICIES):
        yield LinkPolicy(
            name=row.text("Name"),
            built_in=row.flag("IsBuiltInProtection"),
            mail=row.flag("EnableSafeLinksForEmail"),
            teams=row.flag("EnableSafeLinksForTeams"),
            office=row.flag("EnableSafeLinksForOffice"),
            scan=row.flag("ScanUrls"),
            wait=row.flag("DeliverMessageAfterScan"),
            internal=row.flag("EnableForInternalSenders"),
            track=row.flag("TrackClicks"),
            click_through=row.flag("AllowClickThrough"),
        )


@collector(*LINK_RULES.permissions)
async def link_rules(m365: M365Connection) -> AsyncIterator[LinkRule]:
    async for row in objects(m365, LINK_RULES):
        yield LinkRule(
            name=row.text("Name"),
            policy=row.text("SafeLinksPolicy"),
            state=row.word("State"),
            recipients=recipients(row),
        )


@collector(*PHISH_POLICIES.permissions)
async def phish_policies(m365: M365Connection) -> AsyncIterator[PhishPolicy]:
    async for row in objects(m365, PHISH_POLICIES):
        yield PhishPolicy(
            name=row.text("Name"),
            default=row.flag("IsDefault"),
            enabled=row.flag("Enabled"),
            spoof=row.flag("EnableSpoofIntelligence"),
            mailbox=row.flag("EnableMailboxIntelligence"),
            mailbox_protection=row.flag("EnableMailboxIntelligenceProtection"),
            people=row.flag("EnableTargetedUserProtection"),
            domains=row.flag("EnableTargetedDomainsProtection"),
            own_domains=row.flag("EnableOrganizationDomainsProtection"),
            action=row.word("AuthenticationFailAction"),
            level=row.number("PhishThresholdLevel"),
        )


@collector(*PHISH_RULES.permissions)
async def phish_rules(m365: M365Connection) -> AsyncIterator[PhishRule]:
    async for row in objects(m365, PHISH_RULES):
        yield PhishRule(
            name=row.text("Name"),
            policy=row.text("AntiPhishPolicy"),
            state=row.word("State"),
            recipients=recipients(row),
        )


@collector(*EOP_PRESETS.permissions)
async def eop_presets(m365: M365Connection) -> AsyncIterator[EopPreset]:
    async for row in objects(m365, EOP_PRESETS):
        yield EopPreset(
            name=row.text("Name"),
            state=row.word("State"),
            malware=row.text_or_none("MalwareFilterPolicy") or "",
            phish=row.text_or_none("AntiPhishPolicy") or "",
            recipients=recipients(row),
        )


@collector(*ATP_PRESETS.permissions)
async def atp_presets(m365: M365Connection) -> AsyncIterator[AtpPreset]:
    async for row in objects(m365, ATP_PRESETS):
        yield AtpPreset(
            name=row.text("Name"),
            state=row.word("State"),
            attachments=row.text_or_none("SafeAttachmentPolicy") or "",
            links=row.text_or_none("SafeLinksPolicy") or "",
            recipients=recipients(row),
        )


@collector(*BUILT_IN_PROTECTION.permissions)
async def built_in_protection(m365: M365Connection) -> AsyncIterator[BuiltInProtection]:
    async for row in objects(m365, BUILT_IN_PROTECTION):
        yield BuiltInProtection(name=row.text("Name"), recipients=recipients(row))


@collector(*ATP_FOR_OFFICE.permissions)
async def atp_for_office(m365: M365Connection) -> AsyncIterator[AtpForOffice]:
    row = await single(m365, ATP_FOR_OFFICE)
    yield AtpForOffice(
        files=row.flag("EnableATPForSPOTeamsODB"),
        documents=row.flag("EnableSafeDocs"),
        open_anyway=row.flag("AllowSafeDocsOpen"),
    )
