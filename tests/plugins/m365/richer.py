"""A tenant with every plan, in which much is as it should be: what the city's and the fuller tenant lack.

Answers written from documentation: those of the modules from which the parts come, and of
learn.microsoft.com/graph/api/crosstenantaccesspolicyconfigurationpartner-get,
…/graph/api/rbacapplication-list-roleassignmentscheduleinstances, …/graph/api/authorizationpolicy-get,
…/graph/api/securescorecontrolprofile-update,
…/powershell/module/exchangepowershell/get-eopprotectionpolicyrule.
"""

import copy
from typing import Any

from plugins.m365.endpoints import (
    ACCESS_REVIEW_INSTANCES,
    ACCESS_REVIEWS,
    APP_MANAGEMENT,
    AUTHENTICATION_METHODS,
    AUTHORIZATION,
    CA_POLICIES,
    CROSS_TENANT_DEFAULT,
    CROSS_TENANT_PARTNERS,
    ROLE_INSTANCES,
    SECURE_SCORE_PROFILES,
    SHAREPOINT,
    SKUS,
)
from plugins.m365.settings.administrators import GLOBAL_ADMINISTRATOR
from scanner.testing import Reply
from tests.plugins.m365.ca import LEGACY_BLOCK_CHANGES, MFA_ALL, STRENGTH
from tests.plugins.m365.fuller import replies as fuller
from tests.plugins.m365.test_access_reviews_collectors import DEFINITION, INSTANCE
from tests.plugins.m365.test_app_management import ANSWER as LIMITED

APPS = {"accessType": "blocked", "targets": [{"target": "AllApplications", "targetType": "application"}]}
PEOPLE = {"accessType": "blocked", "targets": [{"target": "AllUsers", "targetType": "user"}]}
CLOSED = {"usersAndGroups": PEOPLE, "applications": APPS}
BROWSERS = {"cloudAppSecurity": {"isEnabled": True, "cloudAppSecurityType": "blockDownloads"}}
PLANS = ("AAD_PREMIUM", "AAD_PREMIUM_P2", "INTUNE_A", "M365_ADVANCED_AUDITING", "THREAT_INTELLIGENCE")
GUESTS = {"@odata.type": "#microsoft.graph.accessReviewQueryScope", "query": "./members"}


def with_(answer: Any, changes: dict[str, Any]) -> Any:
    """The same answer with other values at dotted places, the items of a list by number."""
    made = copy.deepcopy(answer)
    for place, value in changes.items():
        *path, last = (int(key) if key.isdigit() else key for key in place.split("."))
        inner = made
        for key in path:
            inner = inner[key]
        inner[last] = value
    return made


def policies() -> list[Any]:
    """Conditional Access as it should be, a policy for each demand."""
    demands: list[dict[str, Any]] = [
        {},
        LEGACY_BLOCK_CHANGES,
        {"grantControls.builtInControls": ["compliantDevice", "domainJoinedDevice"]},
        {"grantControls.builtInControls": [], "grantControls.authenticationStrength": STRENGTH},
        {"grantControls": None, "sessionControls": BROWSERS},
    ]
    return [
        with_(MFA_ALL, {**one, "id": f"a0000000-0000-4000-8000-00000000010{number}"})
        for number, one in enumerate(demands)
    ]


def instances(kinds: tuple[str, ...]) -> list[Any]:
    """Global Administrators as PIM sees them."""
    return [
        {
            "id": f"rasi{number}",
            "principalId": f"b0000000-0000-4000-8000-00000000000{number}",
            "roleDefinitionId": GLOBAL_ADMINISTRATOR,
            "directoryScopeId": "/",
            "assignmentType": kind,
            "memberType": "Direct",
            "endDateTime": None if kind == "Assigned" else "2099-01-01T00:00:00Z",
        }
        for number, kind in enumerate(kinds, 1)
    ]


def replies() -> dict[str, Reply]:
    """Every answer of the richer tenant by its request line."""
    found = {line: reply.body for line, reply in fuller().items() if reply.status == 200}
    made = {f"GET {one.path}": answer for one, answer in _whole().items()}
    made |= {f"GET {one.path}": with_(found[f"GET {one.path}"], changes) for one, changes in _parts().items()}
    for line, answer in found.items():
        if line.endswith(("Get-EOPProtectionPolicyRule", "Get-ATPProtectionPolicyRule")):
            made[line] = with_(answer, {"value.0.State": "Enabled"})
    made[f"GET {ACCESS_REVIEW_INSTANCES.target(id='guests')}"] = {"value": [INSTANCE]}
    return fuller() | {line: Reply(200, answer) for line, answer in made.items()}


def _whole() -> dict[Any, Any]:
    review = with_(DEFINITION, {"scope": GUESTS, "settings.recurrence.range.type": "noEnd", "id": "guests"})
    review["instanceEnumerationScope"] = {"query": "/groups"}
    state = {"state": "reviewed", "updatedDateTime": "2026-04-01T00:00:00Z"}
    return {
        CA_POLICIES: {"value": policies()},
        APP_MANAGEMENT: LIMITED,
        ACCESS_REVIEWS: {"value": [DEFINITION, review]},
        CROSS_TENANT_PARTNERS: {"value": [{"tenantId": "partner", "b2bCollaborationOutbound": CLOSED}]},
        ROLE_INSTANCES: {"value": instances(("Assigned", "Activated", "Assigned"))},
        SECURE_SCORE_PROFILES: {"value": [{"id": "x", "title": "x", "controlStateUpdates": [state]}]},
    }


def _parts() -> dict[Any, Any]:
    plans = [{"servicePlanName": one, "provisioningStatus": "Success"} for one in PLANS]
    return {
        CROSS_TENANT_DEFAULT: {"tenantRestrictions": CLOSED},
        SHAREPOINT: {
            "sharingDomainRestrictionMode": "allowList",
            "sharingCapability": "externalUserSharingOnly",
        },
        AUTHENTICATION_METHODS: {"authenticationMethodConfigurations.2.state": "disabled"},
        AUTHORIZATION: {
            "allowInvitesFrom": "none",
            "defaultUserRolePermissions.permissionGrantPoliciesAssigned": [],
        },
        SKUS: {"value.0.servicePlans": plans},
    }
