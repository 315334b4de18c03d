"""Tenant-wide settings of SharePoint and OneDrive."""

from scanner import setting


@setting("microsoft.graph.sharepointSettings", singleton=True)
class SharePoint:
    """Fields of learn.microsoft.com/graph/api/resources/sharepointsettings, under the names of that page.

    `sharing` is sharingCapability, `domain_mode` sharingDomainRestrictionMode, `sync_domains` the GUIDs of
    allowedDomainGuidsForSyncApp, `idle_seconds` the idle sign-out in seconds (None: not enabled).
    """

    sharing: str
    domain_mode: str
    allowed_domains: tuple[str, ...]
    resharing_by_guests: bool
    legacy_authentication: bool
    unmanaged_sync_restricted: bool
    sync_domains: tuple[str, ...]
    mac_sync: bool
    idle_seconds: int | None


@setting("SharePoint.Tenant", singleton=True)
class SharePointTenant:
    """SPO.Tenant of the admin site. `infected_refused` is DisallowInfectedFileDownload.

    Source: learn.microsoft.com/powershell/module/microsoft.online.sharepoint.powershell/set-spotenant.
    """

    infected_refused: bool
