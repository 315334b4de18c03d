"""Reads named locations of every kind."""

from collections.abc import AsyncIterator

from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import NAMED_LOCATIONS
from plugins.m365.settings.named_locations import NamedLocation
from scanner import collector


@collector(*NAMED_LOCATIONS.permissions)
async def named_locations(graph: M365Connection) -> AsyncIterator[NamedLocation]:
    async for row in graph.rows(NAMED_LOCATIONS):
        yield NamedLocation(
            id=row.text("id"),
            name=row.text("displayName"),
            kind=row.text("@odata.type").removeprefix("#microsoft.graph."),
            trusted=row.flag_or_none("isTrusted"),
            ranges=tuple(one.text("cidrAddress") for one in row.children("ipRanges")),
            countries=row.texts("countriesAndRegions"),
            unknown_countries=row.flag_or_none("includeUnknownCountriesAndRegions"),
            lookup=row.text_or_none("countryLookupMethod"),
        )
