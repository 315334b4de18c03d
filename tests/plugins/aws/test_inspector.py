"""Vulnerability scanning and critical findings.

Answers are written from documentation: Inspector API reference, BatchGetAccountStatus and
ListFindings (moto does not list findings by these filters).
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.aws.answers import MalformedAnswer
from plugins.aws.checks.inspector import no_old_critical_finding, scanning
from plugins.aws.settings.account import Region
from plugins.aws.settings.inspector import CriticalFinding, VulnerabilityScanning
from scanner import AsOf, Fail, Limits, Pass, Unknown
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

REGION = Region(name=TOKYO)
NOW = datetime(2026, 11, 1, tzinfo=UTC)
LIMITS = Limits.of({"critical_finding_days": 14})
GOOD = VulnerabilityScanning(
    region=REGION, status="ENABLED", servers="ENABLED", images="ENABLED", functions="ENABLED"
)
ARN = "arn:aws:inspector2:ap-northeast-1:123456789012:finding/0e436649379db5f327e3cf5bb4421d76"
FINDING = CriticalFinding(arn=ARN, region=TOKYO, resource="i-1", status="ACTIVE", first_observed=NOW)


def test_a_region_that_scans_everything_passes_for_each_kind():
    assert [(type(one), one.part) for one in scanning(GOOD)] == [
        (Pass, "EC2"),
        (Pass, "ECR"),
        (Pass, "LAMBDA"),
    ]


@pytest.mark.parametrize("field", ["servers", "images", "functions"])
@pytest.mark.parametrize(
    ("status", "expected"),
    [("DISABLED", Fail), ("SUSPENDED", Fail), ("ENABLING", Fail), ("DREAMING", Unknown)],
)
def test_each_kind_of_scan_must_be_on(field, status, expected):
    found = [type(one) for one in scanning(replace(GOOD, **{field: status}))]
    assert sorted(found, key=str) == sorted([Pass, Pass, expected], key=str)


def test_a_region_that_says_nothing_of_functions_is_unknown():
    assert type(list(scanning(replace(GOOD, functions=None)))[-1]) is Unknown


def aged(days, **more):
    finding = replace(FINDING, first_observed=NOW - timedelta(days=days), **more)
    [verdict] = no_old_critical_finding(finding, LIMITS, AsOf(time=NOW))
    return verdict


@pytest.mark.parametrize(("days", "expected"), [(0, Pass), (14, Pass), (15, Fail)])
def test_a_critical_vulnerability_may_not_grow_old(days, expected):
    assert type(aged(days)) is expected


def test_hiding_a_finding_does_not_mend_it():
    verdict = aged(15, status="SUPPRESSED")
    assert type(verdict) is Fail
    assert "suppressed" in str(verdict.message)


def test_a_status_that_nobody_documents_is_unknown():
    assert type(aged(1, status="DREAMING")) is Unknown


def account(own="123456789012", status="ENABLED", **more):
    state = {"status": status, "errorCode": "ALREADY_ENABLED", "errorMessage": "…"}
    return {
        "accounts": [
            {"accountId": own, "state": state, "resourceState": {"ec2": state, "ecr": state, **more}}
        ]
    }


def test_what_is_scanned_is_read(tape, sign_in):
    aws = answered(tape, sign_in, {"inspector2.BatchGetAccountStatus": account()})
    assert read(VulnerabilityScanning, aws) == [replace(GOOD, functions=None)]


def test_an_answer_about_another_account_is_malformed(tape, sign_in):
    aws = answered(tape, sign_in, {"inspector2.BatchGetAccountStatus": account(own="444455556666")})
    with pytest.raises(MalformedAnswer):
        read(VulnerabilityScanning, aws)


def finding(status):
    return {
        "findingArn": ARN,
        "awsAccountId": "123456789012",
        "type": "PACKAGE_VULNERABILITY",
        "description": "…",
        "remediation": {},
        "severity": "CRITICAL",
        "firstObservedAt": NOW,
        "lastObservedAt": NOW,
        "status": status,
        "resources": [{"type": "AWS_EC2_INSTANCE", "id": "i-1"}],
    }


def test_findings_are_read(tape, sign_in):
    answers = {
        "inspector2.BatchGetAccountStatus": account(),
        "inspector2.ListFindings": {"findings": [finding("ACTIVE")]},
    }
    assert read(CriticalFinding, answered(tape, sign_in, answers)) == [FINDING]


def test_a_region_without_inspector_is_not_asked_for_findings(tape, sign_in):
    aws = answered(tape, sign_in, {"inspector2.BatchGetAccountStatus": account(status="DISABLED")})
    assert read(CriticalFinding, aws) == []
