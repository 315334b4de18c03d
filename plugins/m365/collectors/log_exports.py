"""Reads the directory's diagnostic settings from Azure, and how long their targets keep what they get."""

import re
from collections.abc import AsyncIterator, Iterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoint import Endpoint
from plugins.m365.endpoints_azure import LOG_EXPORTS, LOG_TABLE, STORAGE_LIFECYCLE
from plugins.m365.failures import malformed
from plugins.m365.rules.log_exports import TABLES, carries
from plugins.m365.settings.log_exports import (
    Deletion,
    ExportedLog,
    LogExport,
    LogTable,
    StorageLifecycle,
)
from scanner import Mapped, collector

EXPORTS = "api-version=2017-04-01"
TABLE = "api-version=2022-10-01"
LIFECYCLE = "api-version=2023-05-01"
PLACE = (
    r"/subscriptions/(?P<subscription>[^/]+)/resourceGroups/(?P<group>[^/]+)"
    r"/providers/{type}/(?P<name>[^/]+)/?"
)
WORKSPACE, STORAGE = r"Microsoft\.OperationalInsights/workspaces", r"Microsoft\.Storage/storageAccounts"
HUBS = ("eventHubAuthorizationRuleId", "serviceBusRuleId")
AGES = (
    "daysAfterModificationGreaterThan",
    "daysAfterCreationGreaterThan",
    "daysAfterLastAccessTimeGreaterThan",
)


@collector(*LOG_EXPORTS.permissions)
async def exports(m365: M365Connection) -> AsyncIterator[LogExport]:
    return Mapped(export, m365.rows(LOG_EXPORTS, EXPORTS))


def export(row: Answer) -> LogExport:
    """Read a diagnostic setting; a target that isn't used is missing or empty."""
    inner = row.child("properties")
    return LogExport(
        id=row.text("id"),
        name=row.text("name"),
        workspace=inner.text_or_none("workspaceId") or "",
        storage=inner.text_or_none("storageAccountId") or "",
        hub=any(inner.text_or_none(one) for one in HUBS),
        logs=tuple(
            ExportedLog(category=one.text_or_none("category"), enabled=one.flag("enabled"))
            for one in inner.needed_children("logs")
        ),
    )


@collector(*LOG_TABLE.permissions)
async def tables(export: LogExport, m365: M365Connection) -> AsyncIterator[LogTable]:
    if not export.workspace:
        return
    place = parts(LOG_TABLE, WORKSPACE, export.workspace)
    name = place.pop("name")
    for category in (one for one in TABLES if carries(export, one)):
        row = await m365.one(LOG_TABLE, TABLE, **place, workspace=name, table=TABLES[category])
        days = row.child("properties").number("totalRetentionInDays")
        yield LogTable(export=export, category=category, days=days)


@collector(*STORAGE_LIFECYCLE.permissions)
async def lifecycle(export: LogExport, m365: M365Connection) -> AsyncIterator[StorageLifecycle]:
    if not export.storage:
        return
    place = parts(STORAGE_LIFECYCLE, STORAGE, export.storage)
    name = place.pop("name")
    row = await m365.one_or_none(STORAGE_LIFECYCLE, LIFECYCLE, **place, account=name)
    yield StorageLifecycle(export=export, deletions=() if row is None else tuple(deletions(row)))


def parts(endpoint: Endpoint, kind: str, id: str) -> dict[str, str]:
    """The parts of a resource's id; raises *malformed* for the id of anything else."""
    found = re.fullmatch(PLACE.replace("{type}", kind), id, re.IGNORECASE)
    if found is None:
        raise malformed(endpoint, "the export names no resource of this type")
    return found.groupdict()


def deletions(row: Answer) -> Iterator[Deletion]:
    """The rules that delete; one that doesn't say whether it is enabled is."""
    for rule in row.child("properties").child("policy").needed_children("rules"):
        definition = rule.child("definition")
        blobs = definition.child("actions").child_or_none("baseBlob")
        delete = blobs.child_or_none("delete") if blobs else None
        if delete is not None and rule.flag_or_none("enabled") is not False:
            filters = definition.child_or_none("filters")
            yield Deletion(
                rule=rule.text("name"),
                days=age(delete),
                prefixes=filters.texts("prefixMatch") if filters else (),
            )


def age(delete: Answer) -> float:
    """After how many days a rule deletes; raises *malformed* if it counts in a way that no page lists."""
    found = [delete.amount(one) for one in AGES if delete.has(one)]
    if not found:
        raise delete.wrong("delete", "no age that is known")
    return min(found)
