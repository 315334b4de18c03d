"""Reads Secure Score and what the tenant marked its controls as."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import SECURE_SCORE_PROFILES, SECURE_SCORES
from plugins.m365.failures import malformed
from plugins.m365.settings.secure_score import ControlScore, ScoreProfile, SecureScore
from scanner import collector


@collector(*SECURE_SCORES.permissions)
async def secure_score(graph: M365Connection) -> AsyncIterator[SecureScore]:
    async for row in graph.rows(SECURE_SCORES, "$top=1"):  # sorted from latest to earliest; the link leads on
        yield SecureScore(
            created=row.time("createdDateTime"),
            current=points(row, "currentScore"),
            most=points(row, "maxScore"),
            controls=tuple(map(control, row.needed_children("controlScores"))),
        )
        return
    raise malformed(SECURE_SCORES, "no score has been made yet")


@collector(*SECURE_SCORE_PROFILES.permissions)
async def profiles(graph: M365Connection) -> AsyncIterator[ScoreProfile]:
    async for row in graph.rows(SECURE_SCORE_PROFILES, "$top=999"):
        yield ScoreProfile(
            id=row.text("id"),
            title=row.text("title"),
            state=state(row),
            deprecated=row.flag_or_none("deprecated") or False,
            most=points(row, "maxScore") if row.has("maxScore") else None,
        )


def control(row: Answer) -> ControlScore:
    """Read the points of one control."""
    return ControlScore(control=row.text("controlName"), score=points(row, "score"))


def points(row: Answer, key: str) -> float:
    """Read a number of points, whole or not."""
    found = row._data.get(key)  # noqa: SLF001 - Answer reads whole numbers alone
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise row.wrong(key, "not a number")
    return float(found)


def state(row: Answer) -> str | None:
    """Read what the control was last marked as; an update without a time is the oldest."""
    updates = row.children("controlStateUpdates")
    dated = [(one.text_or_none("updatedDateTime") or "", one.text("state")) for one in updates]
    return max(dated)[1] if dated else None
