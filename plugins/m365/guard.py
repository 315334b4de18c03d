"""The read-only guard: what isn't a declared read is refused before it leaves the process.

A GET must be of a declared path. A POST is let through only where the service reads by POST, and only with a
body that the endpoint itself declares: a cmdlet called Get-… with its parameters, the one CSOM request that
lists sites, or a batch of declared GETs.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

import msgspec

from plugins.m365.endpoint import Endpoint
from plugins.m365.endpoints import ENDPOINTS
from plugins.m365.exchange_hosts import MODULE_FILES, homes
from plugins.m365.graph_batch import BATCHES, Batch
from plugins.m365.hosts import Host


class RefusedError(Exception):
    """A request that the guard stopped: a defect in Tenken, never a fault of the tenant."""


class Guard:
    """Knows the hosts (the same mapping as the connection's), and the endpoints that permissions open."""

    def __init__(
        self,
        hosts: Mapping[str, Host],
        permissions: frozenset[str],
        endpoints: Iterable[Endpoint] = (*ENDPOINTS, *MODULE_FILES),
    ) -> None:
        self._hosts = hosts
        self._open = tuple(one for one in endpoints if permissions.issuperset(one.permissions))

    def opens(self, endpoint: Endpoint) -> bool:
        """True if the permissions are enough for this endpoint."""
        return endpoint in self._open

    def check(self, method: str, url: str, body: bytes = b"") -> None:
        """Raise `RefusedError` unless this request is a declared read of a declared host."""
        if any(self._is(one, method, url, body) for one in self._open) or self._is_batch(method, url, body):
            return
        raise RefusedError(f"{method} {urlsplit(url).path} is not a declared read")

    def _is(self, endpoint: Endpoint, method: str, url: str, body: bytes) -> bool:
        return (
            method == endpoint.method
            and any(self._at(name, endpoint, url) for name in homes(endpoint))
            and endpoint.says(body)
        )

    def _at(self, name: str, endpoint: Endpoint, url: str) -> bool:
        host, path = self._hosts[name], urlsplit(url).path
        prefix = urlsplit(host.base_url).path
        return host.holds(url) and path.startswith(prefix) and endpoint.matches(path.removeprefix(prefix))

    def _is_batch(self, method: str, url: str, body: bytes) -> bool:
        base = self._hosts["graph"].base_url
        if method != "POST" or url not in {base + one for one in BATCHES}:
            return False
        try:
            batch = msgspec.json.decode(body, type=Batch)
        except msgspec.DecodeError:
            return False
        version = url.removeprefix(base).removesuffix("/$batch")
        return bool(batch.requests) and all(
            one.method == "GET" and self._is_of_graph(base + version + one.url) for one in batch.requests
        )

    def _is_of_graph(self, url: str) -> bool:
        return any(one.host == "graph" and self._is(one, "GET", url, b"") for one in self._open)
