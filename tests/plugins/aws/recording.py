"""A made-up account on tape, put there once a run in this process, and scanned again as often as needed.

What is on the tape is what moto answers, and answers by hand where moto has none (`fuller_answers`):
nothing of it was recorded from AWS.
"""

import fcntl
import os
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

import scanner
from plugins.aws import provider
from plugins.aws.base import connect
from plugins.aws.connection import AwsConnection
from plugins.aws.demo import ENVIRONMENT, FOREIGN, TARGET
from plugins.aws.once import Once
from plugins.aws.options import AwsOptions
from scanner import Config, OrganisationConfig, Target
from scanner.assessment import Assessment
from scanner.frameworks import packaged
from scanner.host import Host
from scanner.records import Declarations
from tests.plugins.aws.replay import Tape

FRAMEWORKS = tuple(path.name.removesuffix(".yaml") for path in packaged())
GONE = {
    "key": "arn:aws:kms:ap-northeast-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    "system": "旧福祉システム",
    "origin": "AWS_CLOUDHSM",
}
MORE: dict[str, list[Any]] = {"break_out_addresses": [{"cidr": "203.0.113.0/24"}]}
"""What is declared beside what the demo's city declares."""
DEADLINE = 110.0
"""Seconds; nothing waits for it, also not on a busy machine."""


@contextmanager
def alone() -> Iterator[None]:
    """Forget the AWS settings of whoever runs the tests."""
    with patch.dict("os.environ", ENVIRONMENT), pytest.MonkeyPatch.context() as environment:
        for name in (*FOREIGN, "AWS_ENDPOINT_URL"):
            environment.delenv(name, raising=False)
        yield


def host(connecting: Any = connect) -> Host:
    """A host with AWS alone, signing in as told."""
    providers = {"aws": replace(provider, connect=connecting)}
    return Host(plugins=(), providers=providers, renderers={}, mapping_files=(), problems=())


HOST = host()


def scan(declared: Declarations, checks: Sequence[str] | None = None, host: Host = HOST) -> Assessment:
    """Scan with every check (or those named) and every framework, in all enabled regions."""
    target = Target(TARGET, "aws", "aozora", AwsOptions())
    city = OrganisationConfig(id="aozora", name="青空市", case="i", targets=(target,), declared=declared)
    config = Config(organisations=(city,), deadline=DEADLINE, frameworks=FRAMEWORKS)
    return scanner.scan(config, checks, host=host)


class Recording:
    """The fuller city on tape, and its assessment when nothing is denied."""

    def __init__(self, tape: Tape, city: dict[str, list[Any]]) -> None:
        self.tape = tape
        self.declared = Declarations.of({**city, **MORE, "ended_keys": [*city["ended_keys"], GONE]})
        self._open: dict[str, AwsConnection] = {}
        self.before = self.scan()
        self.called = frozenset(operation for operation, _ in tape.calls)

    def scan(self, checks: Sequence[str] | None = None) -> Assessment:
        """Scan from the tape."""
        with self.tape.replaying():
            return scan(self.declared, checks)

    def denied(self, operation: str, region: str | None = None) -> Assessment:
        """Scan from the tape, with one operation refused (in one region only, if given).

        Clients are kept from scan to scan: to make eighty of them takes longer than all the rest.
        """
        with self.tape.replaying(operation, region):
            return scan(self.declared, host=host(self.connect))

    def connect(self, target: Target, permissions: frozenset[str]) -> AwsConnection:
        """Sign in to a target: with the clients that it has, if it was scanned before."""
        if target.id not in self._open:
            self._open[target.id] = connect(target, permissions)
        aws = self._open[target.id]
        aws.once = Once(aws)
        aws.account = aws.ask("sts.GetCallerIdentity")["Account"]
        return aws


def recorded(folder: Path) -> Recording:
    """The recording of this run of the tests: made by the first worker that asks for it."""
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    file = shared / "aozora-aws.tape"
    with (shared / "aozora-aws.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            file.write_bytes(pickle.dumps(_record()))
    tape = Tape()
    tape.answers, tape.by_hand, city = pickle.loads(file.read_bytes())
    return Recording(tape, city)


def _record() -> tuple[Any, ...]:
    """Fill the account in moto, and scan it once; that must be whole, else every test would mislead."""
    from moto import mock_aws

    from plugins.aws.demo import fill
    from plugins.aws.demo.clients import Clients
    from tests.plugins.aws.fuller import fill_more
    from tests.plugins.aws.replay import moto_asked

    with mock_aws():
        tape, aws = Tape(), Clients()
        city = fill(aws)
        fill_more(aws, tape)
        with moto_asked() as tape.source, tape:
            unread = [str(gap.message) for _, gap in scan(Declarations()).gaps]
    assert unread == []
    return tape.answers, tape.by_hand, city
