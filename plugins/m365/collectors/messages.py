"""Reads the posts of the message center."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import SERVICE_MESSAGES
from plugins.m365.rules.markup import plain
from scanner import Mapped, Notice, collector

FIELDS = (
    "$select=id,title,services,category,isMajorChange,actionRequiredByDateTime,startDateTime,endDateTime,"
    "lastModifiedDateTime,body"
)


@collector(*SERVICE_MESSAGES.permissions)
async def messages(graph: M365Connection) -> AsyncIterator[Notice]:
    return Mapped(message, graph.rows(SERVICE_MESSAGES, FIELDS))


def message(row: Answer) -> Notice:
    """One post (learn.microsoft.com/graph/api/resources/serviceupdatemessage)."""
    return Notice(
        id=row.text("id"),
        title=row.text("title"),
        services=tuple(sorted(row.texts("services"))),
        category=row.text("category").casefold(),  # the page's sample writes StayInformed
        major=row.flag("isMajorChange"),
        act_by=row.time_or_none("actionRequiredByDateTime"),
        starts=row.time_or_none("startDateTime"),
        ends=row.time_or_none("endDateTime"),
        modified=row.time("lastModifiedDateTime"),
        text=plain(row.child("body").text("content")),
    )
