"""Plays a tenant inside the process: the plugin's own connection, over a transport that a player answers."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from typing import Any

import httpx

from plugins.m365.connection import M365Connection, open_connection
from plugins.m365.endpoints import ENDPOINTS
from plugins.m365.hosts import Host
from plugins.m365.options import M365Options
from scanner.testing import Fault, Hang, Player, Reply, Request, Script

TENANT = "11111111-2222-4333-8444-555555555555"
OPTIONS = M365Options(tenant_id=TENANT, auth="token")
EVERY_PERMISSION = frozenset(permission for one in ENDPOINTS for permission in one.permissions)


class Given:
    """A login that always works."""

    async def token(self, host: Host, claims: str | None) -> str:
        return f"token-of-{host.name}"


class PlayedTransport(httpx.AsyncBaseTransport):
    """Answers each request from a player; no socket is opened."""

    def __init__(self, player: Player) -> None:
        self.player = player

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        base = str(request.url.copy_with(path="/", query=None)).rstrip("/")
        act = self.player.play(Request.of(request.method, str(request.url), dict(request.headers)), base)
        if isinstance(act, Reply):
            return httpx.Response(act.status, headers=dict(act.headers), content=act.content, request=request)
        if isinstance(act, Hang):
            await asyncio.sleep(act.seconds)
        raise httpx.ReadError("connection broken", request=request)


def player(bodies: Mapping[str, Any], **options: Any) -> Player:
    """A player that answers these request lines with these bodies."""
    return Player(Script.of(bodies), **options)


def connection(
    played: Player, permissions: frozenset[str] = EVERY_PERMISSION, tokens: Any = None
) -> M365Connection:
    """The plugin's connection to a played tenant."""
    return open_connection(OPTIONS, permissions, tokens or Given(), PlayedTransport(played))


def run(played: Player, work: Callable[[M365Connection], Any], **options: Any) -> Any:
    """Do some work with a connection to a played tenant: a coroutine's result, or the items of a stream."""

    async def go() -> Any:
        graph = connection(played, **options)
        try:
            found = work(graph)
            return [one async for one in found] if isinstance(found, AsyncIterator) else await found
        finally:
            await graph.close()

    return asyncio.run(go())


def collected(collector: Callable[..., Any], bodies: Mapping[str, Any], *given: Any) -> list[Any]:
    """What a collector yields over these answers."""
    found: list[Any] = run(player(bodies), lambda graph: collector(*given, graph))
    return found


def page(rows: Iterable[Any], link: str | None = None) -> dict[str, Any]:
    """A Graph list answer."""
    return {"value": list(rows)} | ({"@odata.nextLink": link} if link else {})


__all__ = [
    "EVERY_PERMISSION",
    "OPTIONS",
    "Fault",
    "PlayedTransport",
    "collected",
    "connection",
    "page",
    "player",
    "run",
]
