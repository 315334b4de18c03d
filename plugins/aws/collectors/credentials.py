"""The credential report: asked for, waited for, read."""

import csv
from collections.abc import Iterator
from datetime import datetime

from plugins.aws.answers import Answer, MalformedAnswer
from plugins.aws.connection import AwsConnection
from plugins.aws.failures import NotReady
from plugins.aws.settings.iam import AccessKey, Credentials
from scanner import collector

PAUSES = (0.5, 1, 2, 4, 8, 15, 30)
"""Seconds between questions whether the report is ready: one minute in all."""
NEVER = frozenset({"N/A", "no_information", "not_supported"})
FLAGS = {"true": True, "false": False}


@collector("iam:GenerateCredentialReport", "iam:GetCredentialReport")
def credentials(aws: AwsConnection) -> Iterator[Credentials]:
    _wait_for_report(aws)
    content = aws.ask("iam.GetCredentialReport")["Content"].decode()
    for row in csv.DictReader(content.splitlines()):
        yield _credentials(Answer(row))


def _wait_for_report(aws: AwsConnection) -> None:
    """Ask for a report until it is there; IAM makes a new one every four hours at most."""
    for pause in PAUSES:
        state = aws.ask("iam.GenerateCredentialReport")["State"]
        if state == "COMPLETE":
            return
        if state not in ("STARTED", "INPROGRESS"):
            raise MalformedAnswer("State")
        aws.wait(pause)
    raise NotReady


def _credentials(row: Answer) -> Credentials:
    enabled = row["password_enabled"]
    return Credentials(
        arn=row["arn"],
        name=row["user"],
        created=_required(row, "user_creation_time"),
        password=None if enabled == "not_supported" else _flag(row, "password_enabled"),
        password_last_used=_time(row, "password_last_used"),
        password_changed=_time(row, "password_last_changed"),
        mfa=_flag(row, "mfa_active"),
        keys=(_key(row, 1), _key(row, 2)),
    )


def _key(row: Answer, number: int) -> AccessKey:
    return AccessKey(
        number=number,
        active=_flag(row, f"access_key_{number}_active"),
        rotated=_time(row, f"access_key_{number}_last_rotated"),
        last_used=_time(row, f"access_key_{number}_last_used_date"),
    )


def _flag(row: Answer, column: str) -> bool:
    if row[column] not in FLAGS:
        raise MalformedAnswer(column)
    return FLAGS[row[column]]


def _time(row: Answer, column: str) -> datetime | None:
    return None if row[column] in NEVER else _required(row, column)


def _required(row: Answer, column: str) -> datetime:
    try:
        return datetime.fromisoformat(row[column])
    except ValueError:
        raise MalformedAnswer(column) from None
