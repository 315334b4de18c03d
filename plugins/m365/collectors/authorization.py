"""Reads the authorization policy and the admin consent workflow."""

from collections.abc import AsyncIterator

from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import ADMIN_CONSENT, AUTHORIZATION
from plugins.m365.settings.authorization import AdminConsent, Authorization
from scanner import collector


@collector(*AUTHORIZATION.permissions)
async def authorization(graph: M365Connection) -> AsyncIterator[Authorization]:
    row = await graph.one(AUTHORIZATION)
    users = row.child("defaultUserRolePermissions")
    yield Authorization(
        invites_from=row.text("allowInvitesFrom"),
        guest_role=row.text("guestUserRoleId"),
        grants=users.needed_texts("permissionGrantPoliciesAssigned"),
        risky_apps=row.flag_or_none("allowUserConsentForRiskyApps"),
        create_apps=users.flag("allowedToCreateApps"),
        create_tenants=users.flag_or_none("allowedToCreateTenants"),
        create_groups=users.flag("allowedToCreateSecurityGroups"),
    )


@collector(*ADMIN_CONSENT.permissions)
async def admin_consent(graph: M365Connection) -> AsyncIterator[AdminConsent]:
    row = await graph.one(ADMIN_CONSENT)
    yield AdminConsent(enabled=row.flag("isEnabled"), reviewers=len(row.children("reviewers")))
