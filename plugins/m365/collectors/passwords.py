"""Reads authentication methods and password protection."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import AUTHENTICATION_METHODS, GROUP_SETTINGS
from plugins.m365.settings.passwords import AuthenticationMethods, Method, PasswordRules
from scanner import collector

PASSWORD_RULES = "5cf42378-d67d-4f36-ba46-e8b86229381d"  # noqa: S105 - the id of a settings template


@collector(*AUTHENTICATION_METHODS.permissions)
async def authentication_methods(graph: M365Connection) -> AsyncIterator[AuthenticationMethods]:
    row = await graph.one(AUTHENTICATION_METHODS)
    yield AuthenticationMethods(
        migration=row.text_or_none("policyMigrationState"),
        methods=tuple(
            Method(id=one.text("id"), state=one.text("state"))
            for one in row.needed_children("authenticationMethodConfigurations")
        ),
    )


@collector(*GROUP_SETTINGS.permissions)
async def password_rules(graph: M365Connection) -> AsyncIterator[PasswordRules]:
    found = [row async for row in graph.rows(GROUP_SETTINGS) if row.text("templateId") == PASSWORD_RULES]
    yield rules(found[0]) if found else PasswordRules(custom_list=None, words=False)


def rules(row: Answer) -> PasswordRules:
    """Read the setting's names and values."""
    values = {one.text("name"): one for one in row.needed_children("values")}
    for name in ("EnableBannedPasswordCheck", "BannedPasswordList"):
        if name not in values:
            raise row.wrong("values", f"{name} missing")
    words = values["BannedPasswordList"].text_or_none("value") or ""
    return PasswordRules(
        custom_list=values["EnableBannedPasswordCheck"].text("value"), words=bool(words.strip())
    )
