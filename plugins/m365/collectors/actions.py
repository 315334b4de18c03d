"""Reads who changed what in the directory."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import DIRECTORY_AUDITS
from scanner import Action, Mapped, Window, collector

SECONDS = "%Y-%m-%dT%H:%M:%SZ"


@collector(*DIRECTORY_AUDITS.permissions)
async def actions(window: Window, graph: M365Connection) -> AsyncIterator[Action]:
    start, end = (moment.strftime(SECONDS) for moment in (window.start, window.end))
    asked = f"$filter=activityDateTime ge {start} and activityDateTime le {end} and result eq 'success'"
    return Mapped(action, graph.rows(DIRECTORY_AUDITS, asked))


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


def _name(who: Answer) -> str:
    """The account's id, or the app's: names of people stay where they are."""
    return who.text_or_none("id") or who.text_or_none("appId") or who.text_or_none("servicePrincipalId") or ""
