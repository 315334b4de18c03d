"""Reads whether security defaults are on."""

from collections.abc import AsyncIterator

from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import SECURITY_DEFAULTS
from plugins.m365.settings.security_defaults import SecurityDefaults
from scanner import collector


@collector(*SECURITY_DEFAULTS.permissions)
async def security_defaults(graph: M365Connection) -> AsyncIterator[SecurityDefaults]:
    answer = await graph.one(SECURITY_DEFAULTS)
    yield SecurityDefaults(enabled=answer.flag("isEnabled"))
