"""The whole way over HTTP: engine, connection, SDK and a server that misbehaves."""

import time
from contextlib import contextmanager

import pytest

import scanner
from plugins.m365 import demo, provider
from plugins.m365.endpoints import CA_POLICIES, SHAREPOINT
from plugins.m365.options import M365Options
from scanner import Config, OrganisationConfig, Target
from scanner.exit_code import exit_code
from scanner.host import Host
from scanner.model import Outcome, Reason
from scanner.records import Declarations
from scanner.testing import Fault, FixtureServer, Hang, Reply, Reset
from tests.plugins.m365.test_denied import LIMITS

HOST = Host(plugins=(), providers={"m365": provider}, renderers={}, mapping_files=(), problems=())
CHECKS = ("m365.sharepoint.sharing", "m365.ca.mfa-all")
DENIED = Reply(403, {"error": {"code": "accessDenied", "message": "…"}})


@contextmanager
def scanned(monkeypatch, *faults, deadline=30.0, checks=CHECKS):
    monkeypatch.setenv("TENKEN_M365_TOKEN_GRAPH", "t")
    played = demo.player(faults=faults)
    with FixtureServer(played) as server:
        options = M365Options(tenant_id=demo.TENANT, auth="token", hosts={"graph": server.url})
        target = Target("aozora-m365", "m365", "aozora", options)
        declared = Declarations.of(demo.DECLARED)
        city = OrganisationConfig(id="aozora", name="青空市", case="i", targets=(target,), declared=declared)
        config = Config(organisations=(city,), deadline=deadline, limits=LIMITS)
        yield scanner.scan(config, host=HOST, checks=checks), played


def outcomes(assessment):
    return {one.check: one.outcome for one in assessment.findings}


def reasons(assessment):
    return {gap.reason for _, gap in assessment.gaps}


def test_only_what_the_checks_need_is_read(monkeypatch):
    with scanned(monkeypatch, checks=("m365.sharepoint.sharing",)) as (assessment, played):
        assert outcomes(assessment) == {"m365.sharepoint.sharing": Outcome.FAIL}
        assert [one.path for one in played.log] == [SHAREPOINT.path]


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (DENIED, Reason.DENIED),
        (Reply(200, b"<html>"), Reason.MALFORMED),
        (Reply(500, {}), Reason.UNREACHABLE),
        (Reset(), Reason.UNREACHABLE),
        (Reply(429, {}, {"Retry-After": "86400"}), Reason.THROTTLED),
    ],
)
def test_one_endpoint_that_fails_leaves_the_other_judged(monkeypatch, act, reason):
    with scanned(monkeypatch, Fault(CA_POLICIES.path, act)) as (assessment, _):
        assert outcomes(assessment) == {
            "m365.ca.mfa-all": Outcome.UNKNOWN,
            "m365.sharepoint.sharing": Outcome.FAIL,
        }
        assert reason in reasons(assessment)
        assert exit_code(assessment) == 4


def test_a_list_that_breaks_in_its_middle_is_unknown_or_stands_on_what_was_read(monkeypatch):
    with scanned(monkeypatch, Fault(CA_POLICIES.path, DENIED, after=1)) as (assessment, _):
        assert outcomes(assessment)["m365.ca.mfa-all"] is Outcome.PASS  # the proof was on the first page
        assert exit_code(assessment) == 4


def test_an_endpoint_that_hangs_ends_at_the_deadline(monkeypatch):
    started = time.monotonic()
    with scanned(monkeypatch, Fault(CA_POLICIES.path, Hang()), deadline=1.5) as (assessment, _):
        assert time.monotonic() - started < 15
        assert outcomes(assessment)["m365.sharepoint.sharing"] is Outcome.FAIL
        assert outcomes(assessment)["m365.ca.mfa-all"] is Outcome.UNKNOWN
        assert reasons(assessment) == {Reason.DEADLINE}
