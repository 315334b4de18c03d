import asyncio
import base64
import json
import time
from types import SimpleNamespace

import pytest
from azure.core.exceptions import ClientAuthenticationError, ServiceRequestError
from azure.identity import CredentialUnavailableError

from plugins.m365 import credentials
from plugins.m365.credentials import Credential, ca_bundle, tokens
from plugins.m365.endpoints import SECURITY_DEFAULTS
from plugins.m365.failures import FailedError
from plugins.m365.hosts import Host, hosts, origin
from plugins.m365.options import M365Options
from plugins.m365.tokens import LoginError, Ready
from scanner import Reason
from tests.plugins.m365.replay import TENANT, player, run

GRAPH = hosts({})[0]


def options(auth, **given):
    return M365Options(tenant_id=TENANT, auth=auth, **given)


def login(made):
    return asyncio.run(made.token(GRAPH, None))


def test_a_ready_token_is_found_by_the_name_of_the_host():
    assert login(Ready("TENKEN_M365_TOKEN", TENANT, {"TENKEN_M365_TOKEN_GRAPH": "t"})) == "t"


def jwt(payload):
    return f"e30.{base64.urlsafe_b64encode(json.dumps(payload).encode()).decode().rstrip('=')}.sig"


def test_a_ready_token_of_this_tenant_is_taken():
    token = jwt({"tid": TENANT.upper()})
    assert login(Ready("T", TENANT, {"T_GRAPH": token})) == token


def test_a_ready_token_of_another_tenant_is_refused():
    with pytest.raises(LoginError, match="T_GRAPH"):
        login(Ready("T", TENANT, {"T_GRAPH": jwt({"tid": "other"})}))


@pytest.mark.parametrize("opaque", ["t", "a.b.c", jwt([]), jwt({}), "a.\udcff.c"])
def test_a_token_that_does_not_say_its_tenant_is_left_to_the_service(opaque):
    assert login(Ready("T", TENANT, {"T_GRAPH": opaque})) == opaque


def test_a_ready_token_that_is_missing_names_the_variable():
    with pytest.raises(LoginError, match="TENKEN_M365_TOKEN_GRAPH"):
        login(tokens(options("token"), {}))


def test_a_client_secret_that_is_missing_names_the_variable():
    with pytest.raises(LoginError, match="TENKEN_M365_CLIENT_SECRET"):
        login(tokens(options("client_secret", client_id="c"), {}))


def test_a_certificate_that_cannot_be_read_is_a_login_error(tmp_path):
    missing = options("certificate", client_id="c", certificate_path=str(tmp_path / "none.pem"))
    with pytest.raises(LoginError, match="FileNotFoundError"):
        login(tokens(missing, {}))
    broken = tmp_path / "broken.pem"
    broken.write_text("nothing")
    with pytest.raises(LoginError, match="ValueError"):
        login(tokens(options("certificate", client_id="c", certificate_path=str(broken)), {}))


@pytest.mark.parametrize(
    ("auth", "kind", "environment"),
    [
        ("client_secret", "ClientSecretCredential", {"TENKEN_M365_CLIENT_SECRET": "s"}),
        ("device_code", "DeviceCodeCredential", {}),
    ],
)
def test_each_way_to_log_in_builds_its_credential(auth, kind, environment):
    made = credentials._credential(options(auth, client_id="c"), environment)
    assert type(made).__name__ == kind


def test_a_device_code_is_asked_for_on_stderr(capsys):
    credentials.prompt("https://login.example/device", "ABCD", None)
    assert capsys.readouterr() == ("", "https://login.example/device\nABCD\n")


def test_workload_identity_takes_the_token_file_of_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("AZURE_FEDERATED_TOKEN_FILE", str(tmp_path / "token"))
    made = credentials._credential(options("workload_identity", client_id="c"), {})
    assert type(made).__name__ == "WorkloadIdentityCredential"


class Fake:
    def __init__(self, outcome):
        self.outcome = outcome
        self.asked = []

    def get_token(self, *scopes, **given):
        self.asked.append((scopes, given))
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return SimpleNamespace(token=self.outcome)


def test_a_token_is_asked_for_the_scope_of_the_host_with_claims():
    fake = Fake("t")
    asyncio.run(Credential(lambda: fake).token(GRAPH, '{"a":1}'))
    assert fake.asked == [
        (("https://graph.microsoft.com/.default",), {"claims": '{"a":1}', "enable_cae": True})
    ]


def wrapped(cause):
    error = ClientAuthenticationError(message="Authentication failed: secret-looking text")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ClientAuthenticationError(message="AADSTS7000215: Invalid client secret provided"), Reason.DENIED),
        (CredentialUnavailableError(message="no token file"), Reason.DENIED),
        (ServiceRequestError("no route to host"), Reason.UNREACHABLE),
        (wrapped(ServiceRequestError("certificate verify failed")), Reason.UNREACHABLE),
        (wrapped(ValueError("x")), Reason.DENIED),
    ],
)
def test_a_failed_login_is_told_apart(error, reason):
    played = player({})
    with pytest.raises(FailedError) as caught:
        run(played, lambda graph: graph.one(SECURITY_DEFAULTS), tokens=Credential(lambda: Fake(error)))
    assert caught.value.failure.reason is reason
    assert "secret" not in str(caught.value.failure.message).lower()
    assert not played.log


def test_a_login_that_failed_is_not_tried_again_at_once(monkeypatch):
    fake = Fake(ClientAuthenticationError(message="no"))
    credential = Credential(lambda: fake)

    async def twice():
        for _ in range(2):
            with pytest.raises(ClientAuthenticationError):
                await credential.token(GRAPH, None)

    asyncio.run(twice())
    assert len(fake.asked) == 1
    monkeypatch.setattr(credentials, "AGAIN", 0.0)
    fake.outcome = "t"
    assert login(credential) == "t"


def test_a_login_that_hangs_ends_at_the_deadline():
    class Hanging(Fake):
        def get_token(self, *scopes, **given):
            time.sleep(30)

    async def work(graph):
        graph.stop(time.monotonic() + 0.05)
        await graph.one(SECURITY_DEFAULTS)

    started = time.monotonic()
    with pytest.raises(FailedError) as caught:
        run(player({}), work, tokens=Credential(lambda: Hanging("t")))
    assert caught.value.failure.reason is Reason.DEADLINE
    assert time.monotonic() - started < 15


def test_a_private_ca_is_found_under_any_of_its_names():
    assert ca_bundle({"REQUESTS_CA_BUNDLE": "a"}) == "a"
    assert ca_bundle({"SSL_CERT_FILE": "b", "REQUESTS_CA_BUNDLE": "a"}) == "b"
    assert ca_bundle({}) == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"tenant_id": "", "auth": "token"},
        {"tenant_id": TENANT, "auth": "certificate", "client_id": "c"},
        {"tenant_id": TENANT, "auth": "client_secret"},
        {"tenant_id": TENANT, "auth": "token", "hosts": {"grph": "https://graph.microsoft.com"}},
        {"tenant_id": TENANT, "auth": "token", "hosts": {"graph": "http://graph.microsoft.com"}},
        {"tenant_id": TENANT, "auth": "token", "hosts": {"graph": "https://user@graph.microsoft.com"}},
        {"tenant_id": TENANT, "auth": "token", "hosts": {"graph": "graph.microsoft.com"}},
    ],
    ids=str,
)
def test_options_that_could_never_work_are_refused(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        M365Options(**wrong)


def test_a_host_can_be_moved_and_takes_its_scope_along():
    moved = hosts({"graph": "https://graph.microsoft.us/"})[0]
    assert moved == Host("graph", "https://graph.microsoft.us", "https://graph.microsoft.us/.default")
    assert hosts({"graph": "http://127.0.0.1:8080"})[0].scope == "https://graph.microsoft.com/.default"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Graph.Microsoft.com:443/v1.0", "https://graph.microsoft.com"),
        ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080"),
        ("http://[::1]:80/", "http://[::1]"),
        ("https://h:99999/", ""),
    ],
)
def test_the_origin_of_a_url(url, expected):
    assert origin(url) == expected
