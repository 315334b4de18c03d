"""Reads Microsoft 365 groups with the number of their owners, in one list."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import GROUPS
from plugins.m365.settings.groups import UnifiedGroup
from scanner import Mapped, collector

UNIFIED = (
    "$filter=groupTypes/any(c:c%20eq%20'Unified')&$select=id,displayName,visibility"
    "&$expand=owners($select=id)&$top=999"
)


@collector(*GROUPS.permissions)
async def groups(graph: M365Connection) -> AsyncIterator[UnifiedGroup]:
    return Mapped(group, graph.rows(GROUPS, UNIFIED))


def group(row: Answer) -> UnifiedGroup:
    """Read a group with the number of owners."""
    return UnifiedGroup(
        id=row.text("id"),
        name=row.text("displayName"),
        visibility=row.text_or_none("visibility"),
        owners=len(row.needed_children("owners")),
    )
