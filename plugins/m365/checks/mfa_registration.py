"""A second factor for everybody, before it is asked for."""

from collections.abc import Iterator, Sequence

from plugins.m365.settings.accounts import UserAccount
from plugins.m365.settings.mfa_registration import MfaRegistration
from scanner import Fail, NotApplicable, Pass, Reason, Resource, Severity, Unknown, Verdict, check

ACCOUNTS = Resource("microsoft.graph.user", "users", "users")


@check("m365.mfa.registered", severity=Severity.MEDIUM, assets=["terminal"])
def registered(
    accounts: Sequence[UserAccount], registrations: Sequence[MfaRegistration]
) -> Iterator[Verdict]:
    """Everybody who can sign in has registered a second factor.

    Whoever has none yet registers one at the next sign-in; and if somebody else has the password, that is
    who registers it.

    ## Remediation
    Let the person register a method in the office (*Security info*), with a *Temporary Access Pass* if need
    be, or block the sign-in of the account.
    """
    known = {one.id: one for one in registrations}
    members = [one for one in accounts if one.enabled and not one.guest]
    weak = [known[one.id] for one in members if one.id in known and not known[one.id].capable]
    missing = sum(1 for one in members if one.id not in known)
    yield from map(_weak, weak)
    if missing:
        template = "accounts that are not in the report on registered methods: {count}"
        yield Unknown(ACCOUNTS, Reason.UNSUPPORTED, template, count=missing)
    if not members:
        yield NotApplicable(ACCOUNTS, "nobody can sign in")
    elif not weak and not missing:
        yield Pass(ACCOUNTS, "accounts with a second factor: {count}", count=len(members))


def _weak(one: MfaRegistration) -> Verdict:
    account = Resource("microsoft.graph.user", one.id, one.principal_name)
    if one.administrator:
        return Fail(account, "an administrator has registered no second factor")
    return Fail(account, "no second factor is registered")
