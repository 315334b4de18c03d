"""Government Cloud: people sign in through IAM Identity Center, programs take on roles."""

from collections.abc import Iterator

from plugins.aws.checks.mfa import ROOT
from plugins.aws.settings.iam import Credentials
from scanner import (
    DeclaredBreakGlass,
    Facts,
    Fail,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Severity,
    Unknown,
    Verdict,
    check,
)

FACT = "government_cloud"


@check("aws.iam.no-local-users", severity=Severity.HIGH, assets=["cloud"])
def no_local_users(
    user: Credentials, facts: Facts, emergency: Reading[DeclaredBreakGlass]
) -> Iterator[Verdict]:
    """In Government Cloud nobody has a password or an access key of the account's own.

    There people sign in through IAM Identity Center, where they are registered once, with MFA, and leave
    once. A user beside it stays when the person goes.

    ## Remediation
    Give the person a permission set in IAM Identity Center, the program a role, and delete the user. Declare
    a user for emergencies under `break_glass_accounts` in `records/declarations.yaml`.
    """
    active = [key.number for key in user.keys if key.active]
    if user.name == ROOT:
        yield NotApplicable(user, "the root user is judged by itself")
    elif FACT in facts.no:
        yield NotApplicable(user, "Government Cloud is not used")
    elif user.password is False and not active:
        yield Pass(user, "has neither password nor active access key")
    elif FACT not in facts.yes:
        template = "answer government_cloud under facts in records/declarations.yaml"
        yield Unknown(user, Reason.UNDECLARED, template)
    elif any(one.account in (user.arn, user.name) for one in emergency.items):
        yield NotApplicable(user, "declared for emergencies")
    else:
        yield from _local(user, active)


def _local(user: Credentials, active: list[int]) -> Iterator[Verdict]:
    if user.password is None:
        line = "the credential report does not say whether there is a password"
        yield Unknown(user, Reason.MALFORMED, line, part="password")
    elif user.password:
        yield Fail(user, "signs in with a password of the account's own", part="password")
    if active:
        yield Fail(user, "has {count} active access keys", part="keys", count=len(active))
