"""Reads accounts with their last use, and guests with their sponsors: lists alone, no call per person."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import USERS, USERS_WITH_ACTIVITY
from plugins.m365.settings.accounts import Guest, UserAccount
from scanner import Mapped, collector

ACTIVITY = "$select=id,userPrincipalName,accountEnabled,userType,createdDateTime,signInActivity&$top=500"
"""500 is the largest page with signInActivity: learn.microsoft.com/graph/api/user-list."""
GUESTS = (
    "$filter=userType%20eq%20'Guest'&$select=id,userPrincipalName,accountEnabled"
    "&$expand=sponsors($select=id)&$top=999"
)

KINDS = ("Member", "Guest", None)


@collector(*USERS_WITH_ACTIVITY.permissions)
async def accounts(graph: M365Connection) -> AsyncIterator[UserAccount]:
    return Mapped(account, graph.rows(USERS_WITH_ACTIVITY, ACTIVITY))


def account(row: Answer) -> UserAccount:
    """Read an account; whoever never signed in has no signInActivity."""
    if (kind := row.text_or_none("userType")) not in KINDS:
        raise row.wrong("userType", "not a kind that is known")
    activity = row.child_or_none("signInActivity")
    return UserAccount(
        id=row.text("id"),
        principal_name=row.text("userPrincipalName"),
        enabled=row.flag("accountEnabled"),
        guest=kind == "Guest",
        created=row.time_or_none("createdDateTime"),
        last_use=None if activity is None else activity.time_or_none("lastSuccessfulSignInDateTime"),
    )


@collector(*USERS.permissions)
async def guests(graph: M365Connection) -> AsyncIterator[Guest]:
    return Mapped(guest, graph.rows(USERS, GUESTS))


def guest(row: Answer) -> Guest:
    """Read a guest with the number of sponsors."""
    return Guest(
        id=row.text("id"),
        principal_name=row.text("userPrincipalName"),
        enabled=row.flag("accountEnabled"),
        sponsors=len(row.needed_children("sponsors")),
    )
