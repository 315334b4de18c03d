"""Who escapes a policy: everybody it leaves out but the declared emergency accounts."""

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.m365.settings.conditional_access import GUESTS_OR_EXTERNAL, Policy
from plugins.m365.settings.exclusions import Account, Exempted
from scanner import Fail, Reason, Unknown, Verdict


@dataclass(frozen=True, slots=True, order=True)
class Hole:
    """Somebody that a policy leaves out; `unread` says why it can't be told who that is, if it can't."""

    kind: str
    id: str
    unread: Reason | None = None

    @property
    def label(self) -> str:
        """Kind and id in one text."""
        return f"{self.kind} {self.id}"


class Exclusions:
    """Resolves what policies leave out, down to accounts, as far as that was read and declared."""

    def __init__(self, exempted: Exempted) -> None:
        self._accounts = {one.user.id: one.account for one in exempted.accounts}
        self._members = {one.group.id: one.members for one in exempted.members}
        self._declared = {name.casefold() for name in exempted.declared or ()}
        self._undeclared = Reason.UNDECLARED if exempted.declared is None else None

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
            yield Hole("user", id, Reason.DENIED)
        elif (account := self._accounts[id]) is not None:
            yield from self._account(account)

    def _group(self, id: str) -> Iterator[Hole]:
        if id not in self._members:
            yield Hole("group", id, Reason.DENIED)
            return
        for account in self._members[id]:
            yield from self._account(account)

    def _account(self, account: Account) -> Iterator[Hole]:
        named = {account.id.casefold(), (account.principal_name or "").casefold()}
        if named & self._declared:
            return
        hidden = Reason.DENIED if account.principal_name is None else None
        yield Hole("user", account.id, self._undeclared or hidden)


LEFT_OUT = {
    "user": "leaves out the account {id}, which is no declared emergency account",
    "role": "leaves out whoever holds the role {id}",
    "guests": "leaves out guests ({id})",
}


def left_out(policy: Policy, hole: Hole) -> Verdict:
    """Say who escapes a policy."""
    if hole.unread is None:
        return Fail(policy, LEFT_OUT[hole.kind], part=hole.label, id=hole.id)
    if hole.unread is Reason.UNDECLARED:
        template = (
            "leaves out {id}; name the emergency accounts under break_glass_accounts in "
            "records/declarations.yaml"
        )
        return Unknown(policy, Reason.UNDECLARED, template, part=hole.label, id=hole.id)
    return Unknown(
        policy,
        hole.unread,
        "leaves out {id}; who that is could not be read",
        part=hole.label,
        id=hole.id,
    )
