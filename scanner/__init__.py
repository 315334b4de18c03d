"""Tenken (点検): the host's public API; plugin authors import from here alone."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scanner.connection import Calls as Calls, Connection as Connection
    from scanner.declare import check as check, collector as collector, derived as derived
    from scanner.given import (
        AsOf as AsOf,
        DeclaredAccount as DeclaredAccount,
        DeclaredAddress as DeclaredAddress,
        DeclaredAdministrator as DeclaredAdministrator,
        DeclaredBreakGlass as DeclaredBreakGlass,
        DeclaredDomain as DeclaredDomain,
        DeclaredPartner as DeclaredPartner,
        DeclaredZone as DeclaredZone,
        Limits as Limits,
    )
    from scanner.host import hookimpl as hookimpl
    from scanner.model import (
        Fail as Fail,
        Failure as Failure,
        Gap as Gap,
        NotApplicable as NotApplicable,
        Pass as Pass,
        Reading as Reading,
        Reason as Reason,
        Resource as Resource,
        Severity as Severity,
        Unknown as Unknown,
        Verdict as Verdict,
    )
    from scanner.provider import Demo as Demo, Provider as Provider, Target as Target
    from scanner.settings import Instant as Instant, setting as setting, value as value
    from scanner.text import Message as Message

_HOME = {
    "Calls": "connection",
    "Connection": "connection",
    "check": "declare",
    "collector": "declare",
    "derived": "declare",
    "Demo": "provider",
    "Provider": "provider",
    "Target": "provider",
    "Instant": "settings",
    "setting": "settings",
    "value": "settings",
    "Message": "text",
    "hookimpl": "host",
    **dict.fromkeys(
        (
            "AsOf DeclaredAccount DeclaredAddress DeclaredAdministrator DeclaredBreakGlass DeclaredDomain "
            "DeclaredPartner DeclaredZone Limits"
        ).split(),
        "given",
    ),
    **dict.fromkeys(
        ("Fail Failure Gap NotApplicable Pass Reading Reason Resource Severity Unknown Verdict").split(),
        "model",
    ),
}

__all__ = sorted(_HOME)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that starting the program stays quick."""
    if name not in _HOME:
        raise AttributeError(f"module 'scanner' has no attribute {name!r}")
    return getattr(importlib.import_module(f"scanner.{_HOME[name]}"), name)
