"""Who escapes a policy: everybody it leaves out but the declared emergency accounts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plugins.m365.settings.conditional_access import (
    GUESTS_OR_EXTERNAL,
    Account,
    ExcludedAccount,
    ExcludedMembers,
    Policy,
)
from scanner import DeclaredBreakGlass


@dataclass(frozen=True, slots=True, order=True)
class Hole:
    """Somebody that a policy leaves out; `known` is False if it could not be read who that is."""

    kind: str
    id: str
    known: bool = True

    @property
    def label(self) -> str:
        """Kind and id in one text."""
        return f"{self.kind} {self.id}"


class Exclusions:
    """Resolves what policies leave out, down to accounts, as far as that was read."""

    def __init__(
        self,
        accounts: Iterable[ExcludedAccount],
        members: Iterable[ExcludedMembers],
        declared: Sequence[DeclaredBreakGlass],
    ) -> None:
        self._accounts = {one.user.id: one.account for one in accounts}
        self._members = {one.group.id: one.members for one in members}
        self._declared = {one.account.casefold() for one in declared}

    def holes(self, policy: Policy) -> Iterator[Hole]:
        """Everybody whom the policy leaves out, without the declared emergency accounts."""
        if (users := policy.conditions.users) is None:
            return
        for user in users.exclude_users:
            yield from self._user(user)
        for group in users.exclude_groups:
            yield from self._group(group)
        yield from (Hole("role", role) for role in users.exclude_roles)
        if users.exclude_guests is not None:
            yield Hole("guests", ", ".join(users.exclude_guests.kinds))

    def _user(self, id: str) -> Iterator[Hole]:
        if id == GUESTS_OR_EXTERNAL:
            yield Hole("guests", id)
        elif id.casefold() in self._declared:
            return
        elif id not in self._accounts:
            yield Hole("user", id, known=False)
        elif (account := self._accounts[id]) is not None:
            yield from self._account(account)

    def _group(self, id: str) -> Iterator[Hole]:
        if id not in self._members:
            yield Hole("group", id, known=False)
            return
        for account in self._members[id]:
            yield from self._account(account)

    def _account(self, account: Account) -> Iterator[Hole]:
        named = {account.id.casefold(), (account.principal_name or "").casefold()}
        if not named & self._declared:
            yield Hole("user", account.id, known=account.principal_name is not None)
