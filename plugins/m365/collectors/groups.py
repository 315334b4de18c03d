"""Reads Microsoft 365 groups with their owners, and the groups that guests are in, each in one list."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import GROUPS, GUESTS_WITH_GROUPS
from plugins.m365.rules.groups import SHOWN
from plugins.m365.settings.groups import GuestGroups, UnifiedGroup
from scanner import Mapped, collector

UNIFIED = (
    "$filter=groupTypes/any(c:c%20eq%20'Unified')&$select=id,displayName,visibility"
    "&$expand=owners($select=id,department)&$top=999"
)
MEMBERSHIPS = (
    "$filter=userType%20eq%20'Guest'&$select=id,userPrincipalName,accountEnabled"
    "&$expand=memberOf($select=id)&$top=999"
)
GROUP = "#microsoft.graph.group"
OTHERS = ("#microsoft.graph.directoryRole", "#microsoft.graph.administrativeUnit")
"""What else one is a member of: learn.microsoft.com/graph/api/user-list-memberof."""


@collector(*GROUPS.permissions)
async def groups(graph: M365Connection) -> AsyncIterator[UnifiedGroup]:
    return Mapped(group, graph.rows(GROUPS, UNIFIED))


def group(row: Answer) -> UnifiedGroup:
    """Read a group with its owners; without the right permission they show their ids alone."""
    owners = row.needed_children("owners")
    sections = [(one.text_or_none("department") or "").strip() for one in owners]
    return UnifiedGroup(
        id=row.text("id"),
        name=row.text("displayName"),
        visibility=row.text_or_none("visibility"),
        owners=len(owners),
        sections=tuple(sorted({one for one in sections if one})),
        unplaced=sections.count(""),
    )


@collector(*GUESTS_WITH_GROUPS.permissions)
async def guest_groups(graph: M365Connection) -> AsyncIterator[GuestGroups]:
    return Mapped(memberships, graph.rows(GUESTS_WITH_GROUPS, MEMBERSHIPS))


def memberships(row: Answer) -> GuestGroups:
    """Read what a guest is a direct member of, as far as it is shown."""
    found = row.needed_children("memberOf")
    return GuestGroups(
        id=row.text("id"),
        principal_name=row.text("userPrincipalName"),
        enabled=row.flag("accountEnabled"),
        groups=tuple(one.text("id") for one in found if is_group(one)),
        complete=len(found) < SHOWN,
    )


def is_group(row: Answer) -> bool:
    """True for a group. Raises *malformed* for a kind that no page lists: it may be one."""
    if (kind := row.text("@odata.type")) not in (GROUP, *OTHERS):
        raise row.wrong("@odata.type", "not a kind of membership that is known")
    return kind == GROUP
