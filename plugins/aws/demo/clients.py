"""Clients that fill the demo's account: the only ones in the project that write, and only there."""

from functools import cache
from typing import Any

TOKYO, OSAKA = "ap-northeast-1", "ap-northeast-3"


class Clients:
    """Plain boto3 clients, one a service and region."""

    def __init__(self) -> None:
        import boto3  # noqa: PLC0415 - loaded when the demo runs

        session = boto3.Session()

        @cache
        def client(service: str, region: str) -> Any:
            return session.client(service, region_name=region)

        self._client = client

    def __call__(self, service: str, region: str = TOKYO) -> Any:
        """Give the client of a service."""
        return self._client(service, region)
