"""Reads who stands behind the ids that Conditional Access policies leave out."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import GROUP_MEMBERS, USER
from plugins.m365.failures import GoneError
from plugins.m365.settings.exclusions import (
    Account,
    ExcludedAccount,
    ExcludedGroup,
    ExcludedMembers,
    ExcludedUser,
)
from scanner import collector

ACCOUNTS, OTHERS = ("user", "servicePrincipal"), ("group", "device", "orgContact")
NAME = "$select=id,userPrincipalName"


@collector(*USER.permissions)
async def accounts(user: ExcludedUser, graph: M365Connection) -> AsyncIterator[ExcludedAccount]:
    row = await graph.one_or_none(USER, NAME, id=user.id)
    yield ExcludedAccount(user=user, account=None if row is None else account(row))


@collector(*GROUP_MEMBERS.permissions)
async def members(group: ExcludedGroup, graph: M365Connection) -> AsyncIterator[ExcludedMembers]:
    try:
        rows = [row async for row in graph.rows(GROUP_MEMBERS, f"{NAME}&$top=999", id=group.id)]
    except GoneError:
        rows = []
    yield ExcludedMembers(group=group, members=tuple(account(row) for row in rows if is_account(row)))


def is_account(row: Answer) -> bool:
    """True for a member that can sign in: not for a nested group or a device.

    Raises *malformed* for a kind of member that no page lists: it may well sign in
    (learn.microsoft.com/graph/api/group-list-transitivemembers).
    """
    kind = row.text("@odata.type").removeprefix("#microsoft.graph.")
    if kind not in (*ACCOUNTS, *OTHERS):
        raise row.wrong("@odata.type", "not a kind of member that is known")
    return kind in ACCOUNTS


def account(row: Answer) -> Account:
    """Read an account; without the right permission Graph gives the id alone."""
    return Account(id=row.text("id"), principal_name=row.text_or_none("userPrincipalName"))
