"""Tenken (点検): the host's public API; plugin authors import from here alone."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scanner.action import Action as Action, Window as Window
    from scanner.algorithms import load_algorithms as load_algorithms
    from scanner.assessment import Assessment as Assessment
    from scanner.baseline import unexplained as unexplained
    from scanner.clock import now as now
    from scanner.collecting import Stop as Stop
    from scanner.config import Config as Config, OrganisationConfig as OrganisationConfig
    from scanner.connection import Calls as Calls, Connection as Connection
    from scanner.declare import check as check, collector as collector, derived as derived
    from scanner.given import (
        AsOf as AsOf,
        Comparison as Comparison,
        DeclaredAccount as DeclaredAccount,
        DeclaredAddress as DeclaredAddress,
        DeclaredAdministrator as DeclaredAdministrator,
        DeclaredApplication as DeclaredApplication,
        DeclaredBreakGlass as DeclaredBreakGlass,
        DeclaredDesk as DeclaredDesk,
        DeclaredDomain as DeclaredDomain,
        DeclaredEndedKey as DeclaredEndedKey,
        DeclaredImportance as DeclaredImportance,
        DeclaredLeaver as DeclaredLeaver,
        DeclaredPartner as DeclaredPartner,
        DeclaredSoftware as DeclaredSoftware,
        DeclaredStack as DeclaredStack,
        DeclaredTag as DeclaredTag,
        DeclaredZone as DeclaredZone,
        Difference as Difference,
        Facts as Facts,
        Limits as Limits,
        Reviewed as Reviewed,
    )
    from scanner.host import hookimpl as hookimpl
    from scanner.language import Translator as Translator
    from scanner.mapped import Mapped as Mapped
    from scanner.model import (
        Fail as Fail,
        Failure as Failure,
        Gap as Gap,
        NotApplicable as NotApplicable,
        Outcome as Outcome,
        Pass as Pass,
        Reading as Reading,
        Reason as Reason,
        Resource as Resource,
        Severity as Severity,
        Unknown as Unknown,
        Verdict as Verdict,
    )
    from scanner.notice import Notice as Notice
    from scanner.picture import (
        Edge as Edge,
        Mark as Mark,
        Node as Node,
        PathPicture as PathPicture,
        Row as Row,
        TablePicture as TablePicture,
    )
    from scanner.provider import Demo as Demo, Provider as Provider, Target as Target
    from scanner.renderer import Paper as Paper, Renderer as Renderer, Series as Series
    from scanner.scanning import assess as assess, collect as collect, scan as scan, scan_async as scan_async
    from scanner.settings import ALL as ALL, Instant as Instant, setting as setting, value as value
    from scanner.sink import (
        Delivery as Delivery,
        Outgoing as Outgoing,
        Receipt as Receipt,
        Result as Result,
        Sink as Sink,
    )
    from scanner.text import Message as Message

_NAMES = {
    "action": "Action Window",
    "algorithms": "load_algorithms",
    "assessment": "Assessment",
    "baseline": "unexplained",
    "clock": "now",
    "collecting": "Stop",
    "config": "Config OrganisationConfig",
    "connection": "Calls Connection",
    "declare": "check collector derived",
    "given": "AsOf Comparison Difference DeclaredAccount DeclaredAddress DeclaredAdministrator "
    "DeclaredApplication DeclaredBreakGlass DeclaredDesk DeclaredDomain DeclaredEndedKey DeclaredImportance "
    "DeclaredLeaver DeclaredPartner DeclaredSoftware DeclaredStack DeclaredTag DeclaredZone Facts Limits "
    "Reviewed",
    "host": "hookimpl",
    "language": "Translator",
    "mapped": "Mapped",
    "model": "Fail Failure Gap NotApplicable Outcome Pass Reading Reason Resource Severity Unknown Verdict",
    "notice": "Notice",
    "picture": "Edge Mark Node PathPicture Row TablePicture",
    "provider": "Demo Provider Target",
    "renderer": "Paper Renderer Series",
    "scanning": "assess collect scan scan_async",
    "settings": "ALL Instant setting value",
    "sink": "Delivery Outgoing Receipt Result Sink",
    "text": "Message",
}
_HOME = {name: module for module, names in _NAMES.items() for name in names.split()}

__all__ = sorted(_HOME)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that starting the program stays quick."""
    if name not in _HOME:
        raise AttributeError(f"module 'scanner' has no attribute {name!r}")
    return getattr(importlib.import_module(f"scanner.{_HOME[name]}"), name)
