"""Plays a tenant inside the process: the plugin's own connection, over a transport that a player answers."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from typing import Any

import httpx

from plugins.m365 import demo, provider
from plugins.m365.asking import Asking
from plugins.m365.connection import M365Connection, open_connection
from plugins.m365.csom import index_of
from plugins.m365.endpoint import Endpoint
from plugins.m365.endpoints import ENDPOINTS
from plugins.m365.graph_pages import TOKEN
from plugins.m365.hosts import Host
from plugins.m365.names import unanswered
from plugins.m365.options import M365Options
from plugins.m365.played_names import played_txt
from plugins.m365.tenant_player import TenantPlayer
from scanner import Provider, Target
from scanner.testing import Fault, Hang, Player, Reply, Request, Script

TENANT = "11111111-2222-4333-8444-555555555555"
OPTIONS = M365Options(tenant_id=TENANT, auth="token", domain="aozora.onmicrosoft.com")
EVERY_PERMISSION = frozenset(permission for one in ENDPOINTS for permission in one.permissions)


class Given:
    """A login that always works."""

    async def token(self, host: Host, claims: str | None) -> str:
        return f"token-of-{host.name}"


class PlayedNames:
    """Answers for the name server from a player."""

    def __init__(self, player: Player) -> None:
        self.player = player

    async def txt(self, name: str, asking: Asking) -> tuple[str, ...]:
        found = played_txt(self.player, name)
        if found is None:
            raise unanswered(TimeoutError())
        return tuple(found)


class PlayedTransport(httpx.AsyncBaseTransport):
    """Answers each request from a player; no socket is opened."""

    def __init__(self, player: Player) -> None:
        self.player = player

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        base = str(request.url.copy_with(path="/", query=None)).rstrip("/")
        headers, body = dict(request.headers), await request.aread()
        act = self.player.play(Request.of(request.method, str(request.url), headers, body), base)
        if isinstance(act, Reply):
            return httpx.Response(act.status, headers=dict(act.headers), content=act.content, request=request)
        if isinstance(act, Hang):
            await asyncio.sleep(act.seconds)
        raise httpx.ReadError("connection broken", request=request)


def player(bodies: Mapping[str, Any], **options: Any) -> Player:
    """A player that answers these request lines with these bodies."""
    return TenantPlayer(Script.of(bodies), **options)


def connection(
    played: Player,
    permissions: frozenset[str] = EVERY_PERMISSION,
    tokens: Any = None,
    transport: type[PlayedTransport] = PlayedTransport,
    options: M365Options = OPTIONS,
) -> M365Connection:
    """The plugin's connection to a played tenant."""
    given = tokens or Given()
    return open_connection(options, permissions, given, transport(played), PlayedNames(played))


def run(played: Player, work: Callable[[M365Connection], Any], **options: Any) -> Any:
    """Do some work with a connection to a played tenant: a coroutine's result, or the items of a stream."""

    async def go() -> Any:
        graph = connection(played, **options)
        try:
            found = work(graph)
            if not isinstance(found, AsyncIterator):
                found = await found
            return [one async for one in found] if isinstance(found, AsyncIterator) else found
        finally:
            await graph.close()

    return asyncio.run(go())


def collected(collector: Callable[..., Any], bodies: Mapping[str, Any], *given: Any) -> list[Any]:
    """What a collector yields over these answers."""
    found: list[Any] = run(player(bodies), lambda graph: collector(*given, graph))
    return found


OPERATIONS = tuple(sorted({one.operation for one in ENDPOINTS}))
"""Every operation of the plugin, as calls and gaps name it."""


def replaying(  # noqa: PLR0913 - each changes one thing
    denied: str = "",
    *,
    faults: Sequence[Fault] = (),
    page: int = 100,
    log: list[Request] | None = None,
    later: bool = False,
    script: Script | None = None,
) -> Provider:
    """The plugin's provider over the demo's city inside this process, with one operation refused (403).

    Everything but the network is real: scan it with `TARGET`. `denied` is one of `OPERATIONS`; `log` gets
    every request that is answered. With `later`, the first page of a list is answered. `script` answers
    instead of the city's own.
    """
    refused = [one for one in ENDPOINTS if one.operation == denied]
    if denied and not refused:
        raise ValueError(f"{denied!r} is not one of the plugin's operations")

    async def connect(target: Target, permissions: frozenset[str]) -> M365Connection:
        city = demo.player(faults=faults, page=page)
        city.log = city.log if log is None else log
        city.script = script or city.script
        transport = RefusingTransport(city, refused[0], later=later) if refused else PlayedTransport(city)
        return open_connection(target.options, permissions, Given(), transport, PlayedNames(city))

    return dataclasses.replace(provider, connect=connect)


class RefusingTransport(PlayedTransport):
    """Refuses one endpoint, whatever ids its path is filled with; or all pages of its list but the first."""

    def __init__(self, player: Player, refused: Endpoint, *, later: bool = False) -> None:
        super().__init__(player)
        self.refused, self.later = refused, later

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode().partition("?")[0]
        asked = await request.aread()
        here = not self.later or _leads_on(request, asked)
        if here and self.refused.matches(path) and self.refused.says(asked):
            body = {"error": {"code": "Authorization_RequestDenied", "message": "Insufficient privileges"}}
            return httpx.Response(403, json=body, request=request)
        return await super().handle_async_request(request)


def _leads_on(request: httpx.Request, asked: bytes) -> bool:
    return TOKEN in request.url.params or index_of(asked)[1] != ""


TARGET = Target("aozora-m365", "m365", "aozora", M365Options(tenant_id=demo.TENANT, auth="token"))


def page(rows: Iterable[Any], link: str | None = None) -> dict[str, Any]:
    """A Graph list answer."""
    return {"value": list(rows)} | ({"@odata.nextLink": link} if link else {})
