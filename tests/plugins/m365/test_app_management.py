"""Answers written from documentation: learn.microsoft.com/graph/api/tenantappmanagementpolicy-get."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from plugins.m365.checks.app_management import credentials_are_limited
from plugins.m365.collectors.app_management import app_management
from plugins.m365.endpoints import APP_MANAGEMENT
from plugins.m365.failures import FailedError
from plugins.m365.rules.durations import days
from plugins.m365.settings.app_management import AppManagement, Restriction
from scanner import Fail, Limits, Pass, Unknown
from tests.plugins.m365.replay import collected

LIMITS = Limits.of({"application_secret_days": 180, "application_certificate_days": 365})
SECRET = Restriction(kind="passwordLifetime", state="enabled", lifetime="P180D", since=None)
CERTIFICATE = Restriction(kind="asymmetricKeyLifetime", state="enabled", lifetime="P1Y", since=None)
BOTH = (SECRET, CERTIFICATE)
POLICY = AppManagement(enabled=True, applications=BOTH, services=BOTH)


def judged(*restrictions, **changes):
    held = {"applications": restrictions} if restrictions else {}
    return [type(one) for one in credentials_are_limited(replace(POLICY, **held, **changes), LIMITS)]


def test_a_policy_that_limits_both_for_both_passes():
    assert judged() == [Pass] * 4


def test_a_policy_that_is_off_fails():
    assert judged(enabled=False) == [Fail]


def test_a_policy_that_forgets_service_principals_fails():
    assert judged(services=()) == [Pass, Pass, Fail, Fail]


def test_secrets_may_be_forbidden_altogether():
    assert judged(
        Restriction(kind="passwordAddition", state="enabled", lifetime=None, since=None), CERTIFICATE
    )[:2] == [
        Pass,
        Pass,
    ]


@pytest.mark.parametrize(
    "change", [{"lifetime": "P2Y"}, {"lifetime": "P182D"}, {"state": "disabled"}], ids=str
)
def test_a_restriction_that_is_off_or_too_long_fails(change):
    assert judged(replace(SECRET, **change), CERTIFICATE)[:2] == [Fail, Pass]


@pytest.mark.parametrize("change", [{"lifetime": None}, {"lifetime": "soon"}, {"state": "brandNew"}], ids=str)
def test_a_restriction_that_cannot_be_understood_is_unknown(change):
    assert judged(replace(SECRET, **change), CERTIFICATE)[0] is Unknown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P180D", 180),
        ("P4DT12H30M5S", 5),
        ("P1Y", 366),
        ("P6M", 186),
        ("P2W", 14),
        ("PT1H", 1),
        ("P", None),
        ("", None),
        ("180", None),
    ],
)
def test_durations_are_counted_in_days(text, expected):
    assert days(text) == expected


ANSWER = {
    "id": "00000000-0000-0000-0000-000000000000",
    "isEnabled": True,
    "applicationRestrictions": {
        "passwordCredentials": [
            {"restrictionType": "passwordLifetime", "state": "enabled", "maxLifetime": "P180D"}
        ],
        "keyCredentials": [
            {"restrictionType": "asymmetricKeyLifetime", "state": "enabled", "maxLifetime": "P1Y"}
        ],
    },
    "servicePrincipalRestrictions": None,
}


def read(**changes):
    (found,) = collected(app_management, {f"GET {APP_MANAGEMENT.path}": ANSWER | changes})
    return found


def test_restrictions_on_secrets_and_certificates_are_read_together():
    assert read() == replace(POLICY, services=())


def test_a_policy_that_does_not_say_if_it_is_on_is_malformed():
    with pytest.raises(FailedError, match="isEnabled"):
        read(isEnabled=None)


def test_where_nothing_limits_a_restriction_that_no_page_lists_may():
    new = Restriction(kind="brandNew", state="enabled", lifetime=None, since=None)
    assert judged(new, CERTIFICATE)[:2] == [Unknown, Pass]
    assert judged(new, SECRET, CERTIFICATE)[:2] == [Pass, Pass]
    assert judged(replace(new, state="disabled"), CERTIFICATE)[:2] == [Fail, Pass]


def test_a_restriction_for_new_applications_alone_leaves_older_ones_open():
    new = replace(SECRET, since=datetime(2026, 4, 1, tzinfo=UTC))
    assert judged(new, CERTIFICATE)[:2] == [Unknown, Pass]
    assert judged(replace(new, lifetime="P2Y"), CERTIFICATE)[:2] == [Fail, Pass]
    forbidden = replace(new, kind="passwordAddition", lifetime=None)
    assert judged(forbidden, CERTIFICATE)[:2] == [Unknown, Pass]
    assert judged(forbidden, SECRET, CERTIFICATE)[:2] == [Pass, Pass]


def test_since_when_a_restriction_holds_is_read():
    dated = {
        "restrictionType": "passwordAddition",
        "state": "enabled",
        "restrictForAppsCreatedAfterDateTime": "2026-04-01T00:00:00Z",
    }
    found = read(applicationRestrictions={"passwordCredentials": [dated]})
    assert [one.since for one in found.applications] == [datetime(2026, 4, 1, tzinfo=UTC)]
