"""Reads who changed what: in the directory, and as an administrator of Exchange."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import DIRECTORY_AUDITS
from plugins.m365.endpoints_exchange import ADMIN_AUDIT, MOST, audited
from plugins.m365.failures import malformed
from scanner import Action, Window, collector

FAILED = "False"
SECONDS = "%Y-%m-%dT%H:%M:%SZ"


@collector(*DIRECTORY_AUDITS.permissions, *ADMIN_AUDIT.permissions)
async def actions(window: Window, graph: M365Connection) -> AsyncIterator[Action]:
    start, end = (moment.strftime(SECONDS) for moment in (window.start, window.end))
    asked = f"$filter=activityDateTime ge {start} and activityDateTime le {end} and result eq 'success'"
    async for row in graph.rows(DIRECTORY_AUDITS, asked):
        yield action(row)
    found = 0
    async for row in graph.searched(ADMIN_AUDIT, audited(window.start, window.end)):
        found += 1
        entry = _entry(row)
        if entry.text_or_none("ResultStatus") != FAILED:
            yield mailed(entry)
    if found >= MOST:
        raise malformed(ADMIN_AUDIT, f"{found} entries: there may be more; ask for a shorter time")


def action(row: Answer) -> Action:
    """One entry (learn.microsoft.com/graph/api/resources/directoryaudit)."""
    by = row.child("initiatedBy")
    who = by.child_or_none("user") or by.child_or_none("app")
    targets = row.children("targetResources")
    named = (one.text_or_none(key) for one in targets for key in ("id", "displayName"))
    return Action(
        id=row.text("id"),
        time=row.time("activityDateTime"),
        service=row.text_or_none("loggedByService") or "",
        operation=row.text("activityDisplayName"),
        actor=_name(who) if who else "",
        resources=tuple(dict.fromkeys(name for name in named if name)),
    )


def mailed(row: Answer) -> Action:
    """One entry (Office 365 Management Activity API schema, common schema). UserKey is the id of UserId."""
    return Action(
        id=row.text("Id"),
        time=_utc(row),
        service=row.text_or_none("Workload") or "",
        operation=row.text("Operation"),
        actor=row.text_or_none("UserKey") or "",
        resources=tuple(name for name in (row.text_or_none("ObjectId"),) if name),
    )


def _utc(row: Answer) -> datetime:
    """The schema says that the time is in UTC, and writes no zone."""
    try:
        found = datetime.fromisoformat(row.text("CreationTime"))
    except ValueError:
        raise malformed(ADMIN_AUDIT, "CreationTime: not a time") from None
    return found.replace(tzinfo=found.tzinfo or UTC)


def _entry(row: Answer) -> Answer:
    """The entry within a row: JSON within JSON."""
    try:
        found = json.loads(row.text("AuditData"))
    except ValueError:
        raise malformed(ADMIN_AUDIT, "AuditData") from None
    if not isinstance(found, dict):
        raise malformed(ADMIN_AUDIT, "AuditData")
    return Answer(found, ADMIN_AUDIT)


def _name(who: Answer) -> str:
    """The account's id, or the app's: names of people stay where they are."""
    return who.text_or_none("id") or who.text_or_none("appId") or who.text_or_none("servicePrincipalId") or ""
