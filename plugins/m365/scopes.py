"""Delegated permissions: what a person grants to an app that reads in that person's name.

Sources: learn.microsoft.com/graph/permissions-reference for Graph; for the others the pages of their
services, learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2 (Exchange.Manage),
learn.microsoft.com/microsoftteams/teams-powershell-application-authentication.
"""

from plugins.m365.endpoint import (
    ALERTS_APP,
    EXCHANGE_APP,
    GLOBAL_READER,
    MACHINES_APP,
    SHAREPOINT_APP,
    VULNERABILITIES_APP,
    is_action,
)
from plugins.m365.hosts import TEAMS_AUDIENCE

SCOPES = {
    "AccessReview.Read.All": "ebfcd32b-babb-40f4-a14b-42706e83bd28",
    "Application.Read.All": "c79f8feb-a9db-4090-85f9-90d820caa0eb",
    "AuditLog.Read.All": "e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20",
    "CloudApp-Discovery.Read.All": "ad46d60e-1027-4b75-af88-7c14ccf43a19",
    "DeviceManagementApps.Read.All": "4edf5f54-4666-44af-9de9-0144fb4b6e8c",
    "DeviceManagementConfiguration.Read.All": "f1493658-876a-4c87-8fa7-edb559b3476a",
    "DeviceManagementManagedDevices.Read.All": "314874da-47d6-4978-88dc-cf0d37f0bb82",
    "DeviceManagementServiceConfig.Read.All": "8696daa5-bce5-4b2e-83f9-51b6defc4e1e",
    "Directory.Read.All": "06da0dbc-49e2-44d2-8312-53f166ab848a",
    "Domain.Read.All": "2f9ee017-59c1-4f1d-9472-bd5529a7b311",
    "Group.Read.All": "5f8c59db-677d-491f-a6b8-5f174b11ec1d",
    "GroupMember.Read.All": "bc024368-1153-4739-b217-4326f2e966d0",
    "IdentityRiskyUser.Read.All": "d04bb851-cb7c-4146-97c7-ca3e71baf56c",
    "Organization.Read.All": "4908d5b9-3fb2-4b1e-9336-1888b7937185",
    "Policy.Read.All": "572fea84-0151-49b2-9301-11cb16974376",
    "PrivilegedEligibilitySchedule.Read.AzureADGroup": "8f44f93d-ecef-46ae-a9bf-338508d44d6b",
    "RoleManagement.Read.All": "48fec646-b2ba-4019-8681-8eb31435aded",
    "RoleManagement.Read.Directory": "741c54c3-0c1e-44a1-818b-3f97ab4e8c83",
    "SecurityAlert.Read.All": "bc257fb8-46b4-4b15-8713-01e91bfbe4ea",
    "SecurityEvents.Read.All": "64733abd-851e-478a-bffb-e47a14b18235",
    "SecurityIncident.Read.All": "b9abcc4f-94fc-4457-9141-d20ce80ec952",
    "ServiceHealth.Read.All": "55896846-df78-47a7-aa94-8d3d4442ca7f",
    "ServiceMessage.Read.All": "eda39fa6-f8cf-4c3c-a909-432c683e4c9b",
    "SharePointTenantSettings.Read.All": "2ef70e10-5bfd-4ede-a5f6-67720500b258",
    "Sites.Read.All": "205e70e5-aba6-4c52-a976-6d2d46c48043",
    "User.Read.All": "a154be20-db9c-4678-8ab7-66f6cc099a59",
}
"""The ids of Graph's delegated permissions; a permission that isn't here has none that is known."""

WIDER = {
    "GroupSettings.Read.All": "Directory.Read.All",
    "LicenseAssignment.Read.All": "Directory.Read.All",
}
"""What a person grants instead, where the pages of the paths accept a wider permission."""

DEFENDER = "fc780465-2017-40d4-a0c5-307022471b92"
"""The app id of WindowsDefenderATP, which is Defender for Endpoint."""

OTHER_SCOPES = {
    EXCHANGE_APP: (
        "00000002-0000-0ff1-ce00-000000000000",
        "ab4f2b77-0b06-4fc1-a9de-02113fc2ab7c",
        "Exchange.Manage",
    ),
    SHAREPOINT_APP: (
        "00000003-0000-0ff1-ce00-000000000000",
        "56680e0d-d2a3-4ae1-80d8-3c4f2100e3d0",
        "AllSites.FullControl",
    ),
    ALERTS_APP: (DEFENDER, "b2069dc0-9fe9-4e6d-9aca-ccf3dd503819", "Alert.Read"),
    MACHINES_APP: (DEFENDER, "fbd3d33a-b1f5-4573-906c-51b39682fbcf", "Machine.Read"),
    VULNERABILITIES_APP: (DEFENDER, "63a677ce-818c-4409-9d12-5c6d2e2a6bfe", "Vulnerability.Read"),
}
"""Resource, id and name of the delegated permission in the place of each application permission."""

TEAMS_SCOPE = (TEAMS_AUDIENCE, "e60370c1-e451-437e-aa6e-d76df38e5f15", "user_impersonation")
"""What Teams' configuration needs beside the role: it stands for it, for the role itself is no permission."""

AZURE_SCOPE = (
    "797f4846-ba00-4fd7-ba43-dac1f8f63013",
    "41094075-9dad-400e-a0bd-54e686782033",
    "user_impersonation",
)
"""What reading Azure (*Windows Azure Service Management API*) needs beside the person's Azure role."""


def scopes(permissions: tuple[str, ...]) -> dict[str, dict[str, None]]:
    """The ids of the delegated permissions, by the app id of their resource; Graph's under its own."""
    found: dict[str, dict[str, None]] = {}
    for name in permissions:
        if name in OTHER_SCOPES:
            found.setdefault(OTHER_SCOPES[name][0], {})[OTHER_SCOPES[name][1]] = None
        elif name == GLOBAL_READER:
            found.setdefault(TEAMS_SCOPE[0], {})[TEAMS_SCOPE[1]] = None
        elif is_action(name):
            found.setdefault(AZURE_SCOPE[0], {})[AZURE_SCOPE[1]] = None
        elif (wanted := WIDER.get(name, name)) in SCOPES:
            found.setdefault("00000003-0000-0000-c000-000000000000", {})[SCOPES[wanted]] = None
    return found
