"""Reading VPCs of an account that is read from an aggregator."""

from typing import Any

import pytest

from plugins.aws.collectors.vpc import vpcs
from plugins.aws.connection import AwsConnection
from plugins.aws.failures import Unread
from plugins.aws.settings.account import Region
from scanner import Reason
from tests.plugins.aws.conftest import TOKYO


def read(aws: AwsConnection, region: str = TOKYO) -> list[Any]:
    return list(vpcs(Region(name=region), aws))


def unread(aws: AwsConnection, region: str = TOKYO) -> tuple[Reason, str]:
    with pytest.raises(Unread) as caught:
        read(aws, region)
    failure = aws.classify(caught.value)
    assert failure is not None
    return failure.reason, str(failure.message)


def vpc(identity: str) -> dict[str, Any]:
    return {"vpcId": identity, "ownerId": "111122223333", "dhcpOptionsId": "default"}
