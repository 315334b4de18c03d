"""Reads the tenant's licences."""

from collections.abc import AsyncIterator

from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import SKUS
from plugins.m365.settings.plans import Plan, Sku
from scanner import collector


@collector(*SKUS.permissions)
async def skus(graph: M365Connection) -> AsyncIterator[Sku]:
    async for row in graph.rows(SKUS):
        units = row.child("prepaidUnits")
        yield Sku(
            id=row.text("skuId"),
            name=row.text("skuPartNumber"),
            status=row.text("capabilityStatus"),
            consumed=row.number("consumedUnits"),
            enabled=units.number("enabled"),
            warning=units.number("warning"),
            suspended=units.number("suspended"),
            plans=tuple(
                Plan(name=one.text("servicePlanName"), status=one.text("provisioningStatus"))
                for one in row.needed_children("servicePlans")
            ),
        )
