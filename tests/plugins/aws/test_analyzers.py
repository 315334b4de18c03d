"""Access Analyzer: analyzers and what they found.

Answers are written from documentation: IAM Access Analyzer API reference, ListAnalyzers and
ListFindingsV2 (moto has neither).
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import boto3
import pytest

from plugins.aws.checks.analyzers import external, no_external_access, unused, unused_access_reviewed
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.analyzers import AccessFinding, AccessFindings, Analyzer
from plugins.aws.settings.organization import Organization
from scanner import (
    AsOf,
    Fail,
    Gap,
    Limits,
    Message,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Resource,
    Unknown,
)
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read

REGION = Region(name=TOKYO)
ACCOUNT = Account(id="123456789012", target="aozora-aws")
NOW = datetime(2026, 11, 1, tzinfo=UTC)
LIMITS = Limits.of({"access_review_days": 90})
ARN = "arn:aws:access-analyzer:ap-northeast-1:123456789012:analyzer/aozora"
GOOD = Analyzer(arn=ARN, name="aozora", region=TOKYO, type="ACCOUNT", status="ACTIVE")
UNUSED = replace(GOOD, type="ACCOUNT_UNUSED_ACCESS")
ALONE = Organization(account=ACCOUNT, id=None, management=None)
MEMBER = replace(ALONE, id="o-exampleorgid", management="111122223333")
FINDING = AccessFinding(id="f1", resource="arn:aws:s3:::aozora-data", created=NOW)
FOUND = AccessFindings(analyzer=GOOD, findings=(FINDING,))


def gap(region):
    return Gap("x", Resource("AWS::Region", region, region, region), Reason.DENIED, Message("no"))


def outside(*analyzers, gaps=(), organization=ALONE):
    [verdict] = external(REGION, Reading(analyzers, gaps), Reading((organization,)))
    return verdict


@pytest.mark.parametrize("kind", ["ACCOUNT", "ORGANIZATION"])
def test_an_active_analyzer_passes(kind):
    assert type(outside(replace(GOOD, type=kind))) is Pass


@pytest.mark.parametrize(
    "analyzer",
    [
        UNUSED,
        replace(GOOD, type="ACCOUNT_INTERNAL_ACCESS"),
        replace(GOOD, region=OSAKA),
        replace(GOOD, status="DISABLED"),
    ],
)
def test_another_kind_another_region_or_a_disabled_one_fails(analyzer):
    assert type(outside(analyzer)) is Fail


def test_an_analyzer_of_the_organization_may_watch_a_member_unseen():
    assert type(outside(organization=MEMBER)) is Unknown
    assert type(outside(organization=replace(MEMBER, management=ACCOUNT.id))) is Fail


def test_a_gap_of_this_region_is_unknown_but_a_seen_analyzer_stands():
    assert outside(gaps=(gap(TOKYO),)).reason is Reason.DENIED
    assert type(outside(GOOD, gaps=(gap(TOKYO),))) is Pass
    assert type(outside(gaps=(gap(OSAKA),))) is Fail


def test_a_kind_of_analyzer_that_nobody_documents_is_unknown():
    assert type(outside(replace(GOOD, type="DREAMING"))) is Unknown


def test_an_organization_that_could_not_be_read_leaves_it_open():
    [verdict] = external(REGION, Reading(), Reading((), (gap("global"),)))
    assert verdict.reason is Reason.DENIED


def test_unused_access_is_looked_for_in_one_region_at_least():
    def judged(*analyzers, gaps=()):
        [verdict] = unused(ACCOUNT, Reading(analyzers, gaps), Reading((ALONE,)))
        return type(verdict)

    assert judged(GOOD, replace(UNUSED, region=OSAKA), gaps=(gap(TOKYO),)) is Pass
    assert judged(GOOD) is Fail
    assert judged(GOOD, gaps=(gap(OSAKA),)) is Unknown


def test_each_access_from_outside_fails():
    two = replace(FOUND, findings=(FINDING, replace(FINDING, id="f2")))
    assert [(type(one), one.part) for one in no_external_access(two)] == [(Fail, "f1"), (Fail, "f2")]


def test_no_finding_of_an_active_analyzer_passes_and_of_a_disabled_one_says_nothing():
    none = replace(FOUND, findings=())
    assert [type(one) for one in no_external_access(none)] == [Pass]
    disabled = replace(none, analyzer=replace(GOOD, status="DISABLED"))
    assert [type(one) for one in no_external_access(disabled)] == [Unknown]


def reviewed(days):
    finding = replace(FINDING, created=NOW - timedelta(days=days))
    found = AccessFindings(analyzer=UNUSED, findings=(finding,))
    [verdict] = unused_access_reviewed(found, LIMITS, AsOf(time=NOW))
    return type(verdict)


@pytest.mark.parametrize(("days", "expected"), [(0, Pass), (90, Pass), (91, Fail)])
def test_unused_access_is_reviewed_in_time(days, expected):
    assert reviewed(days) is expected


def test_an_analyzer_of_unused_access_that_is_disabled_says_nothing():
    disabled = AccessFindings(analyzer=replace(UNUSED, status="DISABLED"), findings=())
    assert [type(one) for one in unused_access_reviewed(disabled, LIMITS, AsOf(time=NOW))] == [Unknown]


def test_an_analyzer_of_the_other_kind_is_not_asked():
    assert [type(one) for one in no_external_access(replace(FOUND, analyzer=UNUSED))] == [NotApplicable]
    [verdict] = unused_access_reviewed(FOUND, LIMITS, AsOf(time=NOW))
    assert type(verdict) is NotApplicable


def test_analyzers_and_findings_are_read(tape, sign_in):
    analyzer = {"arn": ARN, "name": "aozora", "type": "ACCOUNT", "createdAt": NOW, "status": "ACTIVE"}
    finding = {
        "id": "f1",
        "resource": "arn:aws:s3:::aozora-data",
        "resourceType": "AWS::S3::Bucket",
        "resourceOwnerAccount": "123456789012",
        "status": "ACTIVE",
        "analyzedAt": NOW,
        "createdAt": NOW,
        "updatedAt": NOW,
    }
    answers = {
        "accessanalyzer.ListAnalyzers": {"analyzers": [analyzer]},
        "accessanalyzer.ListFindingsV2": {"findings": [finding]},
    }
    aws = answered(tape, sign_in, answers)
    assert read(Analyzer, aws) == [GOOD]
    assert read(AccessFindings, aws) == [FOUND]


def test_the_organization_is_read(aws):
    assert read(Organization, aws) == [Organization(account=read(Account, aws)[0], id=None, management=None)]
    made = boto3.client("organizations", TOKYO).create_organization()["Organization"]
    [found] = read(Organization, aws)
    assert (found.id, found.management) == (made["Id"], made["MasterAccountId"])
