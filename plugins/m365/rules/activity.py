"""Whether an account is still used."""

from collections.abc import Iterable
from dataclasses import dataclass

from plugins.m365.settings.accounts import UserAccount
from scanner import AsOf


@dataclass(frozen=True, slots=True)
class Idle:
    """An account that may lie unused: for how many days; None if that can't be told."""

    account: UserAccount
    days: int | None


def unused(accounts: Iterable[UserAccount], as_of: AsOf, days: int) -> tuple[Idle, ...]:
    """The enabled accounts that were neither used nor created within so many days."""
    found = (Idle(one, idle_days(one, as_of)) for one in accounts if one.enabled)
    return tuple(one for one in found if one.days is None or one.days > days)


def idle_days(account: UserAccount, as_of: AsOf) -> int | None:
    """For how many days the account has not been used, counted from its creation if it never was."""
    since = account.last_use or account.created
    return None if since is None else (as_of.time - since).days
