"""Global Administrators: how many, what kind of account, and whether they are registered."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.administrators import ROLE, account, everybody, is_named
from plugins.m365.settings.administrators import AssignedPeople, EligiblePeople, Person
from scanner import (
    DeclaredAdministrator,
    DeclaredBreakGlass,
    Fail,
    Limits,
    NotApplicable,
    Pass,
    Reason,
    Severity,
    Unknown,
    Verdict,
    check,
)

SIGNALS = ["m365.roles"]


@check("m365.roles.enough", severity=Severity.MEDIUM, signals=SIGNALS, partial="existence")
def enough(
    assigned: Sequence[AssignedPeople], eligible: Sequence[EligiblePeople], limits: Limits
) -> Iterator[Verdict]:
    """There are enough Global Administrators that no single person is indispensable.

    With one administrator, an absence or a lost authenticator locks the municipality out of its own
    tenant. An account that is switched off, and one of an application, helps nobody then.

    ## Remediation
    Give the role *Global Administrator* to a second registered person, or to an emergency account.
    """
    able = [one for one in everybody(assigned, eligible) if one.enabled]
    fewest = limits["global_administrators_min"]
    verdict = Pass if len(able) >= fewest else Fail
    template = "{count} people can administer the tenant; at least {min} are needed"
    yield verdict(ROLE, template, count=len(able), min=fewest)


@check("m365.roles.few", severity=Severity.HIGH, signals=SIGNALS, partial="universal")
def few(
    assigned: Sequence[AssignedPeople], eligible: Sequence[EligiblePeople], limits: Limits
) -> Iterator[Verdict]:
    """Few accounts hold Global Administrator.

    The role can read and change everything. Each further holder, also one who would have to activate
    the role or gets it through a group, is one more password that opens the whole tenant.

    ## Remediation
    Take the role *Global Administrator* away from whoever can do the work with a narrower one, for
    example *User Administrator* or *Exchange Administrator*.
    """
    found, most = everybody(assigned, eligible), limits["global_administrators_max"]
    verdict = Pass if len(found) <= most else Fail
    yield verdict(ROLE, "{count} accounts hold the role; at most {max} may", count=len(found), max=most)


@check("m365.roles.cloud-only", severity=Severity.HIGH, signals=SIGNALS, partial="universal")
def cloud_only(assigned: Sequence[AssignedPeople], eligible: Sequence[EligiblePeople]) -> Iterator[Verdict]:
    """Global Administrators use accounts of this tenant's cloud alone.

    An account that is synchronised from an on-premises directory falls with that directory, and a
    guest's account with somebody else's tenant.

    ## Remediation
    Create an account for administration that exists in Microsoft Entra ID alone, give it the role, and
    take the role away from the synchronised account or the guest.
    """
    found = everybody(assigned, eligible)
    yield from map(_origin, found)
    if not found:
        yield NotApplicable(ROLE, "nobody holds the role")


def _origin(person: Person) -> Verdict:
    subject = account(person)
    if person.synced:
        return Fail(subject, "the account is synchronised from an on-premises directory")
    if person.user_type == "Guest":
        return Fail(subject, "the account is a guest's: it belongs to another tenant")
    if person.kind == "user" and person.user_type != "Member":
        return Unknown(subject, Reason.MALFORMED, "what kind of user this is can't be told")
    if person.kind not in ("user", "servicePrincipal"):
        return Unknown(
            subject, Reason.MALFORMED, "what kind of account {kind} is can't be told", kind=person.kind
        )
    return Pass(subject, "the account exists in the cloud alone")


@check("m365.roles.registered", severity=Severity.HIGH, signals=SIGNALS)
def registered(
    assigned: Sequence[AssignedPeople],
    eligible: Sequence[EligiblePeople],
    administrators: Sequence[DeclaredAdministrator],
    break_glass: Sequence[DeclaredBreakGlass],
) -> Iterator[Verdict]:
    """Every Global Administrator is on the register of administrators.

    Whoever isn't on the register was never appointed, or should have lost the right when the
    appointment ended.

    ## Remediation
    Take the role away from the account, or appoint its holder and name the account under
    `administrators` (an emergency account under `break_glass_accounts`) in `records/declarations.yaml`.
    """
    names = [one.account for one in administrators] + [one.account for one in break_glass]
    found = everybody(assigned, eligible)
    for one in found:
        if is_named(one, names):
            yield Pass(account(one), "the account is on the register")
        else:
            yield Fail(account(one), "holds Global Administrator and is not on the register")
    if not found:
        yield NotApplicable(ROLE, "nobody holds the role")
