"""Security Hub: enabled, with a standard, with little open."""

from dataclasses import replace

import boto3
import pytest
from botocore.exceptions import ClientError

from plugins.aws.checks.securityhub import enabled, no_failed_control, standard
from plugins.aws.settings.account import Region
from plugins.aws.settings.securityhub import FailedControl, SecurityHub, Standard
from scanner import Fail, NotApplicable, Pass, Unknown
from tests.plugins.aws.by_hand import ACCOUNT, answered
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

FSBP = "arn:aws:securityhub:ap-northeast-1::standards/aws-foundational-security-best-practices/v/1.0.0"
CIS = "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0"
PCI = "arn:aws:securityhub:ap-northeast-1::standards/pci-dss/v/3.2.1"
REGION = Region(name=TOKYO)
GOOD = SecurityHub(region=REGION, standards=(Standard(arn=FSBP, status="READY"),))
OFF = replace(GOOD, standards=None)


def test_a_hub_must_be_enabled():
    assert [type(one) for one in enabled(GOOD)] == [Pass]
    assert [type(one) for one in enabled(OFF)] == [Fail]


@pytest.mark.parametrize(
    ("arn", "status", "expected"),
    [
        (FSBP, "READY", Pass),
        (CIS, "READY", Pass),
        (PCI, "READY", Fail),
        (FSBP, "INCOMPLETE", Fail),  # nothing can fail that is not checked
        (FSBP, "PENDING", Fail),
        (FSBP, "DREAMING", Unknown),
    ],
)
def test_a_recognised_standard_must_be_ready(arn, status, expected):
    [verdict] = standard(replace(GOOD, standards=(Standard(arn=arn, status=status),)))
    assert type(verdict) is expected


def test_without_hub_or_standard():
    assert [type(one) for one in standard(OFF)] == [NotApplicable]
    assert [type(one) for one in standard(replace(GOOD, standards=()))] == [Fail]


@pytest.mark.parametrize("suppressed", [0, 2])
def test_a_control_that_fails_fails_even_if_suppressed(suppressed):
    control = FailedControl(control="S3.8", region=TOKYO, severity="HIGH", resources=2, suppressed=suppressed)
    [verdict] = no_failed_control(control)
    assert type(verdict) is Fail


def test_a_region_without_hub_has_none(aws):
    assert read(SecurityHub, aws) == [OFF]
    assert read(FailedControl, aws) == []


def test_a_refused_reading_is_no_absent_hub(moto, tape, sign_in):
    tape.fail("securityhub.DescribeHub", "AccessDeniedException", status=403)
    with pytest.raises(ClientError):
        read(SecurityHub, sign_in())


def finding(resource, workflow, label="HIGH"):
    return {
        "SchemaVersion": "2018-10-08",
        "Id": f"arn:aws:securityhub:ap-northeast-1:{ACCOUNT}:security-control/S3.8/finding/{resource}",
        "ProductArn": "arn:aws:securityhub:ap-northeast-1::product/aws/securityhub",
        "GeneratorId": "security-control/S3.8",
        "AwsAccountId": ACCOUNT,
        "CreatedAt": "2026-11-01T00:00:00.000Z",
        "UpdatedAt": "2026-11-01T00:00:00.000Z",
        "Title": "S3 general purpose buckets should block public access",
        "Description": "…",
        "Resources": [{"Type": "AwsS3Bucket", "Id": f"arn:aws:s3:::{resource}"}],
        "Severity": {"Label": label},
        "Workflow": {"Status": workflow},
        "Compliance": {"Status": "FAILED", "SecurityControlId": "S3.8"},
    }


# Written from documentation: Security Hub API reference; moto has no GetEnabledStandards.
def test_standards_and_failing_controls_are_read_and_counted(tape, sign_in):
    subscription = {
        "StandardsSubscriptionArn": f"arn:aws:securityhub:ap-northeast-1:{ACCOUNT}:subscription/x",
        "StandardsArn": FSBP,
        "StandardsInput": {},
        "StandardsStatus": "READY",
    }
    findings = [finding("aozora-a", "NEW"), finding("aozora-b", "SUPPRESSED", "CRITICAL")]
    answers = {
        "securityhub.DescribeHub": {"HubArn": f"arn:aws:securityhub:ap-northeast-1:{ACCOUNT}:hub/default"},
        "securityhub.GetEnabledStandards": {"StandardsSubscriptions": [subscription]},
        "securityhub.GetFindings": {"Findings": findings},
    }
    aws = answered(tape, sign_in, answers)
    assert read(SecurityHub, aws) == [GOOD]
    expected = FailedControl(control="S3.8", region=TOKYO, severity="CRITICAL", resources=2, suppressed=1)
    assert read(FailedControl, aws) == [expected]


def test_an_enabled_hub_is_seen_by_moto_too(moto, tape, sign_in):
    boto3.client("securityhub", TOKYO).enable_security_hub()
    tape.answer("securityhub.GetEnabledStandards", {"StandardsSubscriptions": []})
    assert read(SecurityHub, sign_in()) == [replace(GOOD, standards=())]
