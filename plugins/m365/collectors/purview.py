"""Reads audit, data loss prevention, labels, alerts, retention and customer keys, a cmdlet each."""

from collections.abc import AsyncIterator

from plugins.m365.caseless import Row
from plugins.m365.collectors.mail_rows import objects, single
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints_exchange import (
    ALERTS,
    AUDIT_BYPASS,
    AUDIT_CONFIG,
    AUDIT_RETENTION,
    DLP_POLICIES,
    DLP_RULES,
    LABEL_POLICIES,
    MAILBOX_ENCRYPTION,
    RETENTION_POLICIES,
    RETENTION_RULES,
    TENANT_ENCRYPTION,
    TENANT_ENCRYPTION_ASSIGNED,
)
from plugins.m365.rules.dlp_narrowing import narrowed
from plugins.m365.rules.dlp_types import advanced_types, plain_types
from plugins.m365.settings.purview import (
    Alert,
    AuditBypass,
    AuditConfig,
    AuditRetention,
    DlpPolicy,
    DlpRule,
    KeyPolicy,
    LabelPolicy,
    MailboxKeys,
    RetentionPolicy,
    RetentionRule,
    TenantKeys,
)
from scanner import collector


@collector(*AUDIT_CONFIG.permissions)
async def audit_config(m365: M365Connection) -> AsyncIterator[AuditConfig]:
    row = await single(m365, AUDIT_CONFIG)
    yield AuditConfig(unified=row.flag("UnifiedAuditLogIngestionEnabled"))


@collector(*AUDIT_BYPASS.permissions)
async def audit_bypass(m365: M365Connection) -> AsyncIterator[AuditBypass]:
    found = [row.text("Name") async for row in objects(m365, AUDIT_BYPASS) if row.flag("AuditBypassEnabled")]
    yield AuditBypass(accounts=tuple(sorted(found)))


@collector(*AUDIT_RETENTION.permissions)
async def audit_retention(m365: M365Connection) -> AsyncIterator[AuditRetention]:
    async for row in objects(m365, AUDIT_RETENTION):
        yield AuditRetention(
            name=row.text("Name"),
            priority=row.number("Priority"),
            duration=row.word("RetentionDuration"),
            records=row.texts("RecordTypes"),
            operations=row.texts("Operations"),
            people=row.texts("UserIds"),
        )


@collector(*DLP_POLICIES.permissions)
async def dlp_policies(m365: M365Connection) -> AsyncIterator[DlpPolicy]:
    async for row in objects(m365, DLP_POLICIES):
        yield DlpPolicy(
            name=row.text("Name"),
            mode=row.word("Mode"),
            exchange=row.names("ExchangeLocation"),
            sharepoint=row.names("SharePointLocation"),
            onedrive=row.names("OneDriveLocation"),
            teams=row.names("TeamsLocation"),
            but_exchange=_if_there(row, "ExchangeSenderMemberOfException"),
            but_sharepoint=_if_there(row, "SharePointLocationException"),
            but_onedrive=_if_there(row, "OneDriveLocationException"),
            but_teams=_if_there(row, "TeamsLocationException"),
        )


@collector(*DLP_RULES.permissions)
async def dlp_rules(m365: M365Connection) -> AsyncIterator[DlpRule]:
    async for row in objects(m365, DLP_RULES):
        advanced = row.flag("IsAdvancedRule")
        plain = None if advanced else row.raw_or_none("ContentContainsSensitiveInformation")
        types = advanced_types(row.text("AdvancedRule")) if advanced else plain_types(plain)
        yield DlpRule(
            name=row.text("Name"),
            policy=row.text("ParentPolicyName"),
            disabled=row.flag("Disabled"),
            block=row.flag_or_none("BlockAccess") is True,
            types=types,
            narrowed=types is not None and narrowed(row.everything(), advanced),
        )


@collector(*LABEL_POLICIES.permissions)
async def label_policies(m365: M365Connection) -> AsyncIterator[LabelPolicy]:
    async for row in objects(m365, LABEL_POLICIES):
        yield LabelPolicy(
            name=row.text("Name"),
            enabled=row.flag("Enabled"),
            labels=row.names("Labels"),
            places=row.names("ExchangeLocation"),
            mandatory=_switched_on(row, "mandatory"),
        )


@collector(*ALERTS.permissions)
async def alerts(m365: M365Connection) -> AsyncIterator[Alert]:
    async for row in objects(m365, ALERTS):
        yield Alert(
            name=row.text("Name"),
            disabled=row.flag("Disabled"),
            operations=row.texts("Operation"),
            notified=row.names("NotifyUser"),
        )


@collector(*RETENTION_POLICIES.permissions)
async def retention_policies(m365: M365Connection) -> AsyncIterator[RetentionPolicy]:
    async for row in objects(m365, RETENTION_POLICIES):
        yield RetentionPolicy(
            id=row.text("Guid").lower(),
            name=row.text("Name"),
            enabled=row.flag("Enabled"),
            mode=row.word("Mode"),
            status=row.word("DistributionStatus"),
            exchange=row.names("ExchangeLocation"),
            sharepoint=row.names("SharePointLocation"),
            onedrive=row.names("OneDriveLocation"),
            but=tuple(
                one
                for key in ("Exchange", "SharePoint", "OneDrive")
                for one in row.names(f"{key}LocationException")
            ),
        )


@collector(*RETENTION_RULES.permissions)
async def retention_rules(m365: M365Connection) -> AsyncIterator[RetentionRule]:
    async for row in objects(m365, RETENTION_RULES):
        yield RetentionRule(
            name=row.text("Name"),
            policy=row.text("Policy").lower(),
            disabled=row.flag("Disabled"),
            action=row.word("RetentionComplianceAction"),
            duration=row.said_or_none("RetentionDuration"),
        )


@collector(*TENANT_ENCRYPTION.permissions)
async def tenant_keys(m365: M365Connection) -> AsyncIterator[TenantKeys]:
    policies = [
        KeyPolicy(name=row.text("Name"), enabled=row.flag("Enabled"))
        async for row in objects(m365, TENANT_ENCRYPTION)
    ]
    assigned = [row async for row in objects(m365, TENANT_ENCRYPTION_ASSIGNED)]
    yield TenantKeys(policies=tuple(policies), assigned=bool(assigned))


@collector(*MAILBOX_ENCRYPTION.permissions)
async def mailbox_keys(m365: M365Connection) -> AsyncIterator[MailboxKeys]:
    async for row in objects(m365, MAILBOX_ENCRYPTION):
        yield MailboxKeys(name=row.text("Name"), enabled=row.flag("Enabled"))


def _if_there(row: Row, key: str) -> tuple[str, ...]:
    """Entries of a list that not every tenant has."""
    return row.names(key) if row.has(key) else ()


def _switched_on(row: Row, name: str) -> bool:
    """Whether a setting of a label policy is on. Raises *malformed* for a value that is neither."""
    found = set(_settings(row, name))
    if found - {"true", "false"}:
        raise row.wrong("Settings", f"{name} is neither true nor false")
    return "true" in found


def _settings(row: Row, name: str) -> list[str]:
    """The values of a setting of a label policy, each ``[name, value]``."""
    pairs = (one.strip("[]").partition(",") for one in row.texts("Settings"))
    return [text.strip().lower() for key, _, text in pairs if key.strip().lower() == name]
