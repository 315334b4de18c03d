"""Which logs of the directory have to be kept, and how long an export keeps them."""

import math
from collections.abc import Iterator, Sequence

from plugins.m365.settings.log_exports import Deletion, LogExport, LogTable, StorageLifecycle

TABLES = {
    "AuditLogs": "AuditLogs",
    "SignInLogs": "SigninLogs",
    "NonInteractiveUserSignInLogs": "AADNonInteractiveUserSignInLogs",
    "ServicePrincipalSignInLogs": "AADServicePrincipalSignInLogs",
    "ManagedIdentitySignInLogs": "AADManagedIdentitySignInLogs",
}
"""The categories of logs, each with its table in a workspace.

Sources: learn.microsoft.com/entra/identity/monitoring-health/concept-diagnostic-settings-logs-options and
learn.microsoft.com/azure/sentinel/data-connectors-reference. AD FS signs in where there is such a server.
"""
CONTAINER = "insights-logs-"


def carries(export: LogExport, category: str) -> bool:
    """True if the export sends this category."""
    return any(one.enabled and (one.category or "").casefold() == category.casefold() for one in export.logs)


def may_carry(export: LogExport) -> bool:
    """True if the export sends something that it doesn't name."""
    return any(one.enabled and not one.category for one in export.logs)


def days_kept(
    export: LogExport, category: str, tables: Sequence[LogTable], lifecycles: Sequence[StorageLifecycle]
) -> Iterator[float | None]:
    """For how long each target of an export keeps a category; None where that was not read, or can't be."""
    if export.workspace:
        mine = (one for one in tables if (one.export.id, one.category) == (export.id, category))
        yield next((one.days for one in mine if one.days > 0), None)
    if export.storage:
        yield next((_stored(category, one) for one in lifecycles if one.export.id == export.id), None)
    if export.hub or not (export.workspace or export.storage):
        yield None


def _stored(category: str, lifecycle: StorageLifecycle) -> float:
    return min([math.inf, *(one.days for one in lifecycle.deletions if _reaches(one, category))])


def _reaches(deletion: Deletion, category: str) -> bool:
    """True if a rule may delete in the container of a category: a prefix begins its name, or lies within."""
    container = f"{CONTAINER}{category}".casefold()
    prefixes = [one.casefold() for one in deletion.prefixes]
    return not prefixes or any(container.startswith(one) or one.startswith(container) for one in prefixes)
