"""Sessions of AWS for sinks that write there: their own, with their own permissions, never the scanner's."""

from dataclasses import dataclass
from typing import Any

from reports.sinks.batch import later, refused, shown
from scanner.sink import Receipt

TIMEOUT = 30.0
BUSY = frozenset({"InternalError", "InternalException", "RequestTimeout", "ServiceUnavailable", "SlowDown"})
THROTTLED = frozenset({"LimitExceededException", "RequestLimitExceeded", "Throttling", "ThrottlingException"})
OF_THE_EVENT = frozenset({"InvalidInputException", "EntityTooLarge", "ValidationException"})


@dataclass(frozen=True, slots=True)
class Identity:
    """Who writes: a profile of the AWS configuration, and a role that it assumes, if any."""

    profile: str | None
    role_arn: str | None
    region: str | None

    def client(self, service: str) -> Any:
        """A client of its own session. Raises the SDK's errors."""
        import boto3  # noqa: PLC0415 - starting time
        from botocore.config import Config  # noqa: PLC0415

        session = boto3.Session(profile_name=self.profile, region_name=self.region)
        config = Config(
            retries={"mode": "standard", "max_attempts": 2}, connect_timeout=5, read_timeout=TIMEOUT
        )
        if not self.role_arn:
            return session.client(service, config=config)
        answer = session.client("sts", config=config).assume_role(
            RoleArn=self.role_arn, RoleSessionName="tenken-sink"
        )
        keys = answer["Credentials"]
        return session.client(
            service,
            config=config,
            aws_access_key_id=keys["AccessKeyId"],
            aws_secret_access_key=keys["SecretAccessKey"],
            aws_session_token=keys["SessionToken"],
        )


def failed(error: Exception) -> Receipt:
    """What an error of the SDK means for what was being sent."""
    response = getattr(error, "response", None)
    if not isinstance(response, dict):
        return later("AWS was not reached ({problem})", problem=type(error).__name__)
    code = str(response.get("Error", {}).get("Code", ""))
    status = response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code in OF_THE_EVENT:
        said = shown(str(response.get("Error", {}).get("Message", "")))
        return refused("AWS refuses it with {code}: {said}", code=code, said=said)
    if code in BUSY | THROTTLED or status >= 500:
        return later("AWS is busy ({code})", code=code)
    return later("AWS refuses with {code}; check the sink's own permissions", code=code)
