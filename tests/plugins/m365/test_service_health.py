"""Answers written from documentation: learn.microsoft.com/graph/api/serviceannouncement-list-issues,
…/graph/api/serviceannouncement-list-healthoverviews.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.m365.checks.service_health import service_level
from plugins.m365.collectors.service_health import issues, services
from plugins.m365.endpoints import SERVICE_HEALTH, SERVICE_ISSUES
from plugins.m365.settings.service_health import ServiceHealth, ServiceIssue
from scanner import AsOf, Fail, Limits, Pass, Unknown
from tests.plugins.m365.replay import collected, page

NOW = datetime(2026, 11, 21, tzinfo=UTC)
MAIL = ServiceHealth(service="Exchange Online", status="serviceOperational")


def incident(ago, hours, **changes):
    start = NOW - timedelta(days=ago)
    made = ServiceIssue(
        id="EX1",
        service=MAIL.service,
        classification="incident",
        resolved=True,
        start=start,
        end=start + timedelta(hours=hours),
    )
    return replace(made, **changes)


def judged(*found):
    limits = Limits.of({"service_incident_hours": 24})
    return [type(one) for one in service_level(MAIL, found, AsOf(time=NOW), limits)]


def test_a_service_without_incidents_passes():
    assert judged() == [Pass]


@pytest.mark.parametrize(("hours", "expected"), [(24, Pass), (25, Fail)])
def test_incidents_are_added_up(hours, expected):
    assert judged(incident(10, hours - 4), incident(5, 4)) == [expected]


def test_incidents_at_the_same_time_count_once():
    assert judged(incident(10, 20), incident(10, 20), incident(10, 24)) == [Pass]


def test_only_the_last_thirty_days_count():
    assert judged(incident(31, 30), incident(60, 500)) == [Pass]


def test_an_incident_that_goes_on_counts_until_now():
    assert judged(incident(2, 0, resolved=False, end=None)) == [Fail]


@pytest.mark.parametrize("change", [{"classification": "advisory"}, {"service": "Microsoft Teams"}], ids=str)
def test_advisories_and_other_services_do_not_count(change):
    assert judged(incident(10, 100, **change)) == [Pass]


@pytest.mark.parametrize("change", [{"classification": "brandnew"}, {"end": None}], ids=str)
def test_an_issue_that_cannot_be_measured_is_unknown(change):
    assert judged(incident(10, 1, **change)) == [Unknown]


def test_services_and_issues_are_read_as_documented():
    issue = {
        "id": "EX226792",
        "service": "Exchange Online",
        "classification": "Incident",
        "status": "ServiceRestored",
        "isResolved": True,
        "startDateTime": "2026-11-13T21:00:00Z",
        "endDateTime": "2026-11-14T17:15:00Z",
    }
    overview = {"id": "Exchange", "service": "Exchange Online", "status": "serviceOperational"}
    (found,) = collected(issues, {f"GET {SERVICE_ISSUES.path}": page([issue])})
    assert (found.classification, found.resolved, found.end.hour) == ("incident", True, 17)
    assert collected(services, {f"GET {SERVICE_HEALTH.path}": page([overview])}) == [MAIL]
