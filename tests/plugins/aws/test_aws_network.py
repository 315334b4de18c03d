"""Proxies and private certificate authorities of the environment, on a wire of this machine."""

import botocore.exceptions
import pytest

from plugins.aws.base import connect
from plugins.aws.connection import AwsConnection
from plugins.aws.options import AwsOptions
from scanner import Reason, Target
from scanner.testing import Player, Reply, Script
from tests.plugins.aws.conftest import EVERYTHING, TOKYO
from tests.tls import NAMES, VARIABLES, Proxy, TlsServer, make_certificate

# Written from documentation: STS API reference, GetCallerIdentity.
IDENTITY = """<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
<GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/a</Arn><UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>
<Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"""
XML = {"Content-Type": "text/xml"}
[AWS] = [name for name in NAMES if name.startswith("aws.")]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("ca"))


@pytest.fixture
def server(certificate, monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    script = Script({"POST /": Reply(200, IDENTITY.encode(), XML)})
    with TlsServer(Player(script), certificate) as server:
        yield server


def account():
    target = Target("aozora", "aws", "aozora", AwsOptions(regions=(TOKYO,)))
    return connect(target, EVERYTHING).account


def reason():
    with pytest.raises(botocore.exceptions.BotoCoreError) as caught:
        account()
    return AwsConnection.classify(caught.value).reason


@pytest.mark.parametrize("variable", ["AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"])
def test_a_private_ca_of_the_environment_is_trusted(server, certificate, monkeypatch, variable):
    monkeypatch.setenv("AWS_ENDPOINT_URL", server.url)
    monkeypatch.setenv(variable, str(certificate))
    assert account() == "111122223333"


def test_without_it_the_service_is_unreachable(server, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", server.url)
    monkeypatch.setattr("time.sleep", lambda _: None)
    assert reason() is Reason.UNREACHABLE


def test_the_proxy_of_the_environment_leads_to_the_service(server, certificate, monkeypatch):
    with Proxy(server.port) as proxy:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"https://{AWS}")
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        assert account() == "111122223333"
    assert proxy.asked == {f"{AWS}:443"}


def test_what_no_proxy_names_is_reached_without_one(server, certificate, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", server.url)
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    assert account() == "111122223333"
