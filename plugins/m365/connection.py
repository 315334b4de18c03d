"""The open connection to one tenant: every read goes through here, with patience, count and deadline."""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from plugins.m365 import paging
from plugins.m365.answer import Answer
from plugins.m365.credentials import tokens
from plugins.m365.endpoints import Endpoint
from plugins.m365.failures import BUSY, FailedError, GoneError, classify, late, malformed, refused, throttled
from plugins.m365.guard import Guard
from plugins.m365.hosts import Host, hosts
from plugins.m365.options import M365Options
from plugins.m365.patience import wait
from plugins.m365.tokens import Tokens
from scanner import Calls, Failure, Message, Reason, Target

if TYPE_CHECKING:
    import httpx

TRIES = 10
UNUSABLE = "the proxy or certificate settings of the environment can't be used ({problem})"


class M365Connection:
    """Reads endpoints of one tenant; used on the loop that opened it."""

    classify = staticmethod(classify)

    def __init__(self, tenant: str, hosts: tuple[Host, ...], wire: Any) -> None:
        self.account = tenant
        self.calls = Calls()
        self._hosts = {host.name: host for host in hosts}
        self._wire = wire
        self._until = math.inf

    async def one(self, endpoint: Endpoint, query: str = "", **ids: str) -> Answer:
        """Read one object; raises `FailedError`."""
        return Answer(await self._get(endpoint, self._url(endpoint, query, ids)), endpoint)

    async def one_or_none(self, endpoint: Endpoint, query: str = "", **ids: str) -> Answer | None:
        """Read one object that may have been deleted: None if the directory says that it has no such id."""
        try:
            return await self.one(endpoint, query, **ids)
        except GoneError:
            return None

    async def rows(self, endpoint: Endpoint, query: str = "", **ids: str) -> AsyncIterator[Answer]:
        """Read a list page by page; rows of pages before a failure have been yielded by then."""
        url = self._url(endpoint, query, ids)
        async for row in paging.rows(endpoint, url, lambda link: self._get(endpoint, link)):
            yield row

    def stop(self, at: float) -> None:
        """Refuse every call after this moment of `time.monotonic()`."""
        self._until = at

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()

    def _url(self, endpoint: Endpoint, query: str, ids: Mapping[str, str]) -> str:
        url = self._hosts[endpoint.host].base_url + endpoint.target(**ids)
        return f"{url}?{query}" if query else url

    async def _get(self, endpoint: Endpoint, url: str) -> Mapping[str, Any]:
        started, at = time.monotonic(), datetime.now(UTC).isoformat(timespec="milliseconds")
        tries = 0
        if started >= self._until:
            raise late(endpoint)
        try:
            async with asyncio.timeout(self._until - started if self._until < math.inf else None):
                while (response := await self._wire.get(endpoint, url)).status_code in BUSY:
                    tries += 1
                    await self._pause(endpoint, response, tries)
        except TimeoutError:
            raise late(endpoint) from None
        finally:
            seconds = time.monotonic() - started
            self.calls.add(endpoint.operation, "global", at=at, seconds=seconds, retries=tries)
        return _decoded(endpoint, response)

    async def _pause(self, endpoint: Endpoint, response: "httpx.Response", tries: int) -> None:
        pause = wait(response.headers, tries - 1)
        if tries == TRIES or time.monotonic() + pause >= self._until:
            raise throttled(endpoint, response.status_code)
        await asyncio.sleep(pause)


def _decoded(endpoint: Endpoint, response: "httpx.Response") -> Mapping[str, Any]:
    try:
        found = msgspec.json.decode(response.content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        found = None
    if response.status_code == 200 and isinstance(found, dict):
        return found
    if response.status_code == 200:
        raise malformed(endpoint, "not a JSON object")
    error = found.get("error") if isinstance(found, dict) else None
    said = error if isinstance(error, dict) else {}
    raise refused(endpoint, response.status_code, str(said.get("code", "")), str(said.get("message", "")))


async def connect(target: Target, permissions: frozenset[str]) -> M365Connection:
    """Open a connection that allows the reads behind these permissions; nothing is called yet."""
    options: M365Options = target.options
    return open_connection(options, permissions, tokens(options))


def open_connection(
    options: M365Options,
    permissions: frozenset[str],
    tokens: Tokens,
    transport: "httpx.AsyncBaseTransport | None" = None,
) -> M365Connection:
    """Open a connection with these tokens; `transport` stands in for the network.

    Raises `FailedError` if proxy or certificate settings of the environment can't be used.
    """
    from plugins.m365.wire import Wire  # noqa: PLC0415 - the SDK loads with the first connection

    found = hosts(options.hosts)
    try:
        wire = Wire(found, Guard(found, permissions), tokens, transport)
    except (OSError, ValueError) as error:
        problem = type(error).__name__
        raise FailedError(Failure(Reason.UNREACHABLE, Message.of(UNUSABLE, problem=problem))) from error
    return M365Connection(options.tenant_id, found, wire)
