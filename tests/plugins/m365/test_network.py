"""Proxies and private certificate authorities of the environment, for the service and for the login host."""

import asyncio
import datetime as dt
import ipaddress
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from plugins.m365 import provider
from plugins.m365.endpoints import SECURITY_DEFAULTS
from plugins.m365.failures import FailedError
from plugins.m365.options import M365Options
from scanner import Reason, Target
from scanner.testing import FixtureServer
from tests.plugins.m365.replay import TENANT, player

VARIABLES = (
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "HTTPS_PROXY",
    "HTTP_PROXY",
)
DEFAULTS = {"GET " + SECURITY_DEFAULTS.path: {"isEnabled": True}}


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    for name in (*VARIABLES, "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("TENKEN_M365_TOKEN_GRAPH", "t")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "aozora.example")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("ca") / "ca.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return file


class TlsServer(FixtureServer):
    """The fixture server behind TLS."""

    def __init__(self, player, certificate):
        super().__init__(player)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    @property
    def url(self):
        return super().url.replace("http:", "https:")


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
