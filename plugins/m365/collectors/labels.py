"""Reads sensitivity labels."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import SENSITIVITY_LABELS
from plugins.m365.settings.labels import Label
from scanner import collector


@collector(*SENSITIVITY_LABELS.permissions)
async def labels(graph: M365Connection) -> AsyncIterator[Label]:
    async for row in graph.rows(SENSITIVITY_LABELS):
        yield label(row)
        for inner in row.children("sublabels"):
            yield label(inner)


def label(row: Answer) -> Label:
    """Read a label; sublabels come inside their parent."""
    return Label(id=row.text("id"), name=row.text("name"), protected=row.flag("hasProtection"))
