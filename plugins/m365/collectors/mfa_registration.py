"""Reads who has registered a second factor, in one report."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import MFA_REGISTRATIONS
from plugins.m365.settings.mfa_registration import MfaRegistration
from scanner import Mapped, collector


@collector(*MFA_REGISTRATIONS.permissions)
async def registrations(graph: M365Connection) -> AsyncIterator[MfaRegistration]:
    # Its page names $filter and $orderBy alone (authenticationmethodsroot-list-userregistrationdetails).
    return Mapped(registration, graph.rows(MFA_REGISTRATIONS))


def registration(row: Answer) -> MfaRegistration:
    """Read what one person has registered."""
    return MfaRegistration(
        id=row.text("id"),
        principal_name=row.text("userPrincipalName"),
        administrator=row.flag("isAdmin"),
        capable=row.flag("isMfaCapable"),
    )
