import asyncio
import json
import re

import httpx
import pytest

from plugins.m365.csom import sites_request
from plugins.m365.endpoint import exchange, invocation
from plugins.m365.endpoints import ENDPOINTS
from plugins.m365.endpoints_admin import SPO_SITES
from plugins.m365.endpoints_exchange import ADMIN_AUDIT, TRANSPORT_CONFIG, audit_search
from plugins.m365.guard import Guard, RefusedError
from plugins.m365.hosts import hosts
from tests.plugins.m365.replay import EVERY_PERMISSION, connection, player

HOSTS = {host.name: host for host in hosts({}, "aozora.onmicrosoft.com")}
GUARD = Guard(HOSTS, EVERY_PERMISSION)
BASE = "https://graph.microsoft.com"


def url(endpoint):
    return HOSTS[endpoint.host].base_url + re.sub(r"\{\w+\}", "0a1b", endpoint.path)


def body(endpoint):
    if endpoint == ADMIN_AUDIT:
        return audit_search("2026-11-01T00:00:00Z", "2026-11-20T00:00:00Z")
    return sites_request(None) if endpoint.body else endpoint.sent


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.operation)
def test_every_endpoint_can_be_read_and_nothing_else(endpoint):
    GUARD.check(endpoint.method, url(endpoint) + "?$top=5", body(endpoint))
    for method in {"GET", "POST", "PATCH", "PUT", "DELETE", "MERGE", "HEAD", "get", "post"} - {
        endpoint.method
    }:
        with pytest.raises(RefusedError):
            GUARD.check(method, url(endpoint), body(endpoint))


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.operation)
def test_no_endpoint_takes_another_body(endpoint):
    for other in (b"{}", b" " + body(endpoint), body(endpoint) + b"\n"):
        with pytest.raises(RefusedError):
            GUARD.check(endpoint.method, url(endpoint), other)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.operation)
def test_an_endpoint_whose_permission_is_not_granted_is_refused(endpoint):
    for missing in endpoint.permissions:
        granted = EVERY_PERMISSION - {missing}
        if any(one.path == endpoint.path and granted.issuperset(one.permissions) for one in ENDPOINTS):
            continue  # the same path with less in its answer
        with pytest.raises(RefusedError):
            Guard(HOSTS, granted).check(endpoint.method, url(endpoint), body(endpoint))


INVOKE = url(TRANSPORT_CONFIG)


@pytest.mark.parametrize(
    "said",
    [
        invocation("Set-TransportConfig", {"SmtpClientAuthenticationDisabled": False}),
        invocation("Get-Mailbox", {}),
        invocation("Get-TransportConfig", {"Identity": "x"}),
        invocation("get-transportconfig", {}),
        invocation("Get-TransportConfig; Remove-Mailbox", {}),
        b'{"CmdletInput":{"CmdletName":"Get-TransportConfig","Parameters":{}},"CmdletInput":{}}',
    ],
)
def test_only_declared_cmdlets_are_run(said):
    with pytest.raises(RefusedError):
        GUARD.check("POST", INVOKE, said)


def test_a_cmdlet_that_writes_cannot_be_declared():
    with pytest.raises(ValueError, match="Set-TransportConfig"):
        exchange("Set-TransportConfig")


def test_a_cmdlet_runs_on_the_servers_of_its_own_host_alone():
    body = TRANSPORT_CONFIG.sent
    GUARD.check("POST", INVOKE.replace("://", "://jpnprd01.", 1), body)
    for other in ("://a.b.", "://evil.example/", "://-x.evil."):
        with pytest.raises(RefusedError):
            GUARD.check("POST", INVOKE.replace("://", other, 1), body)
    with pytest.raises(RefusedError):
        GUARD.check(
            "POST", INVOKE.replace("outlook.office365.com", "ps.compliance.protection.outlook.com"), body
        )


@pytest.mark.parametrize("index", [None, "2", "00000000-0000-4000-8000-00000000000a", "青"])
def test_sites_are_listed_from_any_index(index):
    GUARD.check("POST", url(SPO_SITES), sites_request(index))


@pytest.mark.parametrize("index", ["", "<x/>", "a&b", "\n"])
def test_an_index_cannot_leave_its_place_in_the_request(index):
    with pytest.raises(ValueError, match="index"):
        sites_request(index)


def batch(*urls, method="GET", **more):
    items = [{"id": str(number), "method": method, "url": one, **more} for number, one in enumerate(urls)]
    return json.dumps({"requests": items}).encode()


def test_a_batch_of_declared_reads_is_let_through():
    GUARD.check("POST", BASE + "/v1.0/$batch", batch("/users/1", "/users?$top=5"))


@pytest.mark.parametrize(
    "said",
    [
        batch(),
        batch("/users/1", "/me/messages"),
        batch("/users/1", method="DELETE"),
        batch("/users/1", body={"a": 1}),
        batch("/../beta/users/1"),
        b"[]",
        b"",
    ],
)
def test_a_batch_with_anything_else_in_it_is_refused(said):
    with pytest.raises(RefusedError):
        GUARD.check("POST", BASE + "/v1.0/$batch", said)


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
