"""Session Manager: what becomes of what administrators type."""

from plugins.aws.settings.account import Region
from plugins.aws.settings.logstore import BucketKeeping
from scanner import setting


@setting("AWS::SSM::SessionPreferences", of="region")
class SessionPreferences:
    """The preferences for sessions in a region; `there` is false where nobody ever chose any.

    `bucket` and `group` are where the log goes, None for nowhere; `bucket_encrypted` and
    `group_encrypted` say whether it has to be encrypted there, None where that is not told. `idle` is
    after how many minutes a session ends by itself. Source: Systems Manager GetDocument
    (SSM-SessionManagerRunShell; error InvalidDocument: none); User Guide, "Session document schema".
    """

    region: Region
    there: bool
    bucket: str | None
    prefix: str | None
    bucket_encrypted: bool | None
    group: str | None
    group_encrypted: bool | None
    idle: int | None


@setting("AWS::SSM::SessionPreferences/keeping", of="preferences")
class SessionKeeping:
    """What keeps the session logs that go to a bucket."""

    preferences: SessionPreferences
    keeping: BucketKeeping
