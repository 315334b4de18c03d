"""Reads who holds Global Administrator, or may activate it: directly, through a group, through PIM."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.collectors.exclusions import is_account
from plugins.m365.collectors.licensed import rows_if_licensed
from plugins.m365.collectors.roles import holder as principal
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import (
    GROUP_ELIGIBILITIES,
    GROUP_MEMBERS,
    ROLE_ASSIGNMENTS,
    ROLE_ELIGIBILITIES,
    USER,
)
from plugins.m365.failures import malformed
from plugins.m365.rules.plans import ENTRA_P2
from plugins.m365.settings.administrators import (
    GLOBAL_ADMINISTRATOR,
    AssignedPeople,
    EligiblePeople,
    Person,
    RoleEligibility,
)
from plugins.m365.settings.plans import Sku
from plugins.m365.settings.roles import Holder, RoleAssignment
from scanner import Reading, collector

FIELDS = "$select=id,userPrincipalName,userType,accountEnabled,onPremisesSyncEnabled"
PEOPLE = (*GROUP_MEMBERS.permissions, *GROUP_ELIGIBILITIES.permissions)


@collector(*ROLE_ELIGIBILITIES.permissions)
async def eligibilities(skus: Reading[Sku], graph: M365Connection) -> AsyncIterator[RoleEligibility]:
    async for row in rows_if_licensed(graph, ROLE_ELIGIBILITIES, "$expand=principal", ENTRA_P2, skus):
        yield RoleEligibility(
            id=row.text("id"),
            role=row.text("roleDefinitionId"),
            scope=row.text("directoryScopeId"),
            principal=row.text("principalId"),
            holder=principal(row.child_or_none("principal")),
            end=row.time_or_none("endDateTime"),
        )


@collector(*PEOPLE)
async def assigned_people(
    assignment: RoleAssignment, skus: Reading[Sku], graph: M365Connection
) -> AsyncIterator[AssignedPeople]:
    if assignment.role == GLOBAL_ADMINISTRATOR:
        found = await people(assignment.holder, skus, graph)
        yield AssignedPeople(assignment=assignment, people=found)


@collector(*PEOPLE)
async def eligible_people(
    eligibility: RoleEligibility, skus: Reading[Sku], graph: M365Connection
) -> AsyncIterator[EligiblePeople]:
    if eligibility.role == GLOBAL_ADMINISTRATOR:
        found = await people(eligibility.holder, skus, graph)
        yield EligiblePeople(eligibility=eligibility, people=found)


async def people(holder: Holder | None, skus: Reading[Sku], graph: M365Connection) -> tuple[Person, ...]:
    """Resolve a holder; a group into its members and those who may become members.

    Raises *malformed* for a holder that isn't shown: who that is can't be told.
    """
    group = shown(holder)
    if group.kind != "group":
        return await direct(group, graph)
    found = {one.id: one for one in [one async for one in eligible_members(group, skus, graph)]}
    found |= {one.id: one for one in [one async for one in members(group, graph)]}
    return tuple(found[key] for key in sorted(found))


def shown(holder: Holder | None) -> Holder:
    """Insist on a holder that the answer shows."""
    if holder is None:
        raise malformed(ROLE_ASSIGNMENTS, "principal: not shown")
    return holder


async def direct(holder: Holder, graph: M365Connection, *, standing: bool = True) -> tuple[Person, ...]:
    """Resolve a holder that isn't a group; nobody if it has been deleted meanwhile."""
    if holder.kind not in ("user", "servicePrincipal"):
        raise malformed(ROLE_ASSIGNMENTS, f"principal: {holder.kind}, not a kind that is known")
    if holder.kind != "user":
        return (robot(holder.id, holder.kind, standing=standing),)
    row = await graph.one_or_none(USER, FIELDS, id=holder.id)
    return () if row is None else (user(row, standing=standing),)


async def members(group: Holder, graph: M365Connection, *, standing: bool = True) -> AsyncIterator[Person]:
    """Read the members of a group, nested ones included."""
    async for row in graph.rows(GROUP_MEMBERS, f"{FIELDS}&$top=999", id=group.id):
        if is_account(row):
            is_user = row.text("@odata.type") == "#microsoft.graph.user"
            other = robot(row.text("id"), "servicePrincipal", standing=standing)
            yield user(row, standing=standing) if is_user else other


async def eligible_members(group: Holder, skus: Reading[Sku], graph: M365Connection) -> AsyncIterator[Person]:
    """Read who may activate a membership.

    Fields: learn.microsoft.com/graph/api/resources/privilegedaccessgroupeligibilityscheduleinstance.
    """
    query = f"$filter=groupId%20eq%20'{group.id}'&$expand=principal"
    async for row in rows_if_licensed(graph, GROUP_ELIGIBILITIES, query, ENTRA_P2, skus):
        if (access := row.text("accessId")) not in ("owner", "member"):
            raise row.wrong("accessId", "not a kind of access that is known")
        if access == "owner":
            continue
        found = shown(principal(row.child_or_none("principal")))
        if found.kind == "group":
            async for one in members(found, graph, standing=False):
                yield one
        else:
            for one in await direct(found, graph, standing=False):
                yield one


def user(row: Answer, *, standing: bool) -> Person:
    """Read a user; onPremisesSyncEnabled is null for an account of the cloud."""
    return Person(
        id=row.text("id"),
        kind="user",
        principal_name=row.text("userPrincipalName"),
        enabled=row.flag("accountEnabled"),
        user_type=row.text_or_none("userType"),
        synced=row.flag_or_none("onPremisesSyncEnabled") or False,
        standing=standing,
    )


def robot(id: str, kind: str, *, standing: bool) -> Person:
    """Describe what isn't a user."""
    return Person(
        id=id, kind=kind, principal_name=None, enabled=None, user_type=None, synced=False, standing=standing
    )
