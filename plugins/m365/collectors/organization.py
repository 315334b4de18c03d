"""Reads the tenant itself."""

from collections.abc import AsyncIterator

from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import ORGANIZATION
from plugins.m365.settings.organization import Organization
from scanner import collector

FIELDS = (
    "$select=id,displayName,countryLetterCode,technicalNotificationMails,securityComplianceNotificationMails"
)


@collector(*ORGANIZATION.permissions)
async def organization(graph: M365Connection) -> AsyncIterator[Organization]:
    async for row in graph.rows(ORGANIZATION, FIELDS):
        yield Organization(
            id=row.text("id"),
            name=row.text("displayName"),
            country=row.text_or_none("countryLetterCode"),
            technical_mails=row.needed_texts("technicalNotificationMails"),
            security_mails=row.needed_texts("securityComplianceNotificationMails"),
        )
