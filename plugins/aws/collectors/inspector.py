"""Inspector: one status and one filtered list of findings a region."""

from collections.abc import Iterator
from typing import Any

from plugins.aws.answers import Answer, MalformedAnswer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.inspector import CriticalFinding, VulnerabilityScanning
from scanner import collector


@collector("inspector2:BatchGetAccountStatus")
def vulnerability_scanning(region: Region, aws: AwsConnection) -> VulnerabilityScanning:
    answer = aws.ask("inspector2.BatchGetAccountStatus", region.name, accountIds=[aws.account])
    own = [one for one in answer["accounts"] if one["accountId"] == aws.account]
    if not own:  # an account that failed is listed under failedAccounts instead
        raise MalformedAnswer("accounts")
    kinds = own[0]["resourceState"]
    return VulnerabilityScanning(
        region=region,
        status=own[0]["state"]["status"],
        servers=kinds["ec2"]["status"],
        images=kinds["ecr"]["status"],
        functions=kinds["lambda"]["status"] if "lambda" in kinds else None,
    )


@collector("inspector2:ListFindings")
def critical_findings(scanning: VulnerabilityScanning, aws: AwsConnection) -> Iterator[CriticalFinding]:
    if scanning.status == "DISABLED":
        return  # nothing is scanned, so there is nothing to list
    region = scanning.region.name
    for finding in aws.items("inspector2.ListFindings", "findings", region, filterCriteria=_filter(aws)):
        yield _finding(finding, region)


def _filter(aws: AwsConnection) -> dict[str, Any]:
    # Suppressed ones too: a rule that hides them does not mend them.
    return {
        "awsAccountId": [_equals(aws.account)],
        "findingStatus": [_equals("ACTIVE"), _equals("SUPPRESSED")],
        "severity": [_equals("CRITICAL")],
    }


def _equals(value: str) -> dict[str, str]:
    return {"comparison": "EQUALS", "value": value}


def _finding(finding: Answer, region: str) -> CriticalFinding:
    resources = sorted(resource["id"] for resource in finding["resources"])
    return CriticalFinding(
        arn=finding["findingArn"],
        region=region,
        resource=", ".join(resources),
        status=finding["status"],
        first_observed=finding["firstObservedAt"],
    )
