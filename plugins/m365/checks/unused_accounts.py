"""Accounts that nobody uses."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.activity import idle_days, is_unused
from plugins.m365.settings.accounts import UserAccount
from scanner import (
    AsOf,
    DeclaredBreakGlass,
    Fail,
    Limits,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Resource,
    Severity,
    Unknown,
    Verdict,
    check,
)

ACCOUNTS = Resource("microsoft.graph.user", "users", "users")
UNUSED = "unused for {days} days; more than {max} are not allowed"


@check("m365.accounts.used", severity=Severity.MEDIUM, partial="universal")
def used(
    accounts: Sequence[UserAccount],
    break_glass: Reading[DeclaredBreakGlass],
    as_of: AsOf,
    limits: Limits,
) -> Iterator[Verdict]:
    """Every account that can sign in is used.

    Nobody misses an account that nobody uses: whoever takes it over goes unnoticed. Often its holder
    has left or moved.

    ## Remediation
    Block the sign-in of the account, and delete it when nobody has asked for it. Name emergency accounts
    under `break_glass_accounts` in `records/declarations.yaml`: they are meant to lie unused.
    """
    emergency = {one.account.casefold() for one in break_glass.items}
    days = limits["unused_days"]
    members = [one for one in accounts if not one.guest]
    unused = [one for one in members if is_unused(one, as_of, days) and not emergency & _names(one)]
    for one in unused:
        idle = idle_days(one, as_of)
        if break_glass.complete:
            yield Fail(one, UNUSED, days=idle, max=days)
        else:
            template = "unused for {days} days; whether it is an emergency account is not declared"
            yield Unknown(one, Reason.UNDECLARED, template, days=idle)
    if not unused:
        yield Pass(
            ACCOUNTS, "{count} accounts, none unused for more than {max} days", count=len(members), max=days
        )


def _names(account: UserAccount) -> set[str]:
    return {account.id.casefold(), account.principal_name.casefold()}


@check("m365.guests.used", severity=Severity.MEDIUM, signals=["m365.guest"], partial="universal")
def guests_used(accounts: Sequence[UserAccount], as_of: AsOf, limits: Limits) -> Iterator[Verdict]:
    """Every guest who can sign in does.

    A guest belongs to another organisation, which doesn't say when the person leaves. One who no longer
    comes needs no access.

    ## Remediation
    Ask the guest's sponsor, and delete the guest if the work has ended.
    """
    days = limits["unused_days"]
    guests = [one for one in accounts if one.guest and one.enabled]
    unused = [one for one in guests if is_unused(one, as_of, days)]
    yield from (Fail(one, UNUSED, days=idle_days(one, as_of), max=days) for one in unused)
    if not guests:
        yield NotApplicable(ACCOUNTS, "no guest can sign in")
    elif not unused:
        yield Pass(
            ACCOUNTS, "{count} guests, none unused for more than {max} days", count=len(guests), max=days
        )
