"""Reads applications with their credentials, and who holds application permissions on Microsoft Graph."""

from collections.abc import AsyncIterator, Iterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import APP_ROLE_ASSIGNED_TO, APPLICATIONS, SERVICE_PRINCIPALS
from plugins.m365.failures import malformed
from plugins.m365.settings.applications import Application, Credential, EnterpriseApplication, GraphPermission
from scanner import Mapped, collector

FIELDS = "$select=id,displayName,passwordCredentials,keyCredentials&$top=999"
ENTERPRISE = (
    "$select=id,displayName,appId,servicePrincipalType,accountEnabled,appOwnerOrganizationId&$top=999"
)
GRAPH = "$filter=appId%20eq%20'00000003-0000-0000-c000-000000000000'&$select=id,appRoles"
KINDS = {"passwordCredentials": "secret", "keyCredentials": "certificate"}


@collector(*APPLICATIONS.permissions)
async def applications(graph: M365Connection) -> AsyncIterator[Application]:
    return Mapped(application, graph.rows(APPLICATIONS, FIELDS))


def application(row: Answer) -> Application:
    """Read an application with its credentials."""
    return Application(id=row.text("id"), name=row.text("displayName"), credentials=tuple(credentials(row)))


def credentials(row: Answer) -> Iterator[Credential]:
    """Read secrets and certificates."""
    for key, kind in KINDS.items():
        for one in row.needed_children(key):
            start, end = one.time_or_none("startDateTime"), one.time_or_none("endDateTime")
            yield Credential(id=one.text("keyId"), kind=kind, start=start, end=end)


@collector(*SERVICE_PRINCIPALS.permissions, *APP_ROLE_ASSIGNED_TO.permissions)
async def graph_permissions(graph: M365Connection) -> AsyncIterator[GraphPermission]:
    found = [row async for row in graph.rows(SERVICE_PRINCIPALS, GRAPH)]
    if not found:
        raise malformed(SERVICE_PRINCIPALS, "Microsoft Graph is not among the service principals")
    names = {one.text("id"): one.text_or_none("value") for one in found[0].needed_children("appRoles")}
    async for row in graph.rows(APP_ROLE_ASSIGNED_TO, "$top=999", id=found[0].text("id")):
        yield GraphPermission(
            id=row.text("id"),
            principal=row.text("principalId"),
            principal_name=row.text_or_none("principalDisplayName"),
            permission=names.get(row.text("appRoleId")),
        )


@collector(*SERVICE_PRINCIPALS.permissions)
async def enterprise_applications(graph: M365Connection) -> AsyncIterator[EnterpriseApplication]:
    return Mapped(enterprise_application, graph.rows(SERVICE_PRINCIPALS, ENTERPRISE))


def enterprise_application(row: Answer) -> EnterpriseApplication:
    """Read what stands for an application in the tenant."""
    owner = row.text_or_none("appOwnerOrganizationId")
    return EnterpriseApplication(
        id=row.text("id"),
        name=row.text("displayName"),
        app_id=row.text("appId").lower(),
        kind=row.text("servicePrincipalType"),
        enabled=row.flag("accountEnabled"),
        owner=owner and owner.lower(),
    )
