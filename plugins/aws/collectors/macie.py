"""Macie: three calls a region, one where it is not enabled."""

from typing import Any

from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.macie import SensitiveData
from scanner import collector

OFF = "Macie is not enabled"


@collector("macie2:GetMacieSession", "macie2:GetAutomatedDiscoveryConfiguration", "macie2:ListFindings")
def sensitive_data(region: Region, aws: AwsConnection) -> SensitiveData:
    status = _status(aws, region.name)
    if status is None:
        return SensitiveData(region=region, status=None, discovery=None, findings=0)
    discovery = aws.ask("macie2.GetAutomatedDiscoveryConfiguration", region.name)["status"]
    criteria = {"criterion": {"category": {"eq": ["CLASSIFICATION"]}, "archived": {"eq": ["false"]}}}
    found = aws.items("macie2.ListFindings", "findingIds", region.name, findingCriteria=criteria)
    return SensitiveData(region=region, status=status, discovery=discovery, findings=sum(1 for _ in found))


def _status(aws: AwsConnection, region: str) -> Any:
    """Give the state of Macie; None if it is not enabled, which it tells like a missing right.

    Only the text of the refusal tells the two apart: any other text stays a refusal.
    """
    from botocore.exceptions import ClientError  # noqa: PLC0415 - loaded with the SDK, not before

    try:
        return aws.ask("macie2.GetMacieSession", region)["status"]
    except ClientError as error:
        if error.response.get("Error", {}).get("Message", "").startswith(OFF):
            return None
        raise
