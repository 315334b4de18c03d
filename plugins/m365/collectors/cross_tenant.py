"""Reads cross-tenant access: the default and every partner."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer, is_id
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import CROSS_TENANT_DEFAULT, CROSS_TENANT_PARTNERS
from plugins.m365.settings.cross_tenant import Access, CrossTenantDefault, CrossTenantPartner, Part, Trust
from scanner import collector

TARGETS = ("AllUsers", "AllApplications", "AllMicrosoftApps", "Office365")
ACCESS = frozenset({"allowed", "blocked"})
KNOWN = (
    *("id", "displayName", "inboundTrust", "automaticUserConsentSettings", "tenantRestrictions"),
    *("b2bCollaborationInbound", "b2bCollaborationOutbound", "b2bDirectConnectInbound"),
    *("b2bDirectConnectOutbound", "m365CollaborationInbound", "m365Capabilities", "appServiceConnectInbound"),
)
OF_DEFAULT = ("isServiceDefault", "invitationRedemptionIdentityProviderConfiguration")
OF_PARTNER = (
    *("tenantId", "isServiceProvider", "isInMultiTenantOrganization", "identitySynchronization"),
    "serviceProviderConstraints",
)


@collector(*CROSS_TENANT_DEFAULT.permissions)
async def default(graph: M365Connection) -> AsyncIterator[CrossTenantDefault]:
    row = await graph.one(CROSS_TENANT_DEFAULT)
    row.knows(*KNOWN, *OF_DEFAULT)
    yield CrossTenantDefault(
        service_default=row.flag("isServiceDefault"),
        outbound=access(row.child("b2bCollaborationOutbound")),
        direct_outbound=access(row.child("b2bDirectConnectOutbound")),
        restrictions=access_or_none(row.child_or_none("tenantRestrictions")),
        trust=trust(row.child_or_none("inboundTrust")),
        unrecognised=tuple(row.strange),
    )


@collector(*CROSS_TENANT_PARTNERS.permissions)
async def partners(graph: M365Connection) -> AsyncIterator[CrossTenantPartner]:
    async for row in graph.rows(CROSS_TENANT_PARTNERS):
        row.knows(*KNOWN, *OF_PARTNER)
        yield CrossTenantPartner(
            tenant=row.text("tenantId"),
            outbound=access_or_none(row.child_or_none("b2bCollaborationOutbound")),
            direct_outbound=access_or_none(row.child_or_none("b2bDirectConnectOutbound")),
            restrictions=access_or_none(row.child_or_none("tenantRestrictions")),
            trust=trust(row.child_or_none("inboundTrust")),
            unrecognised=tuple(row.strange),
        )


def access_or_none(row: Answer | None) -> Access | None:
    """Read an access setting that may take over the default."""
    return None if row is None else access(row)


def access(row: Answer) -> Access:
    """Read an access setting; the service doesn't support `devices`."""
    row.knows("usersAndGroups", "applications")
    return Access(users=part(row.child("usersAndGroups")), applications=part(row.child("applications")))


def part(row: Answer) -> Part:
    """Read one side of it."""
    row.knows("accessType", "targets")
    targets = tuple(target(one) for one in row.needed_children("targets"))
    return Part(access=row.member("accessType", ACCESS), targets=targets)


def target(row: Answer) -> str:
    """Read whom or what a side is about, an id or a word (…/resources/crosstenantaccesspolicytarget)."""
    found = row.text("target")
    if not is_id(found) and found not in TARGETS:
        row.note("target")
    return found


def trust(row: Answer | None) -> Trust | None:
    """Read which claims of other tenants count."""
    if row is None:
        return None
    return Trust(
        mfa=row.flag_or_none("isMfaAccepted"),
        compliant_device=row.flag_or_none("isCompliantDeviceAccepted"),
        hybrid_joined_device=row.flag_or_none("isHybridAzureADJoinedDeviceAccepted"),
    )
