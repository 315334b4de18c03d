"""Exchange Online and Purview over REST: cmdlets that read, run by POST, page after page.

The tenant's own server is found by a redirect that is not followed. A link to a next page is followed by
sending the same body there, if it stays on a host that may get the token.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from plugins.m365.asking import Asking, an_object
from plugins.m365.caseless import Row, as_rows
from plugins.m365.endpoint import Endpoint
from plugins.m365.exchange_hosts import MODULE_FILES, homes
from plugins.m365.failures import FailedError, malformed
from plugins.m365.hosts import Host
from plugins.m365.request import Ask
from scanner import Reason

ANCHOR = "UPN:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@"
ELSEWHERE = frozenset({Reason.DENIED, Reason.UNSUPPORTED, Reason.UNREACHABLE})
"""Why a cmdlet is tried on the other host that may know it."""


class Exchange:
    """Runs declared cmdlets on `hosts`, those that aren't switched off.

    `domain` gives the tenant's own domain, or its id if that can't be read.
    """

    def __init__(
        self, asking: Asking, hosts: Mapping[str, Host], tenant: str, domain: Callable[[], Awaitable[str]]
    ) -> None:
        self._servers = {
            module.host: _Server(asking, hosts[module.host], module, tenant, domain)
            for module in MODULE_FILES
            if module.host in hosts
        }
        self._preferred = ""

    async def rows(self, endpoint: Endpoint, body: bytes = b"") -> AsyncIterator[Row]:
        """Run the cmdlet, and yield every object of every page, until a page fails.

        `body` is what is sent where the endpoint has none of its own.
        """
        body = body or endpoint.sent
        server, page = await self._first(endpoint, body)
        seen: set[str] = set()
        while True:
            if not isinstance(page.get("value"), list):
                raise malformed(endpoint, "value: missing")
            for row in as_rows(endpoint, page["value"]):
                yield row
            link = page.get("@odata.nextLink")
            if link is None:
                return
            if not isinstance(link, str) or not server.host.holds(link):
                raise malformed(endpoint, "@odata.nextLink leads to another host")
            if link in seen:
                raise malformed(endpoint, "@odata.nextLink leads back")
            seen.add(link)
            page = await server.run(endpoint, body, link)

    async def _first(self, endpoint: Endpoint, body: bytes) -> tuple["_Server", dict[str, Any]]:
        """The first page, from the first host that gives it; raises what the endpoint's own host said."""
        said: list[FailedError] = []
        names = [one for one in homes(endpoint) if one in self._servers]
        for name in sorted(names, key=lambda one: one != self._preferred):
            try:
                page = await self._servers[name].run(endpoint, body)
            except FailedError as error:
                if error.failure.reason not in ELSEWHERE:
                    raise
                said.append(error)
            else:
                if len(homes(endpoint)) > 1:
                    self._preferred = name
                return self._servers[name], page
        raise said[0]


class _Server:
    """One host, with the server behind it that holds the tenant."""

    def __init__(
        self,
        asking: Asking,
        host: Host,
        module: Endpoint,
        tenant: str,
        domain: Callable[[], Awaitable[str]],
    ) -> None:
        self.host = host
        self._asking = asking
        self._module = module
        self._tenant = tenant
        self._domain = domain
        self._base = ""
        self._one = asyncio.Lock()

    async def run(self, endpoint: Endpoint, body: bytes, url: str = "") -> dict[str, Any]:
        """Run a cmdlet here, or read on at this URL."""
        url = url or await self._found() + endpoint.target(tenant=self._tenant)
        headers = {
            **await self._headers(),
            "Content-Type": "application/json",
            "Prefer": "odata.maxpagesize=1000",
            "X-ResponseFormat": "json",
        }
        ask = Ask(self.host.name, url, "POST", body, headers)
        return an_object(endpoint, await self._asking.json(endpoint, ask))

    async def _found(self) -> str:
        """The base URL of the tenant's server, looked up once; the host's own where it can't be told."""
        async with self._one:
            self._base = self._base or await self._redirected()
            return self._base

    async def _redirected(self) -> str:
        url = self.host.base_url + self._module.target(tenant=self._tenant)
        try:
            ask = Ask(self.host.name, url, headers=await self._headers())
            response = await self._asking.response(self._module, ask)
        except FailedError:
            return self.host.base_url
        moved = 300 <= response.status_code < 400
        return self.host.backend(response.headers.get("location", "")) if moved else self.host.base_url

    async def _headers(self) -> dict[str, str]:
        return {"X-AnchorMailbox": ANCHOR + await self._domain(), "client-request-id": str(uuid.uuid4())}
