"""Reports of auditors.

Answers are written from documentation: AWS Artifact API reference, ListReports (moto lacks it).
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.aws.checks.artifact import report
from plugins.aws.settings.account import Account
from plugins.aws.settings.artifact import AuditReport, AuditReports
from scanner import AsOf, Fail, Limits, Pass, Unknown
from tests.plugins.aws.by_hand import ACCOUNT as OWN, answered
from tests.plugins.aws.reading import read

ACCOUNT = Account(id=OWN, target="aozora")
NOW = datetime(2026, 11, 1, tzinfo=UTC)
LIMITS = Limits.of({"assurance_report_days": 365})
SOC = AuditReport(
    name="Service Organization Controls (SOC) 2 Report - Current",
    series="SOC 2",
    state="PUBLISHED",
    period_end=NOW - timedelta(days=100),
)


def judged(*reports):
    [verdict] = report(AuditReports(account=ACCOUNT, reports=reports), LIMITS, AsOf(time=NOW))
    return type(verdict)


def aged(days, **more):
    return replace(SOC, period_end=NOW - timedelta(days=days), **more)


@pytest.mark.parametrize(("days", "expected"), [(0, Pass), (365, Pass), (366, Fail), (-30, Pass)])
def test_a_report_covers_the_last_year(days, expected):
    assert judged(aged(days)) is expected
    assert judged(aged(900), aged(days)) is expected


@pytest.mark.parametrize(
    "name", ["ISMAP Report", "ISO/IEC 27017:2015 Certificate", "ISO 27017", "SOC 2 Type II"]
)
def test_reports_of_each_kind_count(name):
    assert judged(aged(1, name=name, series="")) is Pass


@pytest.mark.parametrize(
    "more",
    [{"name": "SOC 1", "series": "SOC 1"}, {"name": "ISO 27001", "series": ""}, {"state": "UNPUBLISHED"}],
)
def test_other_reports_do_not(more):
    assert judged(replace(SOC, **more)) is Fail


def test_no_report_fails_and_one_without_period_is_unknown():
    assert judged() is Fail
    assert judged(replace(SOC, period_end=None)) is Unknown


def test_reports_are_read(tape, sign_in):
    one = {"name": SOC.name, "series": "SOC 2", "state": "PUBLISHED", "periodEnd": SOC.period_end}
    found = read(AuditReports, answered(tape, sign_in, {"artifact.ListReports": {"reports": [one]}}))
    assert found == [AuditReports(account=ACCOUNT, reports=(SOC,))]
