"""What moto lacks, answered by hand for the made-up city.

Written from documentation: AWS Backup API reference, DescribeRegionSettings, GetBackupSelection,
ListBackupJobs, ListBackupSelections, ListProtectedResources, ListRestoreJobs; CloudFormation API
reference, ListStacks; KMS API reference, GetKeyLastUsage; Organizations API reference,
DescribeOrganization, ListParents, ListPoliciesForTarget, DescribePolicy; S3 API reference, "Error
responses"; SNS API reference, ListSubscriptionsByTopic.
"""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from plugins.aws.demo.clients import TOKYO

CENTRAL = "aozora-central-logs"
"""A bucket of the prefecture's account, to which the city's second trail writes."""
PREFECTURE = "444455556666"
EMPTY: dict[str, dict[str, Any]] = {
    "/account-settings/?": {"ResourceTypeOptInPreference": {"DynamoDB": False, "RDS": True, "S3": False}},
    "/backup-jobs/?": {"BackupJobs": []},
    "/resources/?": {"Results": []},
    "/restore-jobs/?": {"RestoreJobs": []},
}
"""What AWS Backup says in a region where nothing is backed up."""
ORGANIZATIONS = "AWSOrganizationsV20161128."
DENIED = b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
EVERYTHING = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}'

NO_STACKS = (
    b'<ListStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">'
    b"<ListStacksResult><StackSummaries/></ListStacksResult></ListStacksResponse>"
)


class ByHand(NamedTuple):
    """An answer: status line, media type, body."""

    status: str
    form: str
    body: bytes


def by_hand(request: dict[str, Any]) -> ByHand | None:
    """Answer a request that moto can't; None for all others."""
    signed, path = request.get("HTTP_AUTHORIZATION", ""), request["PATH_INFO"]
    if "/s3/" in signed and path.strip("/") == CENTRAL and request["REQUEST_METHOD"] == "GET":
        return ByHand("403 Forbidden", "application/xml", DENIED)
    target = request.get("HTTP_X_AMZ_TARGET", "")
    if target.startswith(ORGANIZATIONS):
        found = _organization().get(target.removeprefix(ORGANIZATIONS))
        return None if found is None else _json(found, "application/x-amz-json-1.1")
    if target == "TrentService.GetKeyLastUsage":
        return _json(_last_use(), "application/x-amz-json-1.1")
    if "/cloudformation/" in signed:
        return ByHand("200 OK", "text/xml", _stacks() if f"/{TOKYO}/" in signed else NO_STACKS)
    if "/backup/" in signed:
        known = _backup() if f"/{TOKYO}/" in signed else EMPTY
        return next((_json(body) for shape, body in known.items() if re.fullmatch(shape, path)), None)
    return None


def unconfirmed(body: bytes) -> bytes:
    """Give a list of subscriptions as SNS gives it before anybody followed the link in the mail."""
    if b"<ListSubscriptionsByTopicResponse" not in body:
        return body
    waiting = b"<SubscriptionArn>PendingConfirmation</SubscriptionArn>"
    return re.sub(rb"<SubscriptionArn>[^<]*</SubscriptionArn>", waiting, body)


def _json(found: dict[str, Any], form: str = "application/json") -> ByHand:
    return ByHand("200 OK", form, json.dumps(found).encode())


def _last_use() -> dict[str, Any]:
    """The city's keys were used in the last days."""
    now = datetime.now(UTC)
    day = (now - timedelta(days=2, hours=1)).timestamp()
    made = (now - timedelta(days=300)).timestamp()
    return {
        "KeyLastUsage": {"Operation": "Decrypt", "Timestamp": day},
        "TrackingStartDate": made,
        "KeyCreationDate": made,
    }


def _stacks() -> bytes:
    """Two stacks of the mandatory template: one is as it says, somebody changed what the other made."""
    now = datetime.now(UTC)
    found = "".join(
        f"<member><StackId>arn:aws:cloudformation:{TOKYO}:123456789012:stack/{name}/1</StackId>"
        f"<StackName>{name}</StackName><StackStatus>CREATE_COMPLETE</StackStatus>"
        f"<CreationTime>{(now - timedelta(days=200)).isoformat()}</CreationTime>"
        f"<DriftInformation><StackDriftStatus>{drift}</StackDriftStatus>"
        f"<LastCheckTimestamp>{(now - timedelta(days=2, hours=1)).isoformat()}</LastCheckTimestamp>"
        "</DriftInformation></member>"
        for name, drift in (("aozora-baseline", "IN_SYNC"), ("aozora-watch", "DRIFTED"))
    )
    return NO_STACKS.replace(b"<StackSummaries/>", f"<StackSummaries>{found}</StackSummaries>".encode())


def _organization() -> dict[str, dict[str, Any]]:
    """The policy that restricts regions exists, but nobody attached it: the path has only the other."""
    organization = {"Id": "o-exampleorgid", "MasterAccountId": PREFECTURE}
    everything = {"Id": "p-FullAWSAccess", "Name": "FullAWSAccess"}
    return {
        "DescribeOrganization": {"Organization": organization},
        "ListParents": {"Parents": [{"Id": "r-exam", "Type": "ROOT"}]},
        "ListPoliciesForTarget": {"Policies": [everything]},
        "DescribePolicy": {"Policy": {"PolicySummary": everything, "Content": EVERYTHING}},
    }


def _backup() -> dict[str, dict[str, Any]]:
    now = datetime.now(UTC)
    database = "arn:aws:rds:ap-northeast-1:123456789012:db:"
    protected = [
        {
            "ResourceArn": f"{database}aozora-{name}",
            "ResourceType": "RDS",
            "LastBackupTime": (now - timedelta(days=days)).timestamp(),
        }
        for name, days in (("residents", 0), ("events", 40))
    ]
    restored = {
        "RestoreJobId": "1A2B3C4D-5E6F-7081-92A3-B4C5D6E7F809",
        "SourceResourceArn": f"{database}aozora-residents",
        "Status": "COMPLETED",
        "CompletionDate": (now - timedelta(days=500, hours=1)).timestamp(),
    }
    jobs = [
        {
            "BackupJobId": f"aozora-{name}",
            "ResourceArn": f"{database}aozora-{name}",
            "ResourceType": "RDS",
            "State": state,
            "CreationDate": (now - timedelta(hours=9)).timestamp(),
        }
        for name, state in (("residents", "COMPLETED"), ("events", "FAILED"))
    ]
    selection = {
        "SelectionName": "important",
        "IamRoleArn": "arn:aws:iam::123456789012:role/aozora-backup",
        "Resources": [f"{database}*"],
    }
    return EMPTY | {
        "/backup/plans/[^/]+/selections/?": {
            "BackupSelectionsList": [{"SelectionId": "1", "SelectionName": "important"}]
        },
        "/backup/plans/[^/]+/selections/[^/]+": {"BackupSelection": selection},
        "/backup-jobs/?": {"BackupJobs": jobs},
        "/resources/?": {"Results": protected},
        "/restore-jobs/?": {"RestoreJobs": [restored]},
    }
