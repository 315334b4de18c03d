"""Roles that nobody uses."""

from collections.abc import Iterator

from plugins.aws.settings.iam import Role
from scanner import (
    AsOf,
    DeclaredBreakGlass,
    Fail,
    Limits,
    NotApplicable,
    Pass,
    Reading,
    Severity,
    Verdict,
    check,
)

MANAGED = ("/aws-service-role/", "/aws-reserved/")
"""Paths of roles that a service or IAM Identity Center made; they are removed there."""


@check("aws.iam.unused-roles", severity=Severity.MEDIUM, signals=["aws.unused"], assets=["cloud"])
def unused_roles(
    role: Role, limits: Limits, now: AsOf, emergency: Reading[DeclaredBreakGlass]
) -> Iterator[Verdict]:
    """No role lies unused.

    A role keeps its rights after the system or the contractor that it was made for has gone, and
    whoever is still trusted can take it on. Never used counts from the day it was made.

    ## Remediation
    Delete the role. Declare a role for emergencies under break_glass_accounts.
    """
    days = limits["unused_days"]
    idle = (now.time - max(role.created, role.last_used or role.created)).days
    if role.path.startswith(MANAGED):
        yield NotApplicable(role, "a service of AWS made the role and removes it")
    elif any(one.account == role.arn for one in emergency.items):
        yield NotApplicable(role, "declared for emergencies")
    elif idle > days:
        yield Fail(role, "unused for {idle} days, more than {days}", idle=idle, days=days)
    else:
        yield Pass(role, "last used or made {idle} days ago", idle=idle)
