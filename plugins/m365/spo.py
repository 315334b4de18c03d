"""The SharePoint admin site: properties of the tenant, and of every site collection."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from plugins.m365.asking import Asking
from plugins.m365.caseless import Row, as_rows
from plugins.m365.csom import sites_request
from plugins.m365.endpoint import Endpoint
from plugins.m365.failures import malformed, refused, unnamed_site
from plugins.m365.hosts import Host
from plugins.m365.request import Ask

VERBOSE = {"Accept": "application/json;odata=verbose"}
LISTED = "_Child_Items_"
NEXT = "NextStartIndexFromSharePoint"


class SharePointAdmin:
    """Reads the admin site; `host` gives it once the tenant's name is known."""

    def __init__(self, asking: Asking, host: Callable[[], Awaitable[Host]]) -> None:
        self._asking = asking
        self._host = host

    async def one(self, endpoint: Endpoint) -> Row:
        """Read one object, ``{"d": {…}}``."""
        base = await self._base(endpoint)
        found = await self._asking.json(
            endpoint, Ask("sharepoint", base + endpoint.target(), headers=VERBOSE)
        )
        inner = found.get("d") if isinstance(found, dict) else None
        if not isinstance(inner, dict):
            raise malformed(endpoint, "d: missing")
        return Row(inner, endpoint)

    async def rows(self, endpoint: Endpoint) -> AsyncIterator[Row]:
        """Read every site collection, page by page."""
        url = await self._base(endpoint) + endpoint.target()
        after, seen = None, set()
        while True:
            page = await self._page(endpoint, url, after)
            for row in as_rows(endpoint, page[LISTED]):
                yield row
            after = page.get(NEXT)
            if after in (None, ""):
                return
            if not isinstance(after, str) or after in seen:
                raise malformed(endpoint, f"{NEXT} leads back")
            seen.add(after)

    async def _page(self, endpoint: Endpoint, url: str, after: str | None) -> dict[str, Any]:
        try:
            body = sites_request(after)
        except ValueError:
            raise malformed(endpoint, f"{NEXT}: not an index") from None
        headers = {"Content-Type": "text/xml", "Accept": "application/json"}
        found = await self._asking.json(endpoint, Ask("sharepoint", url, "POST", body, headers))
        said = found if isinstance(found, list) else []
        objects = [one for one in said if isinstance(one, dict)]
        if error := next((one["ErrorInfo"] for one in objects if one.get("ErrorInfo")), None):
            raise _failed(endpoint, error)
        page = next((one for one in objects if isinstance(one.get(LISTED), list)), None)
        if page is None or NEXT not in page:
            raise malformed(endpoint, "no list of sites")
        return page

    async def _base(self, endpoint: Endpoint) -> str:
        host = await self._host()
        if not host.base_url:
            raise unnamed_site(endpoint)
        return host.base_url


def _failed(endpoint: Endpoint, error: Any) -> Exception:
    """CSOM answers 200 also when it refuses: what its error means."""
    kind = str(error.get("ErrorTypeName", "")) if isinstance(error, dict) else ""
    if kind == "System.UnauthorizedAccessException":
        return refused(endpoint, 403, kind, "")
    return malformed(endpoint, f"the service failed: {kind}")
