"""Security Hub: the hub and its standards, and the failing controls, counted."""

from collections.abc import Iterator
from typing import Any

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.securityhub import FailedControl, SecurityHub, Standard
from scanner import collector

OFF = frozenset({"InvalidAccessException", "ResourceNotFoundException"})
"""What DescribeHub answers where Security Hub is not enabled; a missing right is AccessDenied."""


@collector("securityhub:DescribeHub", "securityhub:GetEnabledStandards")
def security_hub(region: Region, aws: AwsConnection) -> SecurityHub:
    if aws.ask_unless(OFF, "securityhub.DescribeHub", region.name) is None:
        return SecurityHub(region=region, standards=None)
    found = aws.items("securityhub.GetEnabledStandards", "StandardsSubscriptions", region.name)
    standards = (Standard(arn=one["StandardsArn"], status=one["StandardsStatus"]) for one in found)
    return SecurityHub(region=region, standards=tuple(standards))


@collector("securityhub:GetFindings")
def failed_controls(hub: SecurityHub, aws: AwsConnection) -> Iterator[FailedControl]:
    if hub.standards is None:
        return
    found: dict[str, list[Answer]] = {}
    region, wanted = hub.region.name, _filters(aws)
    for finding in aws.items("securityhub.GetFindings", "Findings", region, size=100, Filters=wanted):
        # Products other than Security Hub's own controls name no control.
        control = finding["Compliance"].get("SecurityControlId") or finding["GeneratorId"]
        found.setdefault(control, []).append(finding)
    for control, findings in sorted(found.items()):
        yield _control(control, region, findings)


def _filters(aws: AwsConnection) -> dict[str, Any]:
    return {
        "AwsAccountId": [_equals(aws.account)],
        "ComplianceStatus": [_equals("FAILED")],
        "RecordState": [_equals("ACTIVE")],
        "SeverityLabel": [_equals("CRITICAL"), _equals("HIGH")],
    }


def _equals(value: str) -> dict[str, str]:
    return {"Comparison": "EQUALS", "Value": value}


def _control(control: str, region: str, findings: list[Answer]) -> FailedControl:
    labels = {finding["Severity"]["Label"] for finding in findings}
    return FailedControl(
        control=control,
        region=region,
        severity="CRITICAL" if "CRITICAL" in labels else "HIGH",
        resources=len(findings),
        suppressed=sum(finding["Workflow"]["Status"] == "SUPPRESSED" for finding in findings),
    )
