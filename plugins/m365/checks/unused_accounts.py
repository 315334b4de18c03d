"""Accounts that nobody uses."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.activity import Idle, unused
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


@check("m365.accounts.used", severity=Severity.MEDIUM, signals=["m365.stale"], partial="universal")
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
    found = [one for one in unused(members, as_of, days) if not emergency & _names(one.account)]
    for one in found:
        if break_glass.complete or one.days is None:
            yield _unused(one, days)
        else:
            template = "unused for {days} days; whether it is an emergency account is not declared"
            yield Unknown(one.account, Reason.UNDECLARED, template, days=one.days)
    if not found:
        template = "{count} accounts, none unused for more than {max} days"
        yield Pass(ACCOUNTS, template, count=len(members), max=days)


def _unused(idle: Idle, days: int) -> Verdict:
    if idle.days is None:
        template = "never used, and since when it exists is not known"
        return Unknown(idle.account, Reason.UNSUPPORTED, template)
    template = "unused for {days} days; more than {max} are not allowed"
    return Fail(idle.account, template, days=idle.days, max=days)


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
    found = unused(guests, as_of, days)
    yield from (_unused(one, days) for one in found)
    if not guests:
        yield NotApplicable(ACCOUNTS, "no guest can sign in")
    elif not found:
        template = "{count} guests, none unused for more than {max} days"
        yield Pass(ACCOUNTS, template, count=len(guests), max=days)
