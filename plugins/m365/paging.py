"""Pages: following the link to the next one as far as it leads, and nowhere else."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from plugins.m365.answer import Answer
from plugins.m365.endpoint import Endpoint
from plugins.m365.failures import malformed
from plugins.m365.hosts import origin

Get = Callable[[str], Awaitable[Mapping[str, Any]]]


async def rows(endpoint: Endpoint, first: str, get: Get, key: str) -> AsyncIterator[Answer]:
    """Yield the rows of every page as it arrives; `get` reads one page by its URL, `key` holds the link.

    Raises *malformed* for an answer without `value`, a link to another host (a token must not go
    there) and a link that was followed before.
    """
    url, seen = first, {first}
    while True:
        page = Answer(await get(url), endpoint)
        for row in page.needed_children("value"):
            yield row
        link = page.text_or_none(key)
        if link is None:
            return
        if origin(link) != origin(first):
            raise malformed(endpoint, f"{key} leads to another host")
        if link in seen:
            raise malformed(endpoint, f"{key} leads back")
        seen.add(link)
        url = link
