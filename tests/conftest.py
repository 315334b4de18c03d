"""What holds for every test: fresh translations, no network beyond this machine, no credentials."""

import os
import socket
import sys
from ipaddress import ip_address
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

import hatch_build
from tests import system

AWS_VARIABLES = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_SESSION_TOKEN": "testing",
    "AWS_DEFAULT_REGION": "ap-northeast-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}
PREFIXES = ("AWS_", "AZURE_", "TENKEN_", "MOTO_")
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "here")


class NetworkUsed(BaseException):
    """A test tried to leave this machine. Not an `Exception`, so that little code under test swallows it."""


attempts: list[str] = []
"""What tried to leave, also where the error was swallowed or raised on a thread."""


def pytest_configure(config: pytest.Config) -> None:
    """Compile translations, forget the surroundings and close the network, in every worker."""
    hatch_build.compile_all(Path(__file__).parent.parent)
    for name in list(os.environ):
        if name.startswith(PREFIXES) or name.lower() in PROXIES:
            del os.environ[name]
    os.environ.update(AWS_VARIABLES, TENKEN_STORE="none")
    sys.addaudithook(_only_this_machine)
    config.addinivalue_line("markers", "needs_system(name): needs a package of tests/system.txt")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is not there; in CI that is a failure, so that nothing is left out unseen."""
    for name in (name for mark in item.iter_markers("needs_system") for name in mark.args):
        if not system.path(name):
            leave_out(f"{name} is not installed; run: make system")


def leave_out(why: str) -> NoReturn:
    """Skip the test, or fail it in CI."""
    if os.environ.get("CI"):
        pytest.fail(why, pytrace=False)
    pytest.skip(why)


@pytest.fixture(autouse=True)
def stays_on_this_machine():
    """Fail a test that tried to connect to another machine."""
    before = len(attempts)
    yield
    assert attempts[before:] == []


def _only_this_machine(event: str, args: tuple[object, ...]) -> None:
    address = {"socket.connect": args[1:2], "socket.getaddrinfo": (args,)}.get(event, ())
    if address and not _is_here(address[0]):
        attempts.append(f"{event} {address[0]!r}")
        raise NetworkUsed(attempts[-1])


def _is_here(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # a socket of this machine's own kind, a path
    host = address[0]
    if isinstance(host, bytes):
        host = host.decode()
    if host in (None, "", "localhost", socket.gethostname()):
        return True
    try:
        return ip_address(str(host)).is_loopback or ip_address(str(host)).is_unspecified
    except ValueError:
        return False
