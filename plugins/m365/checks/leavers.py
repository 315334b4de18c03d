"""Accounts of people who have left."""

from collections.abc import Iterator, Sequence

from plugins.m365.settings.accounts import UserAccount
from scanner import DeclaredLeaver, Fail, NotApplicable, Pass, Resource, Severity, Verdict, check

LEAVERS = Resource("microsoft.graph.user", "leavers", "leavers")


@check("m365.accounts.leavers", severity=Severity.HIGH, signals=["m365.stale"], partial="universal")
def leavers(accounts: Sequence[UserAccount], declared: Sequence[DeclaredLeaver]) -> Iterator[Verdict]:
    """Nobody who has left can sign in.

    An account that outlives its holder's work opens the municipality's mail and files to somebody who no
    longer belongs to it, or to whoever finds the password. That it is still used makes it worse, not better.

    ## Remediation
    Block the sign-in of the account, revoke its sessions, and delete it once its files were handed over.
    Bring `leavers` in `records/declarations.yaml` up to date from the personnel list at every retirement and
    transfer.
    """
    left = {one.account.casefold() for one in declared}
    found = [one for one in accounts if not left.isdisjoint(_names(one))]
    able = [one for one in found if one.enabled]
    yield from (Fail(one, "the holder has left, and the account can still sign in") for one in able)
    if not declared:
        yield NotApplicable(LEAVERS, "nobody is declared to have left")
    elif not able:
        template = (
            "of {count} people who have left, none can sign in; {off} accounts are blocked, the others gone"
        )
        yield Pass(LEAVERS, template, count=len(left), off=len(found))


def _names(account: UserAccount) -> set[str]:
    """What a list may call the account by; a guest also by the mail address in its name.

    Source: learn.microsoft.com/entra/external-id/user-properties, ``john_contoso.com#EXT#@…``.
    """
    name = account.principal_name.casefold()
    user, _, domain = name.partition("#ext#")[0].rpartition("_")
    return {account.id.casefold(), name, f"{user}@{domain}" if "#ext#" in name else name}
