"""The way of paging of Microsoft Graph and of Azure, for a played tenant."""

from urllib.parse import quote, urlencode

from scanner.testing import Reply, Request
from scanner.testing.player import Finish

TOKEN = "$skiptoken"  # noqa: S105 - the name of a query parameter


AZURE = ("/providers/", "/subscriptions/")


def graph_pages(size: int) -> Finish:
    """Cut lists into pages of `size` rows, each with a link to the next."""

    def finish(request: Request, reply: Reply, base_url: str) -> Reply:
        rows = reply.body.get("value") if isinstance(reply.body, dict) else None
        if reply.status != 200 or not isinstance(rows, list):
            return reply
        start = int(request.query.get(TOKEN, "0"))
        page = {**reply.body, "value": rows[start : start + size]}
        if start + size < len(rows):
            query = urlencode({**request.query, TOKEN: str(start + size)}, quote_via=quote, safe="$(),'")
            link = "nextLink" if request.path.startswith(AZURE) else "@odata.nextLink"
            page[link] = f"{base_url}{quote(request.path)}?{query}"
        return Reply(reply.status, page, reply.headers)

    return finish
