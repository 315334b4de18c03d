"""The open connection to one tenant: every read goes through here, with patience, count and deadline.

Seven hosts on one credential (`hosts.py`), each with tokens of its own. What may be asked of them is declared
in `endpoints.py` (Graph), `endpoints_azure.py` (Azure), `endpoints_defender.py` (Defender for Endpoint),
`endpoints_exchange.py` (Exchange, Purview) and `endpoints_admin.py` (SharePoint, Teams).
A collector asks in the same way everywhere:

    row = await m365.one(SPO_TENANT)            # one object: the cmdlet's only object, SPO.Tenant, …
    async for row in m365.rows(TEAMS_MEETING_POLICIES): …   # every object of every page
    async for read in m365.batch(ENDPOINT, [{"id": "…"}, …]): read.answer()   # Graph's $batch

Graph, Azure and Defender give an `Answer`. The others give a `Row`: keys in any case, ``@`` keys left out,
a key that is missing is *malformed*, ``[null]`` is none. A failure is a gap of this read alone.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from plugins.m365 import graph_batch, paging
from plugins.m365.answer import Answer
from plugins.m365.asking import Asking, an_object
from plugins.m365.caseless import Row, as_rows
from plugins.m365.credentials import tokens
from plugins.m365.endpoint import Endpoint
from plugins.m365.endpoints import ORGANIZATION
from plugins.m365.exchange import Exchange
from plugins.m365.failures import FailedError, GoneError, classify, malformed, switched_off
from plugins.m365.graph_batch import Read
from plugins.m365.guard import Guard
from plugins.m365.hosts import Host, hosts, named
from plugins.m365.names import TXT, Names, Resolver
from plugins.m365.options import M365Options
from plugins.m365.request import Ask
from plugins.m365.spo import SharePointAdmin
from plugins.m365.switches import switch
from plugins.m365.tokens import Tokens
from scanner import Calls, Failure, Message, Reason, Target

if TYPE_CHECKING:
    import httpx

    from plugins.m365.tape import Tape

LINKS = {"graph": "@odata.nextLink", "azure": "nextLink", "defender": "@odata.nextLink"}
"""Hosts that answer with plain JSON objects, and what in a page of theirs leads to the next one."""
UNUSABLE = "the proxy or certificate settings of the environment can't be used ({problem})"


class M365Connection:
    """Reads endpoints of one tenant; used on the loop that opened it."""

    classify = staticmethod(classify)

    def __init__(
        self, options: M365Options, hosts: dict[str, Host], guard: Guard, wire: Any, names: Names
    ) -> None:
        self.account = options.tenant_id
        self.calls = Calls()
        self._domain = options.domain
        self._hosts = hosts
        self._off = options.switched_off
        self._guard = guard
        self._wire = wire
        self._asking = Asking(wire, self.calls)
        on = {name: host for name, host in hosts.items() if name not in options.switched_off}
        self._exchange = Exchange(self._asking, on, options.tenant_id, self._anchor)
        self._sharepoint = SharePointAdmin(self._asking, self._admin_site)
        self._names = names
        self._kept: dict[Endpoint, asyncio.Future[Row]] = {}
        self._one = asyncio.Lock()

    async def one(self, endpoint: Endpoint, query: str = "", **ids: str) -> Answer:
        """Read one object; raises `FailedError`, also where a cmdlet gives none or several."""
        self._allow(endpoint)
        if endpoint.host in LINKS:
            ask = Ask(endpoint.host, self._url(endpoint, query, ids))
            return Answer(an_object(endpoint, await self._asking.json(endpoint, ask)), endpoint)
        if endpoint not in self._kept:  # several settings are made of one answer: it is read once
            self._kept[endpoint] = asyncio.ensure_future(self._single(endpoint))
            self._kept[endpoint].add_done_callback(_heard)
        return await asyncio.shield(self._kept[endpoint])

    async def one_or_none(self, endpoint: Endpoint, query: str = "", **ids: str) -> Answer | None:
        """Read one object that may have been deleted: None if the directory says that it has no such id."""
        try:
            return await self.one(endpoint, query, **ids)
        except GoneError:
            return None

    async def rows(self, endpoint: Endpoint, query: str = "", **ids: str) -> AsyncIterator[Answer]:
        """Read a list page by page; rows of pages before a failure have been yielded by then."""
        self._allow(endpoint)
        async for row in self._rows(endpoint, query, ids):
            yield row

    async def searched(self, endpoint: Endpoint, body: bytes) -> AsyncIterator[Answer]:
        """Read what a search of Exchange finds, page by page; `body` is one that the endpoint allows."""
        self._allow(endpoint)
        async for row in self._exchange.rows(endpoint, body):
            yield row

    async def batch(
        self, endpoint: Endpoint, wanted: Sequence[Mapping[str, str]], query: str = ""
    ) -> AsyncIterator[Read]:
        """Read a path of Graph once per entry, twenty in a request: for many items that have no list.

        Each `Read` holds its ids; its `answer()` raises `FailedError` if just this one failed. Answers come
        as they are ready, not in order.
        """
        base = self._hosts["graph"].base_url
        async for read in graph_batch.reads(self._asking, base, endpoint, wanted, query):
            yield read

    async def txt(self, name: str) -> tuple[str, ...]:
        """Read the TXT records of a name; none if there is no such name. Raises `FailedError`."""
        self._allow(TXT)
        return await self._names.txt(name, self._asking)

    def stop(self, at: float) -> None:
        """Refuse every call after this moment of `time.monotonic()`."""
        self._asking.until = at

    async def close(self) -> None:
        """Close the connections, and give up what nobody waits for any more."""
        for one in self._kept.values():
            one.cancel()
        await self._wire.close()

    async def _single(self, endpoint: Endpoint) -> Row:
        if endpoint.host == "sharepoint":
            return await self._sharepoint.one(endpoint)
        rows = self._teams(endpoint) if endpoint.host == "teams" else self._exchange.rows(endpoint)
        found = [row async for row in rows]
        if len(found) != 1:
            raise malformed(endpoint, f"{len(found)} objects instead of one")
        return found[0]

    def _allow(self, endpoint: Endpoint) -> None:
        if name := switch(endpoint, self._off):
            raise switched_off(endpoint, name)

    def _rows(self, endpoint: Endpoint, query: str, ids: Mapping[str, str]) -> AsyncIterator[Answer]:
        if endpoint.host in LINKS:
            return self._plain_rows(endpoint, self._url(endpoint, query, ids))
        if endpoint.host == "sharepoint":
            return self._sharepoint.rows(endpoint)
        return self._teams(endpoint) if endpoint.host == "teams" else self._exchange.rows(endpoint)

    def _plain_rows(self, endpoint: Endpoint, url: str) -> AsyncIterator[Answer]:
        async def page(link: str) -> Mapping[str, Any]:
            return an_object(endpoint, await self._asking.json(endpoint, Ask(endpoint.host, link)))

        return paging.rows(endpoint, url, page, LINKS[endpoint.host])

    async def _teams(self, endpoint: Endpoint) -> AsyncIterator[Row]:
        headers = {"x-ms-correlation-id": str(uuid.uuid4()), "x-ms-tenant-id": self.account}
        ask = Ask("teams", self._url(endpoint, "", {}), headers=headers)
        found = await self._asking.json(endpoint, ask)
        for row in as_rows(endpoint, found if isinstance(found, list) else [found]):
            yield row

    def _url(self, endpoint: Endpoint, query: str, ids: Mapping[str, str]) -> str:
        url = self._hosts[endpoint.host].base_url + endpoint.target(**ids)
        return f"{url}?{query}" if query else url

    async def _anchor(self) -> str:
        """What leads a request to the tenant's server: its domain, or else its id."""
        return await self._own_domain() or self.account

    async def _admin_site(self) -> Host:
        """The SharePoint admin site; its base URL is empty if the tenant's name can't be read."""
        if not self._hosts["sharepoint"].base_url:
            domain = await self._own_domain()
            self._hosts["sharepoint"] = named(self._hosts["sharepoint"], domain)
        return self._hosts["sharepoint"]

    async def _own_domain(self) -> str:
        """The domain that the tenant was made with (`verifiedDomains`), read once; empty if it can't be."""
        async with self._one:
            if not self._domain and self._guard.opens(ORGANIZATION):
                try:
                    self._domain = await self._initial_domain()
                except FailedError:
                    return ""
            return self._domain

    async def _initial_domain(self) -> str:
        async for row in self.rows(ORGANIZATION):
            for one in row.needed_children("verifiedDomains"):
                if one.flag("isInitial"):
                    return one.text("name")
        return ""


def _heard(found: asyncio.Future[Row]) -> None:
    """Take note of how a read ended, also if nobody waits for it any more: asyncio would complain."""
    if not found.cancelled():
        found.exception()


async def connect(target: Target, permissions: frozenset[str]) -> M365Connection:
    """Open a connection that allows the reads behind these permissions; nothing is called yet."""
    options: M365Options = target.options
    return open_connection(options, permissions, tokens(options))


def open_connection(  # noqa: PLR0913 - what stands in for the network, by name
    options: M365Options,
    permissions: frozenset[str],
    tokens: Tokens,
    transport: "httpx.AsyncBaseTransport | None" = None,
    names: Names | None = None,
    *,
    tape: "Tape | None" = None,
) -> M365Connection:
    """Open a connection with these tokens; `transport` and `names` stand in for the network, `tape` listens.

    Raises `FailedError` if proxy or certificate settings of the environment can't be used.
    """
    from plugins.m365.wire import Wire  # noqa: PLC0415 - the SDK loads with the first connection

    found = {host.name: host for host in hosts(options.hosts, options.domain)}
    guard = Guard(found, permissions)
    try:
        wire = Wire(found, guard, tokens, transport)
    except (OSError, ValueError) as error:
        problem = type(error).__name__
        raise FailedError(Failure(Reason.UNREACHABLE, Message.of(UNUSABLE, problem=problem))) from error
    looked_up = names or Resolver(options.resolver)
    if tape:
        return M365Connection(options, found, guard, tape.wire(wire, found), tape.names(looked_up))
    return M365Connection(options, found, guard, wire, looked_up)
