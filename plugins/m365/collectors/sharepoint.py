"""Reads SharePoint's and OneDrive's settings: from Graph, and from the admin site what Graph doesn't hold."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import SHAREPOINT
from plugins.m365.endpoints_admin import SPO_TENANT
from plugins.m365.settings.sharepoint import SharePoint, SharePointTenant
from scanner import collector


@collector(*SHAREPOINT.permissions)
async def sharepoint(graph: M365Connection) -> AsyncIterator[SharePoint]:
    answer = await graph.one(SHAREPOINT)
    wrapped = answer.child_or_none("value")  # the page's sample has the object inside "value"
    yield settings(wrapped or answer)


@collector(*SPO_TENANT.permissions)
async def sharepoint_tenant(m365: M365Connection) -> AsyncIterator[SharePointTenant]:
    row = await m365.one(SPO_TENANT)
    yield SharePointTenant(infected_refused=row.flag("DisallowInfectedFileDownload"))


def settings(row: Answer) -> SharePoint:
    """Read the fields that checks need."""
    return SharePoint(
        sharing=row.text("sharingCapability"),
        domain_mode=row.text("sharingDomainRestrictionMode"),
        allowed_domains=row.texts("sharingAllowedDomainList"),
        resharing_by_guests=row.flag("isResharingByExternalUsersEnabled"),
        legacy_authentication=row.flag("isLegacyAuthProtocolsEnabled"),
        unmanaged_sync_restricted=row.flag("isUnmanagedSyncAppForTenantRestricted"),
        sync_domains=row.texts("allowedDomainGuidsForSyncApp"),
        mac_sync=row.flag("isMacSyncAppEnabled"),
        idle_seconds=idle_seconds(row.child_or_none("idleSessionSignOut")),
    )


def idle_seconds(row: Answer | None) -> int | None:
    """Read after how long an idle session is signed out."""
    return row.number("signOutAfterInSeconds") if row is not None and row.flag("isEnabled") else None
