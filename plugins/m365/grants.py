"""The least grant for the app that reads the tenant, ready to apply: an app manifest, Terraform.

Neither holds nor makes a secret: the municipality adds its certificate to the app by itself. The
manifest asks for consent, which an administrator gives; Terraform gives it, as it is applied.

Sources: learn.microsoft.com/graph/api, resources application, requiredResourceAccess and
resourceAccess; Terraform registry, provider hashicorp/azuread 3.x, data source
azuread_service_principal (`app_role_ids`), resources azuread_application,
azuread_service_principal, azuread_app_role_assignment.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from plugins.m365.endpoint import (
    ALERTS_APP,
    EXCHANGE_APP,
    GLOBAL_READER,
    MACHINES_APP,
    SHAREPOINT_APP,
    VULNERABILITIES_APP,
    is_action,
)
from plugins.m365.scopes import DEFENDER, scopes

APP = "TenkenReader"
DELEGATED = "T1"
AUDIENCE = "AzureADMyOrg"
"""Accounts of the municipality's own tenant alone."""
GRAPH = "00000003-0000-0000-c000-000000000000"
"""The app id of Microsoft Graph, the same in every tenant."""

EXCHANGE = "00000002-0000-0ff1-ce00-000000000000"
"""The app id of Office 365 Exchange Online."""
SHAREPOINT = "00000003-0000-0ff1-ce00-000000000000"
"""The app id of Office 365 SharePoint Online."""

APP_ROLES = {
    "AccessReview.Read.All": "d07a8cc0-3d51-4b77-b3b0-32704d1f69fa",
    "Application.Read.All": "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30",
    "CloudApp-Discovery.Read.All": "64a59178-dad3-4673-89db-84fdcd622fec",
    "AuditLog.Read.All": "b0afded3-3588-46d8-8b3d-9842eff778da",
    "DeviceManagementApps.Read.All": "7a6ee1e7-141e-4cec-ae74-d9db155731ff",
    "DeviceManagementConfiguration.Read.All": "dc377aa6-52d8-4e23-b271-2a7ae04cedf3",
    "DeviceManagementManagedDevices.Read.All": "2f51be20-0bb4-4fed-bf7b-db946066c75e",
    "GroupMember.Read.All": "98830695-27a2-44f7-8c18-0c3ebc9698f6",
    "GroupSettings.Read.All": "f3c4f514-c65a-43f5-bfce-1735872258dd",
    "LicenseAssignment.Read.All": "e2f98668-2877-4f38-a2f4-8202e0717aa1",
    "Organization.Read.All": "498476ce-e0fe-48b0-b801-37ba7e2685c6",
    "Policy.Read.All": "246dd0d5-5bd0-4def-940b-0421030a5b68",
    "PrivilegedEligibilitySchedule.Read.AzureADGroup": "edb419d6-7edc-42a3-9345-509bfdf5d87c",
    "RoleManagement.Read.Directory": "483bed4a-2ad3-4361-a73b-c83ccdbdc53c",
    "SecurityEvents.Read.All": "bf394140-e372-4bf9-a898-299cfc7564e5",
    "SensitivityLabels.Read.All": "e46a01e9-b2cf-4d89-8424-bcdc6dd445ab",
    "ServiceHealth.Read.All": "79c261e0-fe76-4144-aad5-bdc68fbe4037",
    "ServiceMessage.Read.All": "1b620472-6534-4fe6-9df2-4680e8aa28ec",
    "SharePointTenantSettings.Read.All": "83d4163d-a2d8-4d3b-9695-4ae3ca98f888",
    "User.Read.All": "df021288-bdef-4463-88db-98f22de89214",
}
"""The id of the app role behind each application permission, the same in every tenant.

Source: github.com/microsoftgraph/microsoft-graph-devx-content, permissions/new/provisioningInfo.json,
the entry of each name whose scheme is "Application".
"""


OTHERS = {
    EXCHANGE_APP: (EXCHANGE, "dc50a0fb-09a3-484d-be87-e023b12c6440"),
    SHAREPOINT_APP: (SHAREPOINT, "678536fe-1083-478a-9c59-b99265e6b0d3"),
    ALERTS_APP: (DEFENDER, "71fe6b80-7034-4028-9ed8-0f316df9c3ff"),
    MACHINES_APP: (DEFENDER, "ea8291d3-4b9a-44b5-bc3a-6cea3026dc79"),
    VULNERABILITIES_APP: (DEFENDER, "41269fc5-d04d-4bfd-bce7-43a51cea049a"),
}
"""App roles of other resources. With the first, the directory role decides what may be done; the second
allows writing too, for SharePoint has none that reads and opens the admin site; the guard keeps it reading.

Sources: learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2,
learn.microsoft.com/sharepoint/dev/solution-guidance/security-apponly-azuread; for Defender the service
principal WindowsDefenderATP as every tenant shows it.
"""
NAMES = {GRAPH: "graph", EXCHANGE: "exchange", SHAREPOINT: "sharepoint", DEFENDER: "defender"}


def manifest(permissions: Sequence[str], tier: str = "") -> str:
    """The app as Microsoft Graph's `application`, to be created (POST) or put into an app (PATCH).

    Roles of the directory and of Azure aren't part of an app: they are assigned to it. In the tier T1 a
    person signs in: the app is a public client with delegated permissions. Raises `LookupError` for a
    permission whose app role id isn't known.
    """
    if tier == DELEGATED:
        return _json(_delegated(permissions))
    access = [
        {"resourceAppId": app, "resourceAccess": [{"id": _role(one)[1], "type": "Role"} for one in names]}
        for app, names in _by_resource(permissions).items()
    ]
    return _json({"displayName": APP, "signInAudience": AUDIENCE, "requiredResourceAccess": access})


def _delegated(permissions: Sequence[str]) -> dict[str, Any]:
    access = [
        {"resourceAppId": app, "resourceAccess": [{"id": one, "type": "Scope"} for one in ids]}
        for app, ids in scopes(tuple(permissions)).items()
    ]
    return {
        "displayName": APP,
        "signInAudience": AUDIENCE,
        "isFallbackPublicClient": True,
        "requiredResourceAccess": access,
    }


def terraform(permissions: Sequence[str], tier: str = "") -> str:
    """Terraform (JSON syntax) for the app, its service principal, its app roles and its directory role.

    Ids are looked up by name in the tenant, so that a name the tenant doesn't know stops the plan. In the
    tier T1 it is the app alone: the role is the person's, who consents at sign-in.
    """
    if tier == DELEGATED:
        return _json(_delegated_app(permissions))
    resources = _by_resource(permissions)
    return _json(
        {
            "terraform": {
                "required_providers": {"azuread": {"source": "hashicorp/azuread", "version": "~> 3.0"}}
            },
            "data": {"azuread_service_principal": {NAMES[app]: {"client_id": app} for app in resources}},
            "resource": {
                "azuread_application": {"tenken": _application(resources)},
                "azuread_service_principal": {
                    "tenken": {"client_id": "${azuread_application.tenken.client_id}"}
                },
                "azuread_app_role_assignment": {
                    name.replace(".", "_"): _assignment(app, name)
                    for app, names in resources.items()
                    for name in names
                },
                **(READER if GLOBAL_READER in permissions else {}),
            },
            "output": {
                "tenant_id": {"value": "${azuread_service_principal.tenken.application_tenant_id}"},
                "client_id": {"value": "${azuread_application.tenken.client_id}"},
            },
        }
    )


def _delegated_app(permissions: Sequence[str]) -> dict[str, Any]:
    access = [
        {"resource_app_id": app, "resource_access": [{"id": one, "type": "Scope"} for one in ids]}
        for app, ids in scopes(tuple(permissions)).items()
    ]
    app = {
        "display_name": APP,
        "sign_in_audience": AUDIENCE,
        "fallback_public_client_enabled": True,
        "required_resource_access": access,
    }
    provider = {"azuread": {"source": "hashicorp/azuread", "version": "~> 3.0"}}
    return {
        "terraform": {"required_providers": provider},
        "resource": {"azuread_application": {"tenken": app}},
        "output": {"client_id": {"value": "${azuread_application.tenken.client_id}"}},
    }


READER: dict[str, Any] = {
    "azuread_directory_role": {"reader": {"display_name": GLOBAL_READER}},
    "azuread_directory_role_assignment": {
        "reader": {
            "role_id": "${azuread_directory_role.reader.template_id}",
            "principal_object_id": "${azuread_service_principal.tenken.object_id}",
        }
    },
}


def _application(resources: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    access = [
        {
            "resource_app_id": app,
            "resource_access": [{"id": _by_name(app, name), "type": "Role"} for name in names],
        }
        for app, names in resources.items()
    ]
    return {"display_name": APP, "sign_in_audience": AUDIENCE, "required_resource_access": access}


def _assignment(app: str, name: str) -> dict[str, str]:
    return {
        "app_role_id": _by_name(app, name),
        "principal_object_id": "${azuread_service_principal.tenken.object_id}",
        "resource_object_id": f"${{data.azuread_service_principal.{NAMES[app]}.object_id}}",
    }


def _by_name(app: str, name: str) -> str:
    return f'${{data.azuread_service_principal.{NAMES[app]}.app_role_ids["{name}"]}}'


def _by_resource(permissions: Sequence[str]) -> dict[str, list[str]]:
    """The app roles by the app id of their resource, Graph's first; roles of directory and Azure are none."""
    found: dict[str, list[str]] = {}
    for name in permissions:
        if name != GLOBAL_READER and not is_action(name):
            found.setdefault(_role(name)[0], []).append(name)
    return {app: found[app] for app in NAMES if app in found}


def _role(name: str) -> tuple[str, str]:
    """The resource and the id of an app role."""
    if name in OTHERS:
        return OTHERS[name]
    if name not in APP_ROLES:
        raise LookupError(f"the app role id of {name} isn't known: add it to APP_ROLES in {__name__}")
    return GRAPH, APP_ROLES[name]


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
