"""Reads directory roles and their active assignments."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import ROLE_ASSIGNMENTS, ROLE_DEFINITIONS
from plugins.m365.settings.roles import Holder, Role, RoleAssignment
from scanner import Mapped, collector


@collector(*ROLE_DEFINITIONS.permissions)
async def roles(graph: M365Connection) -> AsyncIterator[Role]:
    async for row in graph.rows(ROLE_DEFINITIONS, "$select=id,templateId,displayName,isBuiltIn"):
        yield Role(
            id=row.text("id"),
            template=row.text_or_none("templateId"),
            name=row.text("displayName"),
            built_in=row.flag("isBuiltIn"),
        )


@collector(*ROLE_ASSIGNMENTS.permissions)
async def assignments(graph: M365Connection) -> AsyncIterator[RoleAssignment]:
    return Mapped(assignment, graph.rows(ROLE_ASSIGNMENTS, "$expand=principal"))


def assignment(row: Answer) -> RoleAssignment:
    """Read an assignment with its holder."""
    return RoleAssignment(
        id=row.text("id"),
        role=row.text("roleDefinitionId"),
        scope=row.text("directoryScopeId"),
        principal=row.text("principalId"),
        holder=holder(row.child_or_none("principal")),
    )


def holder(row: Answer | None) -> Holder | None:
    """Read a principal; one that has been deleted, or can't be seen, comes as null."""
    if row is None:
        return None
    kind = row.text("@odata.type").removeprefix("#microsoft.graph.")
    return Holder(id=row.text("id"), kind=kind, principal_name=row.text_or_none("userPrincipalName"))
