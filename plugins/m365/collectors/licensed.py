"""Reads what only a plan brings into being."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoint import Endpoint
from plugins.m365.failures import FailedError
from plugins.m365.rules.plans import is_missing
from plugins.m365.settings.plans import Sku
from scanner import Reading, Reason


async def rows_if_licensed(
    graph: M365Connection, endpoint: Endpoint, query: str, plan: str, skus: Reading[Sku]
) -> AsyncIterator[Answer]:
    """Read a list; it is empty if the service refuses for want of the plan and no licence brings it.

    Two witnesses: a refusal alone stays a gap, and so does one in a tenant whose licences weren't read.
    """
    try:
        async for row in graph.rows(endpoint, query):
            yield row
    except FailedError as error:
        if error.failure.reason is not Reason.UNLICENSED or not is_missing(plan, skus):
            raise
