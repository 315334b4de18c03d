"""Guests."""

from collections.abc import Iterator

from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.authorization import Authorization
from scanner import Fail, Pass, Severity, Verdict, check

INVITERS = ("adminsAndGuestInviters", "none")
ANYBODY = ("everyone", "adminsGuestInvitersAndAllMembers")
RESTRICTED = ("10dae51f-b6af-4016-8d66-8c2a99b929b3", "2af84b1e-32c8-42b7-82bc-daa82404023b")
AS_MEMBER = "a0b1b346-4d3e-4e8b-98f8-753987be4970"


@check("m365.guests.invitations", severity=Severity.MEDIUM, signals=["m365.guest"])
def invitations(setting: Authorization) -> Iterator[Verdict]:
    """Only administrators and named inviters can invite guests.

    A guest is an account in the tenant. Where everybody can invite, nobody knows who the guests are and why.

    ## Remediation
    Entra admin center, *External Identities > External collaboration settings > Guest invite settings*:
    *Only users assigned to specific admin roles can invite guest users*, or stricter.
    """
    if setting.invites_from in INVITERS:
        yield Pass(setting, "invitations are left to {who}", who=setting.invites_from)
    elif setting.invites_from in ANYBODY:
        yield Fail(setting, "guests can be invited by {who}", who=setting.invites_from)
    else:
        yield unknown_value(setting, "allowInvitesFrom", setting.invites_from)


@check("m365.guests.role", severity=Severity.MEDIUM, signals=["m365.guest"])
def role(setting: Authorization) -> Iterator[Verdict]:
    """Guests see less of the directory than members.

    With a member's rights a guest can list every person, group and section of the municipality.

    ## Remediation
    Entra admin center, *External Identities > External collaboration settings > Guest user access*:
    limited access, or restricted to their own objects.
    """
    if setting.guest_role.casefold() in RESTRICTED:
        yield Pass(setting, "guests have limited access to the directory")
    elif setting.guest_role.casefold() == AS_MEMBER:
        yield Fail(setting, "guests have the same access to the directory as members")
    else:
        yield unknown_value(setting, "guestUserRoleId", setting.guest_role)
