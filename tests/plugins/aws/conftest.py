"""A made-up account in memory, and a way to read it as the engine would."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from moto import mock_aws

from plugins.aws.base import connect
from plugins.aws.connection import AwsConnection
from plugins.aws.operations import READS, action_of
from plugins.aws.options import AwsOptions
from scanner import Target
from tests.plugins.aws.replay import Tape

EVERYTHING = frozenset(action_of(operation) for operation in READS)
TOKYO, OSAKA = "ap-northeast-1", "ap-northeast-3"


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in {
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "AWS_CONFIG_FILE": "/nonexistent/config",
        "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent/credentials",
        "AWS_EC2_METADATA_DISABLED": "true",
        "MOTO_EC2_LOAD_DEFAULT_AMIS": "false",
    }.items():
        monkeypatch.setenv(name, text)
    for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_DEFAULT_REGION", "AWS_REGION", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def moto() -> Iterator[None]:
    """An empty account in memory."""
    with mock_aws():
        yield


@pytest.fixture
def tape() -> Iterator[Tape]:
    """A tape for answers by hand; what has none goes to moto if it runs."""
    with Tape() as tape:
        yield tape


@pytest.fixture
def sign_in() -> Callable[..., AwsConnection]:
    """Open a connection to the account, in Tokyo unless told otherwise."""

    def sign_in(
        permissions: frozenset[str] = EVERYTHING,
        regions: tuple[str, ...] | None = (TOKYO,),
        target: str = "aozora",
    ) -> AwsConnection:
        options = AwsOptions(regions=regions)
        return connect(Target(target, "aws", "aozora", options), permissions)

    return sign_in


@pytest.fixture
def aws(moto: None, sign_in: Callable[..., AwsConnection]) -> AwsConnection:
    """A connection to the made-up account."""
    return sign_in()


@pytest.fixture(scope="module")
def shared_accounts() -> Iterator[Any]:
    """Three accounts and their aggregator, for a whole file of tests."""
    from tests.plugins.aws.aggregating import world  # it needs what stands above

    with world() as accounts:
        yield accounts


@pytest.fixture
def accounts(shared_accounts: Any) -> Iterator[Any]:
    """Three accounts, whose aggregator a test may change for itself."""
    made = shared_accounts.made
    before = deepcopy((made.items, made.sources))
    made.asked.clear()
    made.raw.clear()
    shared_accounts.tape.calls.clear()
    yield shared_accounts
    made.items, made.sources = before


@pytest.fixture
def made(accounts: Any) -> Any:
    """The aggregator of the three accounts."""
    return accounts.made


@pytest.fixture
def office(accounts: Any) -> Any:
    """The three accounts by name."""
    return accounts.office
