"""Reads the default policy for credentials of applications."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import APP_MANAGEMENT
from plugins.m365.settings.app_management import AppManagement, Restriction
from scanner import collector


@collector(*APP_MANAGEMENT.permissions)
async def app_management(graph: M365Connection) -> AsyncIterator[AppManagement]:
    row = await graph.one(APP_MANAGEMENT)
    yield AppManagement(
        enabled=row.flag("isEnabled"),
        applications=restrictions(row.child_or_none("applicationRestrictions")),
        services=restrictions(row.child_or_none("servicePrincipalRestrictions")),
    )


def restrictions(row: Answer | None) -> tuple[Restriction, ...]:
    """Read the restrictions on secrets and certificates; none if nothing is configured."""
    if row is None:
        return ()
    return tuple(
        Restriction(
            kind=one.text("restrictionType"),
            state=one.text("state"),
            lifetime=one.text_or_none("maxLifetime"),
            since=one.time_or_none("restrictForAppsCreatedAfterDateTime"),
        )
        for one in (*row.children("passwordCredentials"), *row.children("keyCredentials"))
    )
