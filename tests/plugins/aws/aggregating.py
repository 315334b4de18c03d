"""An aggregator of AWS Config by hand, over the accounts that moto holds.

moto has no advanced queries. The items are written as github.com/awslabs/aws-config-resource-schema names
the properties of each type; none was recorded. Every answer is validated by botocore's own output shape.
"""

import json
from collections.abc import Iterator
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.validate import validate_parameters

from plugins.aws.aggregator.recorders import RECORDER
from tests.plugins.aws.replay import Raw, Source, operation_model

TARGET = "StarlingDoveService."
NAME = "all-accounts"
CAPTURED = "2026-11-20T01:02:03.000Z"


class Made:
    """Answers the two operations of an aggregator; all else goes to moto."""

    moto: Source

    def __init__(self) -> None:
        self.items: list[dict[str, Any]] = []
        self.sources: list[dict[str, Any]] = []
        self.asked: list[dict[str, Any]] = []

    def __call__(self, request: Any) -> AWSResponse | None:
        operation = _named(request)
        if operation == "SelectAggregateResourceConfig":
            return self._answer(request, operation, self._selected(json.loads(request.body)))
        if operation == "DescribeConfigurationAggregatorSourcesStatus":
            return self._answer(request, operation, {"AggregatedSourceStatusList": self.sources})
        return self.moto(request)

    def join(self, account: str, *regions: str, state: str = "SUCCEEDED", **recorder: Any) -> None:
        """Let an account be aggregated in some regions, with a recorder of everything unless told."""
        for region in regions:
            self.sources.append(
                {
                    "SourceId": account,
                    "SourceType": "ACCOUNT",
                    "AwsRegion": region,
                    "LastUpdateStatus": state,
                    "LastUpdateTime": 1795000000,
                }
            )
            group = {"AllSupported": True, "IncludeGlobalResourceTypes": False, "ResourceTypes": []}
            made = {"Name": "default", "Recording": True, "RecordingGroup": group, **recorder}
            self.add(RECORDER, account, region, "default", made)

    def add(self, kind: str, account: str, region: str, identity: str, made: Any, **more: Any) -> None:
        """Put a configuration item in."""
        self.items.append(
            {
                "accountId": account,
                "awsRegion": region,
                "resourceId": identity,
                "resourceType": kind,
                "configurationItemStatus": "OK",
                "configurationItemCaptureTime": CAPTURED,
                "configuration": made,
                **more,
            }
        )

    def _selected(self, asked: dict[str, Any]) -> dict[str, Any]:
        self.asked.append(asked)
        found = [one for one in self.items if f"'{one['resourceType']}'" in asked["Expression"]]
        start, size = int(asked.get("NextToken", "0")), asked["Limit"]
        page = {"Results": [json.dumps(one) for one in found[start : start + size]]}
        return page | ({"NextToken": str(start + size)} if len(found) > start + size else {})

    def _answer(self, request: Any, operation: str, made: dict[str, Any]) -> AWSResponse:
        validate_parameters(made, operation_model(f"config.{operation}").output_shape)
        headers = {"Content-Type": "application/x-amz-json-1.1"}
        return AWSResponse(request.url, 200, headers, Raw(json.dumps(made).encode()))


def _named(request: Any) -> str:
    target = request.headers.get("X-Amz-Target", b"")
    return (target.decode() if isinstance(target, bytes) else str(target)).removeprefix(TARGET)


def recorded(value: Any) -> Any:
    """Write an answer of the API as AWS Config records it: names begin small."""
    if isinstance(value, dict):
        return {name[:1].lower() + name[1:]: recorded(one) for name, one in value.items()}
    return [recorded(one) for one in value] if isinstance(value, list) else value


def worded(name: str, made: dict[str, Any]) -> dict[str, Any]:
    """Write a word as an object with a value."""
    return {**made, name: {"value": made[name]}}


def configurations(session: Any, region: str) -> Iterator[tuple[str, str, Any]]:
    """What AWS Config would record of an account in moto: type, id and configuration."""
    ec2 = session.client("ec2", region)
    for one in ec2.describe_vpcs()["Vpcs"]:
        yield "AWS::EC2::VPC", one["VpcId"], worded("state", recorded(one))
