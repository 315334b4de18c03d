"""Reads the health of services and their issues."""

from collections.abc import AsyncIterator

from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import SERVICE_HEALTH, SERVICE_ISSUES
from plugins.m365.settings.service_health import ServiceHealth, ServiceIssue
from scanner import collector

FIELDS = (
    "$select=id,service,classification,isResolved,startDateTime,endDateTime"  # posts are long, and not judged
)


@collector(*SERVICE_HEALTH.permissions)
async def services(graph: M365Connection) -> AsyncIterator[ServiceHealth]:
    async for row in graph.rows(SERVICE_HEALTH):
        yield ServiceHealth(service=row.text("service"), status=row.text("status"))


@collector(*SERVICE_ISSUES.permissions)
async def issues(graph: M365Connection) -> AsyncIterator[ServiceIssue]:
    async for row in graph.rows(SERVICE_ISSUES, FIELDS):
        yield ServiceIssue(
            id=row.text("id"),
            service=row.text("service"),
            classification=row.text("classification").casefold(),  # the page's sample writes Incident
            resolved=row.flag("isResolved"),
            start=row.time("startDateTime"),
            end=row.time_or_none("endDateTime"),
        )
