import asyncio
import re

import httpx
import pytest

from plugins.m365.endpoints import ENDPOINTS
from plugins.m365.guard import Guard, RefusedError
from plugins.m365.hosts import hosts
from tests.plugins.m365.replay import EVERY_PERMISSION, connection, player

HOSTS = hosts({})
GUARD = Guard(HOSTS, EVERY_PERMISSION)
BASE = "https://graph.microsoft.com"


def url(endpoint):
    return BASE + re.sub(r"\{\w+\}", "0a1b", endpoint.path)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.path)
def test_every_endpoint_can_be_read_and_nothing_else(endpoint):
    GUARD.check("GET", url(endpoint) + "?$top=5")
    for method in ("POST", "PATCH", "PUT", "DELETE", "MERGE", "HEAD", "get"):
        with pytest.raises(RefusedError):
            GUARD.check(method, url(endpoint))


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.path)
def test_an_endpoint_whose_permission_is_not_granted_is_refused(endpoint):
    for missing in endpoint.permissions:
        granted = EVERY_PERMISSION - {missing}
        if any(one.path == endpoint.path and granted.issuperset(one.permissions) for one in ENDPOINTS):
            continue  # the same path with less in its answer
        with pytest.raises(RefusedError):
            Guard(HOSTS, granted).check("GET", url(endpoint))


@pytest.mark.parametrize(
    "wrong",
    [
        BASE + "/v1.0/me/messages",
        BASE + "/v1.0/users/1/messages",
        BASE + "/v1.0/users/..",
        BASE + "/v1.0/users/1/",
        BASE + "/v1.0/groups/1/2/transitiveMembers",
        BASE + "/beta/identity/conditionalAccess/policies",
        "https://graph.microsoft.com.evil.example/v1.0/users/1",
        "https://evil.example/v1.0/users/1",
        "http://graph.microsoft.com/v1.0/users/1",
        "https://graph.microsoft.com:8443/v1.0/users/1",
        "https://graph.microsoft.com@evil.example/v1.0/users/1",
    ],
)
def test_what_is_not_declared_is_refused(wrong):
    with pytest.raises(RefusedError):
        GUARD.check("GET", wrong)


def test_the_guard_stands_before_the_network():
    async def write(method):
        played = player({})
        graph = connection(played)
        with pytest.raises(RefusedError):
            await graph._wire._client.request(method, url(ENDPOINTS[0]))
        await graph.close()
        return played.log

    for method in ("POST", "PATCH", "PUT", "DELETE"):
        assert asyncio.run(write(method)) == []


def test_the_guard_stands_before_proxies_too(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")

    async def write():
        from plugins.m365.connection import open_connection
        from tests.plugins.m365.replay import OPTIONS, Given

        graph = open_connection(OPTIONS, EVERY_PERMISSION, Given())
        assert any(isinstance(one, httpx.AsyncHTTPTransport) for one in graph._wire._client._mounts.values())
        with pytest.raises(RefusedError):
            await graph._wire._client.post(url(ENDPOINTS[0]))
        await graph.close()

    asyncio.run(write())
