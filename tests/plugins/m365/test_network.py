"""Proxies and private certificate authorities of the environment, for the service and for the login host."""

import asyncio

import pytest

from plugins.m365 import provider
from plugins.m365.endpoints import SECURITY_DEFAULTS
from plugins.m365.failures import FailedError
from plugins.m365.options import M365Options
from scanner import Reason, Target
from scanner.testing import FixtureServer
from tests.plugins.m365.replay import TENANT, player
from tests.tls import NAMES, VARIABLES, Proxy, TlsServer, make_certificate

DEFAULTS = {"GET " + SECURITY_DEFAULTS.path: {"isEnabled": True}}


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("TENKEN_M365_TOKEN_GRAPH", "t")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("ca"))


def read(url, **options):
    given = M365Options(**{"tenant_id": TENANT, "auth": "token", "hosts": {"graph": url}} | options)

    async def go():
        target = Target("t", "m365", "aozora", given)
        graph = await provider.connect(target, frozenset(SECURITY_DEFAULTS.permissions))
        try:
            return (await graph.one(SECURITY_DEFAULTS)).flag("isEnabled")
        finally:
            await graph.close()

    return asyncio.run(go())


def failure_of(url, **options):
    with pytest.raises(FailedError) as caught:
        read(url, **options)
    assert provider.classify(caught.value) == caught.value.failure
    return caught.value.failure


def reason_of(url):
    return failure_of(url).reason


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_a_private_ca_of_the_environment_is_trusted(certificate, monkeypatch, variable):
    monkeypatch.setenv(variable, str(certificate))
    with TlsServer(player(DEFAULTS), certificate) as server:
        assert read(server.url)


def test_without_it_the_service_is_unreachable(certificate):
    with TlsServer(player(DEFAULTS), certificate) as server:
        assert reason_of(server.url) is Reason.UNREACHABLE


def test_a_certificate_file_that_is_missing_is_no_defect(monkeypatch, tmp_path):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none.pem"))
    assert reason_of("https://127.0.0.1:9") is Reason.UNREACHABLE


def test_a_proxy_that_is_no_url_is_no_defect(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "gopher://proxy")
    assert reason_of("https://graph.microsoft.com") is Reason.UNREACHABLE


def test_the_proxy_of_the_environment_is_asked_for_https(monkeypatch):
    with FixtureServer(player({})) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        found = failure_of("https://graph.microsoft.com")
    assert found.reason is Reason.UNREACHABLE
    assert "ProxyError" in str(found.message)


def test_the_proxy_of_the_environment_leads_to_the_service(certificate, monkeypatch):
    [graph] = [name for name in NAMES if name.startswith("graph.")]
    with TlsServer(player(DEFAULTS), certificate) as server, Proxy(server.port) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        assert read(f"https://{graph}")
    assert proxy.asked == {f"{graph}:443"}


def test_no_proxy_is_asked_for_this_machine(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with FixtureServer(player(DEFAULTS)) as server:
        assert read(server.url)


def test_nobody_listening_is_unreachable():
    assert reason_of("http://127.0.0.1:9") is Reason.UNREACHABLE


def test_azure_identity_logs_in_through_the_same_private_ca(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("TENKEN_M365_CLIENT_SECRET", "s")
    login = player({})
    with TlsServer(login, certificate) as server:
        base = f"{server.url}/{TENANT}"
        known = {
            "token_endpoint": f"{base}/oauth2/v2.0/token",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "issuer": f"{base}/v2.0",
        }
        token = {"token_type": "Bearer", "expires_in": 3600, "access_token": "from-login"}
        login.script = type(login.script).of(
            {
                f"GET /{TENANT}/v2.0/.well-known/openid-configuration": known,
                f"POST /{TENANT}/oauth2/v2.0/token": token,
                **DEFAULTS,
            }
        )
        assert read(server.url, auth="client_secret", client_id="c", authority=server.url)
    assert login.log[-1].headers["authorization"] == "Bearer from-login"
    assert [request.path for request in login.log][-2].endswith("/token")
