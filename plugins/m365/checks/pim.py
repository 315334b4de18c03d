"""Privileged Identity Management: roles for a time, with somebody's approval."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.administrators import is_named
from plugins.m365.rules.plans import ENTRA_P2, plan_missing
from plugins.m365.settings.administrators import AssignedPeople, RoleEligibility
from plugins.m365.settings.pim import RoleInstance, RolePolicy
from plugins.m365.settings.plans import Sku
from plugins.m365.settings.roles import Role
from scanner import (
    DeclaredBreakGlass,
    Fail,
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

SIGNALS = ["m365.pim"]
PIM = Resource("microsoft.graph.rbacApplication", "directory", "Privileged Identity Management")


@check("m365.pim.no-standing-administrator", severity=Severity.HIGH, signals=SIGNALS)
def no_standing_administrator(
    held: AssignedPeople,
    instances: Sequence[RoleInstance],
    break_glass: Sequence[DeclaredBreakGlass],
    skus: Reading[Sku],
) -> Iterator[Verdict]:
    """Nobody but the emergency accounts is a Global Administrator permanently.

    Whoever always holds the role loses it to any attacker who gets into the session. A role that has
    to be activated is there for some hours, and its use leaves a trace.

    ## Remediation
    In *Privileged Identity Management*, make the assignment *Eligible*, or give it an end. Name the
    emergency accounts under `break_glass_accounts` in `records/declarations.yaml`.
    """
    found = [one for one in instances if _is_of(one, held)]
    permanent = [one for one in found if one.end is None and one.kind == "Assigned"]
    if not found or any(one.kind not in ("Assigned", "Activated") for one in found):
        puzzle = Unknown(held, Reason.MALFORMED, "how long the role is held can't be told")
        yield (plan_missing(held, ENTRA_P2, skus) if not found else None) or puzzle
    elif permanent:
        yield _standing(held, [one.account for one in break_glass])
    else:
        yield Pass(held, "the role is held for a time")


def _is_of(instance: RoleInstance, held: AssignedPeople) -> bool:
    return (instance.role, instance.principal) == (held.assignment.role, held.assignment.principal)


def _standing(held: AssignedPeople, emergency: Sequence[str]) -> Verdict:
    others = [one for one in held.people if one.standing and not is_named(one, emergency)]
    if not others:
        return Pass(held, "only emergency accounts hold the role permanently")
    if held.assignment.holder and held.assignment.holder.kind == "group":
        template = (
            "a group holds the role permanently; whether {count} members are in it permanently can't be told"
        )
        return Unknown(held, Reason.UNSUPPORTED, template, count=len(others))
    named = ", ".join(one.principal_name or one.id for one in others)
    return Fail(held, "{who} holds the role permanently", who=named)


@check("m365.pim.approved", severity=Severity.HIGH, signals=SIGNALS)
def approved(
    eligibilities: Sequence[RoleEligibility],
    policies: Sequence[RolePolicy],
    roles: Sequence[Role],
    skus: Reading[Sku],
) -> Iterator[Verdict]:
    """Activating a role needs somebody's approval.

    Without a second person, whoever has stolen an administrator's session activates the role as well.

    ## Remediation
    In *Privileged Identity Management*, open the settings of the role, switch on *Require approval to
    activate* and choose the approvers.
    """
    names = {one.id: one.name for one in roles}
    rules = {one.role: one.approval for one in policies}
    wanted = sorted({one.role for one in eligibilities})
    for role in wanted:
        yield _approval(Resource("microsoft.graph.unifiedRoleDefinition", role, names.get(role, "")), rules)
    if not wanted:
        yield plan_missing(PIM, ENTRA_P2, skus) or NotApplicable(PIM, "nobody is eligible for a role")


def _approval(role: Resource, rules: dict[str, bool | None]) -> Verdict:
    required = rules.get(role.id)
    if required is None:
        return Unknown(role, Reason.MALFORMED, "what activating the role takes can't be told")
    if required:
        return Pass(role, "activating the role needs approval")
    return Fail(role, "activating the role needs nobody's approval")


@check("m365.pim.expires", severity=Severity.MEDIUM, signals=SIGNALS)
def expires(eligibilities: Sequence[RoleEligibility], skus: Reading[Sku]) -> Iterator[Verdict]:
    """Whoever may activate a role may do so until an end date.

    A right without end outlives the appointment it was given for; one that ends is looked at again.

    ## Remediation
    In *Privileged Identity Management*, give each eligible assignment an end, and switch off *Allow
    permanent eligible assignment* in the settings of the role.
    """
    for one in eligibilities:
        if one.end is None:
            yield Fail(one, "the eligibility has no end")
        else:
            yield Pass(one, "the eligibility ends")
    if not eligibilities:
        yield plan_missing(PIM, ENTRA_P2, skus) or NotApplicable(PIM, "nobody is eligible for a role")
