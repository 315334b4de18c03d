"""Whether an account is still used."""

from datetime import timedelta

from plugins.m365.settings.accounts import UserAccount
from scanner import AsOf


def is_unused(account: UserAccount, as_of: AsOf, days: int) -> bool:
    """True if an enabled account was neither used nor created within so many days."""
    recent = as_of.time - timedelta(days=days)
    return account.enabled and max(account.created, account.last_use or account.created) < recent


def idle_days(account: UserAccount, as_of: AsOf) -> int:
    """For how many days the account has not been used; counted from its creation if it never was."""
    return (as_of.time - (account.last_use or account.created)).days
