"""The services of providers, and the checks that look at their settings."""

from dataclasses import replace
from datetime import UTC, datetime
from fnmatch import fnmatchcase

import pytest

from scanner.frameworks import load_frameworks
from scanner.host import Host
from scanner.notice import Notice
from scanner.touched import checks_touched, controls_touched, load_services

NOTICE = Notice(
    id="MC1",
    title="",
    services=(),
    category="planforchange",
    major=True,
    act_by=None,
    starts=None,
    ends=None,
    modified=datetime(2026, 11, 1, tzinfo=UTC),
    text="",
)
CHECKS = ("aws.s3.public", "m365.ca.legacy", "m365.exchange.forwarding", "m365.sharepoint.sharing")


@pytest.fixture(scope="module")
def host():
    return Host.load()


def touched(*services):
    return checks_touched("m365", replace(NOTICE, services=services), CHECKS)


def test_every_service_is_of_a_provider_and_every_pattern_names_checks(host):
    for service in load_services().services:
        ids = [check.id for check in host.providers[service.provider].checks]
        assert service.names
        for pattern in service.checks:
            assert any(fnmatchcase(one, pattern) for one in ids), (service.names, pattern)


def test_no_name_is_listed_twice():
    names = [(one.provider, name.casefold()) for one in load_services().services for name in one.names]
    assert len(names) == len(set(names))


def test_a_notice_touches_the_checks_of_its_services():
    assert touched("Exchange Online", "sharepoint online") == CHECKS[2:]


@pytest.mark.parametrize(
    "services", [(), ("A brand new service",), ("Exchange Online", "A brand new service")]
)
def test_a_service_that_is_not_known_may_touch_everything_of_its_provider(services):
    assert touched(*services) == CHECKS[1:]


def test_controls_are_those_of_the_checks(host):
    found = controls_touched(["m365.msgc.reviewed"], load_frameworks())
    assert "ALPHA-G04" in found
    assert controls_touched([], load_frameworks()) == ()
