"""More answers by hand for what moto lacks, each about a service of its own.

Nothing here is recorded. Written from documentation: the API reference page of each operation.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.plugins.aws.conftest import TOKYO

NOW = datetime.now(UTC).replace(microsecond=0)


def ago(days: int) -> datetime:
    """So many days before now."""
    return NOW - timedelta(days=days)


def stacks(account: str) -> dict[str, dict[str, Any]]:
    """Two stacks of the mandatory template: one is as it says, the other has drifted."""
    stacks = [
        {
            "StackId": f"arn:aws:cloudformation:{TOKYO}:{account}:stack/{name}/1",
            "StackName": name,
            "StackStatus": "CREATE_COMPLETE",
            "CreationTime": ago(200),
            "DriftInformation": {"StackDriftStatus": drift, "LastCheckTimestamp": ago(2)},
        }
        for name, drift in (("aozora-baseline", "IN_SYNC"), ("aozora-watch", "DRIFTED"))
    ]
    return {"cloudformation.ListStacks": {"StackSummaries": stacks}}


def apis() -> dict[str, dict[str, Any]]:
    """A name that asks for a client certificate, and an API that is open beside it."""
    name, store = "api.aozora.example", "s3://aozora-trust/clients.pem"
    first = {
        "domainName": name,
        "securityPolicy": "TLS_1_2",
        "mutualTlsAuthentication": {"truststoreUri": store},
    }
    second = {
        "DomainName": name,
        "DomainNameConfigurations": [{"EndpointType": "REGIONAL", "SecurityPolicy": "TLS_1_2"}],
        "MutualTlsAuthentication": {"TruststoreUri": store},
    }
    api = {
        "ApiId": "a1b2c3d4e5",
        "Name": "aozora",
        "ProtocolType": "HTTP",
        "RouteSelectionExpression": "$request.method $request.path",
    }
    return {
        "apigateway.GetDomainNames": {"items": [first]},
        "apigateway.GetBasePathMappings": {"items": [{"restApiId": "f6g7h8i9j0"}]},
        "apigatewayv2.GetApis": {"Items": [api]},
        "apigatewayv2.GetDomainNames": {"Items": [second]},
        "apigatewayv2.GetApiMappings": {"Items": [{"ApiId": "a1b2c3d4e5", "Stage": "open"}]},
    }


def selected() -> dict[str, dict[str, Any]]:
    """A plan selects by the tag of what is important; one of the last backups failed."""
    tag = {"ConditionType": "STRINGEQUALS", "ConditionKey": "importance", "ConditionValue": "high"}
    role = "arn:aws:iam::123456789012:role/aozora-backup"
    selection = {"SelectionName": "important", "IamRoleArn": role, "ListOfTags": [tag]}
    job = {
        "BackupJobId": "1",
        "ResourceArn": "arn:aws:s3:::aozora-residents",
        "ResourceType": "S3",
        "State": "COMPLETED",
        "CreationDate": ago(1),
    }
    failed = {"BackupJobId": "2", "ResourceArn": "arn:aws:s3:::aozora-website", "State": "FAILED"}
    return {
        "backup.GetBackupSelection": {"BackupSelection": selection},
        "backup.DescribeRegionSettings": {"ResourceTypeOptInPreference": {"S3": True, "RDS": True}},
        "backup.ListBackupJobs": {"BackupJobs": [job, job | failed]},
    }


def sessions() -> dict[str, dict[str, Any]]:
    """Sessions are logged to the bucket of the trail and to a log group, which need not be encrypted."""
    inputs = {
        "s3BucketName": "aozora-trail",
        "s3EncryptionEnabled": True,
        "cloudWatchLogGroupName": "aozora",
        "cloudWatchEncryptionEnabled": False,
    }
    document = {"schemaVersion": "1.0", "sessionType": "Standard_Stream", "inputs": inputs}
    return {"ssm.GetDocument": {"Name": "SSM-SessionManagerRunShell", "Content": json.dumps(document)}}
