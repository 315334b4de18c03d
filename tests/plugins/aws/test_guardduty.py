"""Threat detection, its exports, and scanning for malware."""

from dataclasses import replace

import boto3
import pytest

from plugins.aws.answers import MalformedAnswer
from plugins.aws.checks.guardduty import enabled, watched
from plugins.aws.checks.guardduty_malware import bucket_malware, disk_malware
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.guardduty import Detector, FindingsExport, MalwarePlan, ThreatDetection
from plugins.aws.settings.notices import Notice, Notices
from scanner import Fail, Gap, Message, NotApplicable, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

REGION = Region(name=TOKYO)
DETECTOR = Detector(id="d1", status="ENABLED", features=(("EBS_MALWARE_PROTECTION", "ENABLED"),))
GOOD = ThreatDetection(region=REGION, detector=DETECTOR)
NONE = replace(GOOD, detector=None)
EXPORT = FindingsExport(region=REGION, destinations=(), administrator=None)
TOPIC = "arn:aws:sns:ap-northeast-1:111122223333:aozora-alerts"
TELLING = Notice(
    rule="findings", pattern='{"source": ["aws.guardduty"]}', told=(TOPIC,), untold=(), elsewhere=()
)
NOTICES = Notices(region=REGION, notices=(TELLING,), topics=(TOPIC,), confirmed=(TOPIC,), blind=())
QUIET = replace(NOTICES, notices=())
PLAN = MalwarePlan(id="p1", region=TOKYO, bucket="aozora-uploads", prefixes=(), status="ACTIVE")
ACCOUNT = Account(id="111122223333", target="aozora-aws")


def state(status, **more):
    return replace(GOOD, detector=replace(DETECTOR, status=status, **more))


@pytest.mark.parametrize(
    ("detection", "expected"),
    [(GOOD, Pass), (NONE, Fail), (state("DISABLED"), Fail), (state("DREAMING"), Unknown)],
)
def test_a_detector_must_be_there_and_on(detection, expected):
    [verdict] = enabled(detection)
    assert type(verdict) is expected


def watch(detection=GOOD, export=EXPORT, notices=NOTICES):
    exports = Reading((export,)) if export else Reading()
    [verdict] = watched(detection, exports, Reading((notices,)))
    return verdict


def test_findings_that_reach_a_confirmed_subscriber_pass():
    assert type(watch()) is Pass


def test_findings_that_reach_nobody_fail():
    assert type(watch(notices=QUIET)) is Fail


@pytest.mark.parametrize("detection", [NONE, state("DISABLED")])
def test_without_detection_there_is_nothing_to_watch(detection):
    assert type(watch(detection)) is NotApplicable


@pytest.mark.parametrize("more", [{"administrator": "444455556666"}, {"destinations": ("PUBLISHING",)}])
def test_findings_that_go_to_another_place_are_unknown(more):
    assert type(watch(export=replace(EXPORT, **more), notices=QUIET)) is Unknown


def test_a_broken_export_is_nobody():
    export = replace(EXPORT, destinations=("UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY",))
    assert type(watch(export=export, notices=QUIET)) is Fail


def test_an_unread_export_is_unknown_but_a_good_rule_stands():
    scope = Resource("AWS::Region", TOKYO, TOKYO, TOKYO)
    gap = Gap("x", scope, Reason.DENIED, Message("no"), "guardduty:ListPublishingDestinations")
    [verdict] = watched(GOOD, Reading((), (gap,)), Reading((QUIET,)))
    assert (type(verdict), verdict.reason) == (Unknown, Reason.DENIED)
    assert type(watch(export=None)) is Pass


@pytest.mark.parametrize(
    ("detection", "expected"),
    [
        (GOOD, Pass),
        (state("ENABLED", features=(("EBS_MALWARE_PROTECTION", "DISABLED"),)), Fail),
        (state("DISABLED"), Fail),
        (NONE, Fail),
        (state("ENABLED", features=()), Unknown),
        (state("ENABLED", features=(("EBS_MALWARE_PROTECTION", "MAYBE"),)), Unknown),
        (state("DREAMING"), Unknown),
    ],
)
def test_disks_must_be_scanned(detection, expected):
    [verdict] = disk_malware(detection)
    assert type(verdict) is expected


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (PLAN, Pass),
        (replace(PLAN, status="WARNING"), Fail),
        (replace(PLAN, status="ERROR"), Fail),
        (replace(PLAN, status="DREAMING"), Unknown),
        (replace(PLAN, prefixes=("uploads/",)), Unknown),
    ],
)
def test_a_plan_must_work_and_scan_the_whole_bucket(plan, expected):
    first, last = bucket_malware(ACCOUNT, [plan])
    assert type(first) is expected
    assert last.reason is Reason.UNDECLARED


def test_without_any_plan_nobody_knows_whether_one_is_needed():
    [verdict] = bucket_malware(ACCOUNT, [])
    assert verdict.reason is Reason.UNDECLARED


def test_a_detector_is_read(aws):
    boto3.client("guardduty", TOKYO).create_detector(
        Enable=True, Features=[{"Name": "EBS_MALWARE_PROTECTION", "Status": "ENABLED"}]
    )
    [found] = read(ThreatDetection, aws)
    assert found.detector.status == "ENABLED"
    assert ("EBS_MALWARE_PROTECTION", "ENABLED") in found.detector.features


def test_a_region_without_detector_has_none_and_exports_nothing(aws):
    assert read(ThreatDetection, aws) == [NONE]
    assert read(FindingsExport, aws) == []


# The answers below are written from documentation, the GuardDuty API reference: moto lacks them.
def test_exports_and_the_administrator_are_read(moto, tape, sign_in):
    boto3.client("guardduty", TOKYO).create_detector(Enable=True)
    found = {"DestinationId": "1", "DestinationType": "S3", "Status": "PUBLISHING"}
    tape.answer("guardduty.ListPublishingDestinations", {"Destinations": [found]})
    administrator = {"AccountId": "444455556666", "RelationshipStatus": "Enabled"}
    tape.answer("guardduty.GetAdministratorAccount", {"Administrator": administrator})
    expected = FindingsExport(region=REGION, destinations=("PUBLISHING",), administrator="444455556666")
    assert read(FindingsExport, sign_in()) == [expected]


def test_an_account_of_its_own_has_no_administrator(moto, tape, sign_in):
    # The page says that the call succeeds but has no content then.
    boto3.client("guardduty", TOKYO).create_detector(Enable=True)
    tape.answer("guardduty.ListPublishingDestinations", {"Destinations": []})
    tape.answer("guardduty.GetAdministratorAccount", {"Administrator": {}})
    assert read(FindingsExport, sign_in()) == [EXPORT]


def test_plans_are_read(moto, tape, sign_in):
    listed = [{"MalwareProtectionPlanId": "p1"}]
    tape.answer("guardduty.ListMalwareProtectionPlans", {"MalwareProtectionPlans": listed})
    bucket = {"BucketName": "aozora-uploads", "ObjectPrefixes": []}
    plan = {"Status": "ACTIVE", "ProtectedResource": {"S3Bucket": bucket}}
    tape.answer("guardduty.GetMalwareProtectionPlan", plan)
    assert read(MalwarePlan, sign_in()) == [PLAN]


def test_a_list_that_never_ends_is_malformed(moto, tape, sign_in):
    tape.answer("guardduty.ListMalwareProtectionPlans", {"MalwareProtectionPlans": [], "NextToken": "again"})
    with pytest.raises(MalformedAnswer, match="comes twice"):
        read(MalwarePlan, sign_in())
