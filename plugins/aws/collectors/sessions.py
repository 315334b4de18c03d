"""Preferences of Session Manager, region by region."""

import json
from collections.abc import Iterator
from typing import Any

from plugins.aws.answers import Answer, MalformedAnswer, answer
from plugins.aws.collectors.logstore import keeping_of
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.sessions import SessionKeeping, SessionPreferences
from scanner import collector

DOCUMENT = "SSM-SessionManagerRunShell"
NONE = frozenset({"InvalidDocument"})


@collector("ssm:GetDocument")
def session_preferences(region: Region, aws: AwsConnection) -> SessionPreferences:
    wanted = {"Name": DOCUMENT, "DocumentFormat": "JSON"}
    found = aws.ask_unless(NONE, "ssm.GetDocument", region.name, **wanted)
    inputs = _inputs(found["Content"]) if found else Answer()
    idle = str(inputs.get("idleSessionTimeout"))
    return SessionPreferences(
        region=region,
        there=found is not None,
        bucket=inputs.get("s3BucketName") or None,
        prefix=inputs.get("s3KeyPrefix") or None,
        bucket_encrypted=inputs.get("s3EncryptionEnabled"),
        group=inputs.get("cloudWatchLogGroupName") or None,
        group_encrypted=inputs.get("cloudWatchEncryptionEnabled"),
        idle=int(idle) if idle.isdigit() else None,
    )


def _inputs(content: str) -> Any:
    try:
        document = json.loads(content)
    except ValueError as error:
        raise MalformedAnswer("Content") from error
    if not isinstance(document, dict):
        raise MalformedAnswer("Content")
    return answer(document)["inputs"]


@collector("s3:GetLifecycleConfiguration", "s3:GetBucketObjectLockConfiguration")
def session_keeping(preferences: SessionPreferences, aws: AwsConnection) -> Iterator[SessionKeeping]:
    if preferences.bucket:
        keeping = keeping_of(aws, preferences.region.name, preferences.bucket)
        yield SessionKeeping(preferences=preferences, keeping=keeping)
