"""An aggregator of AWS Config by hand, over the accounts that moto holds.

moto has no advanced queries. The items are written as github.com/awslabs/aws-config-resource-schema names
the properties of each type; none was recorded. Every answer is validated by botocore's own output shape.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from botocore.awsrequest import AWSResponse
from botocore.validate import validate_parameters
from moto import mock_aws

from plugins.aws.aggregator.recorders import RECORDER
from plugins.aws.base import connect
from plugins.aws.connection import AwsConnection
from plugins.aws.discovery import expand
from plugins.aws.operations import READS, action_of
from scanner import Calls, Target
from tests.plugins.aws.configitems import configurations, fill
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.office import Office, lent, target
from tests.plugins.aws.recording import alone
from tests.plugins.aws.replay import Raw, Source, Tape, moto_asked, operation_model

AGGREGATED = {"source": "config-aggregator", "aggregator": "all-accounts"}
EVERYTHING = frozenset(map(action_of, READS))

TARGET = "StarlingDoveService."
CAPTURED = "2026-11-20T01:02:03.000Z"


class Made:
    """Answers the two operations of an aggregator; all else goes to moto."""

    moto: Source

    def __init__(self) -> None:
        self.items: list[dict[str, Any]] = []
        self.raw: list[str] = []
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
        page = {"Results": [json.dumps(one, default=str) for one in found[start : start + size]] + self.raw}
        return page | ({"NextToken": str(start + size)} if len(found) > start + size else {})

    def _answer(self, request: Any, operation: str, made: dict[str, Any]) -> AWSResponse:
        validate_parameters(made, operation_model(f"config.{operation}").output_shape)
        headers = {"Content-Type": "application/x-amz-json-1.1"}
        return AWSResponse(request.url, 200, headers, Raw(json.dumps(made).encode()))


def _named(request: Any) -> str:
    target = request.headers.get("X-Amz-Target", b"")
    return (target.decode() if isinstance(target, bytes) else str(target)).removeprefix(TARGET)


class World(NamedTuple):
    """Three accounts in moto, their aggregator, and the tape of all calls."""

    office: Office
    made: Made
    tape: Tape

    @property
    def accounts(self) -> tuple[str, ...]:
        """The three accounts."""
        return self.office.taxes, self.office.welfare, self.office.website

    def connections(self, **options: Any) -> dict[str, AwsConnection]:
        """Open a connection to each account, by account."""
        listed = target(accounts=self.accounts, **options)
        members = [one for one in expand(listed, Calls()) if isinstance(one, Target)]
        return {one.id.rpartition("/")[2]: connect(one, EVERYTHING) for one in members}


@contextmanager
def world(*, full: bool = False) -> Iterator[World]:
    """Three accounts that are aggregated in Tokyo and Osaka, with something of each type if `full`."""
    with alone(), mock_aws():
        office, made = Office(), Made()
        for account in (office.taxes, office.welfare, office.website):
            made.join(account, TOKYO, OSAKA)
            inside = lent(account)
            for region in (TOKYO, OSAKA):
                if full:
                    fill(inside, region)
                for kind, identity, one in configurations(inside, region):
                    made.add(kind, account, region, identity, one)
        with moto_asked() as made.moto, Tape(made) as tape:
            yield World(office, made, tape)
