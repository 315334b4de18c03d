"""The read-only guard: what isn't a declared read is refused before it leaves the process."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from plugins.m365.endpoints import ENDPOINTS, Endpoint
from plugins.m365.hosts import Host, origin

READING_POSTS: tuple[Endpoint, ...] = ()
"""Endpoints whose POST only reads. There are none so far."""


class RefusedError(Exception):
    """A request that the guard stopped: a defect in Tenken, never a fault of the tenant."""


class Guard:
    """Knows the hosts, and the endpoints that the granted permissions open."""

    def __init__(self, hosts: Iterable[Host], permissions: frozenset[str]) -> None:
        self._hosts = {host.name: host for host in hosts}
        self._open = tuple(one for one in ENDPOINTS if permissions.issuperset(one.permissions))

    def check(self, method: str, url: str) -> None:
        """Raise `RefusedError` unless this request is a declared read of a declared host."""
        allowed = {"GET": self._open, "POST": READING_POSTS}.get(method, ())
        if not any(self._is(endpoint, url) for endpoint in allowed):
            raise RefusedError(f"{method} {urlsplit(url).path} is not a declared read")

    def _is(self, endpoint: Endpoint, url: str) -> bool:
        base = self._hosts[endpoint.host].base_url
        prefix = urlsplit(base).path
        path = urlsplit(url).path
        return (
            origin(url) == origin(base)
            and path.startswith(prefix)
            and endpoint.matches(path.removeprefix(prefix))
        )
