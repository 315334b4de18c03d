"""Emergency accounts: the way back in."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.administrators import ROLE, everybody, is_named
from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.administrators import AssignedPeople
from plugins.m365.settings.pim import RoleInstance
from scanner import DeclaredBreakGlass, Fail, Pass, Severity, Verdict, check

KINDS = ("Assigned", "Activated")
NEEDED = 2  # learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access


@check("m365.roles.emergency", severity=Severity.MEDIUM, assets=["terminal"])
def emergency_accounts(
    assigned: Sequence[AssignedPeople],
    instances: Sequence[RoleInstance],
    break_glass: Sequence[DeclaredBreakGlass],
) -> Iterator[Verdict]:
    """Two emergency accounts can get into the tenant when nobody else can.

    A policy with a mistake in it, an outage of multi-factor authentication or a lost telephone shuts out
    every administrator at once. An emergency account that is switched off, synchronised, or has to activate
    its role first is shut out with them.

    ## Remediation
    Keep two accounts of the cloud alone that hold *Global Administrator* permanently and sign in with a
    security key. Name them under `break_glass_accounts` in `records/declarations.yaml`.
    """
    names = [one.account for one in break_glass]
    if strange := sorted({one.kind for one in instances} - set(KINDS)):
        yield unknown_value(ROLE, "assignmentType", ", ".join(strange))
        return
    activated = {one.principal for one in instances if one.kind != "Assigned"}
    named = [one for one in everybody(assigned, ()) if is_named(one, names) and one.id not in activated]
    able = [one for one in named if one.enabled and one.standing and not one.synced]
    verdict = Pass if len(able) >= NEEDED else Fail
    template = "emergency accounts that can get in: {count}; needed: {min}"
    yield verdict(ROLE, template, count=len(able), min=NEEDED)
