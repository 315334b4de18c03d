"""Reads machines, investigations and weaknesses from Defender for Endpoint, services from Cloud Apps."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

from plugins.m365.answer import Answer
from plugins.m365.collectors.licensed import rows_if_licensed
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import DISCOVERED_APPS, DISCOVERY_STREAMS
from plugins.m365.endpoints_defender import INVESTIGATIONS, MACHINES, SOFTWARE_VULNERABILITIES
from plugins.m365.rules.plans import CLOUD_APPS, DEFENDER_ENDPOINT, VULNERABILITIES
from plugins.m365.settings.defender import (
    DiscoveredApp,
    DiscoveryStream,
    Investigations,
    Machine,
    Vulnerability,
)
from plugins.m365.settings.plans import Sku
from scanner import Reading, collector

PAGE = 5000
"""Rows of a page (10,000 are the most); a whole one may have more behind it."""
LOW = ("Low", "Medium", "High")


@collector(*MACHINES.permissions)
async def machines(skus: Reading[Sku], m365: M365Connection) -> AsyncIterator[Machine]:
    count = 0
    while True:
        query, before = f"$top={PAGE}&$skip={count}", count
        async for row in rows_if_licensed(m365, MACHINES, query, DEFENDER_ENDPOINT, skus):
            count += 1
            yield machine(row)
        if count == before or count % PAGE:
            return


def machine(row: Answer) -> Machine:
    """Read a machine."""
    directory_id = row.text_or_none("aadDeviceId")
    return Machine(
        id=row.text("id"),
        name=row.text_or_none("computerDnsName") or "",
        directory_id=directory_id and directory_id.lower(),
        onboarding=row.text("onboardingStatus"),
        health=row.text("healthStatus"),
        seen=row.time("lastSeen"),
    )


@collector(*INVESTIGATIONS.permissions)
async def investigations(skus: Reading[Sku], m365: M365Connection) -> AsyncIterator[Investigations]:
    rows = rows_if_licensed(m365, INVESTIGATIONS, "$top=1", DEFENDER_ENDPOINT, skus)
    yield Investigations(known=any([bool(row.text("id")) async for row in rows]))


@dataclass
class _Weakness:
    """What is known of one CVE so far."""

    severity: str
    software: str
    first_seen: datetime
    machines: set[str]


@collector(*SOFTWARE_VULNERABILITIES.permissions)
async def vulnerabilities(skus: Reading[Sku], m365: M365Connection) -> AsyncIterator[Vulnerability]:
    found: dict[str, _Weakness] = {}
    rows = rows_if_licensed(m365, SOFTWARE_VULNERABILITIES, f"pageSize={PAGE}", VULNERABILITIES, skus)
    async for row in rows:
        _add(found, row)
    for cve, one in found.items():
        yield Vulnerability(
            cve=cve,
            severity=one.severity,
            software=one.software,
            machines=len(one.machines),
            first_seen=one.first_seen,
        )


def _add(found: dict[str, _Weakness], row: Answer) -> None:
    """Take a line in: a program on a machine, with a weakness or (cveId null) without."""
    cve = row.text_or_none("cveId")
    if cve is None or (severity := row.text("vulnerabilitySeverityLevel")) in LOW:
        return
    since = first_seen(row)
    known = found.setdefault(cve, _Weakness(severity, row.text("softwareName"), since, set()))
    known.first_seen = min(known.first_seen, since)
    known.machines.add(row.text("deviceId"))


def first_seen(row: Answer) -> datetime:
    """Read when a weakness was first seen: in UTC where no zone is named (`2020-12-30 11:07:15`)."""
    try:
        found = datetime.fromisoformat(row.text("firstSeenTimestamp"))
    except ValueError:
        raise row.wrong("firstSeenTimestamp", "not a time") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


@collector(*DISCOVERY_STREAMS.permissions)
async def discovery_streams(skus: Reading[Sku], graph: M365Connection) -> AsyncIterator[DiscoveryStream]:
    async for row in rows_if_licensed(graph, DISCOVERY_STREAMS, "", CLOUD_APPS, skus):
        yield DiscoveryStream(
            id=row.text("id"),
            name=row.text_or_none("displayName") or "",
            snapshot=row.flag("isSnapshotReport"),
            received=row.time_or_none("lastDataReceivedDateTime"),
        )


@collector(*DISCOVERED_APPS.permissions)
async def discovered_apps(stream: DiscoveryStream, graph: M365Connection) -> AsyncIterator[DiscoveredApp]:
    if stream.snapshot:
        return
    async for row in graph.rows(DISCOVERED_APPS, id=stream.id):
        yield DiscoveredApp(
            stream=stream.id,
            id=row.text("id"),
            name=row.text("displayName"),
            category=row.text("category"),
            tags=row.needed_texts("tags"),
            users=row.number("userCount"),
        )
