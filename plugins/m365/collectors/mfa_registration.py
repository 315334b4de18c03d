"""Reads who has registered a second factor, in one report."""

from collections.abc import AsyncIterator

from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import MFA_REGISTRATIONS
from plugins.m365.settings.mfa_registration import MfaRegistration
from scanner import collector


@collector(*MFA_REGISTRATIONS.permissions)
async def registrations(graph: M365Connection) -> AsyncIterator[MfaRegistration]:
    async for row in graph.rows(MFA_REGISTRATIONS):  # the report takes neither $select nor $top
        yield MfaRegistration(
            id=row.text("id"),
            principal_name=row.text("userPrincipalName"),
            administrator=row.flag("isAdmin"),
            capable=row.flag("isMfaCapable"),
        )
