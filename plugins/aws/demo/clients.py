"""Clients that fill the demo's account: the only ones in the project that write, and only there."""

from functools import cache
from typing import Any

TOKYO, OSAKA = "ap-northeast-1", "ap-northeast-3"


class Clients:
    """Plain boto3 clients, one a service and region."""

    def __init__(self, session: Any = None) -> None:
        import boto3  # noqa: PLC0415 - loaded when the demo runs

        session = session or boto3.Session()

        @cache
        def client(service: str, region: str) -> Any:
            return session.client(service, region_name=region)

        self._client = client

    def of(self, account: str) -> "Clients":
        """Give clients of another account."""
        import boto3  # noqa: PLC0415 - loaded when the demo runs

        role = f"arn:aws:iam::{account}:role/aozora"
        lent = self("sts").assume_role(RoleArn=role, RoleSessionName="demo")["Credentials"]
        return Clients(
            boto3.Session(
                aws_access_key_id=lent["AccessKeyId"],
                aws_secret_access_key=lent["SecretAccessKey"],
                aws_session_token=lent["SessionToken"],
            )
        )

    def __call__(self, service: str, region: str = TOKYO) -> Any:
        """Give the client of a service."""
        return self._client(service, region)
