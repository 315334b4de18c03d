"""Every path of the SharePoint admin site and of the Teams configuration service that Tenken reads.

No page of Microsoft describes these paths. What SharePoint's properties mean is described at
learn.microsoft.com/powershell/module/microsoft.online.sharepoint.powershell/set-spotenant and …/set-sposite,
what those of Teams mean at learn.microsoft.com/powershell/module/microsoftteams/<cmdlet>.
"""

from plugins.m365.csom import SITES_BODY
from plugins.m365.endpoint import Endpoint, sharepoint, teams

SPO_TENANT = sharepoint("/_api/SPO.Tenant")
SPO_SITES = Endpoint(
    "sharepoint",
    "/_vti_bin/client.svc/ProcessQuery",
    SPO_TENANT.permissions,
    "POST",
    "GetSitePropertiesFromSharePoint",
    body=SITES_BODY,
    documented=False,
)
TEAMS_MEETING_POLICIES = teams("/Skype.Policy/configurations/TeamsMeetingPolicy")
TEAMS_FEDERATION = teams("/Skype.Policy/configurations/TenantFederationSettings")
TEAMS_EXTERNAL_ACCESS = teams("/Skype.Policy/configurations/ExternalAccessPolicy")
TEAMS_CLIENT = teams("/Skype.Policy/configurations/TeamsClientConfiguration")
