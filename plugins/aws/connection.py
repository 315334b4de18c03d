"""The connection to one AWS account: every call of the plugin goes through it."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plugins.aws.answers import Answer, MalformedAnswer, answer
from plugins.aws.failures import classify
from plugins.aws.guard import Guard, Watch
from plugins.aws.once import Once
from plugins.aws.session import assume, client_config, open_session
from scanner import Calls, Failure, Target

REGION = re.compile(r"[a-z]+(-[a-z]+)+-[0-9]+")
ROLE = re.compile(r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[\x21-\x7e]+")
EXTERNAL_ID = re.compile(r"[\w+=,.@:/-]{2,1224}", re.ASCII)
"""Source: STS AssumeRole, ``ExternalId``."""


@dataclass(frozen=True, kw_only=True)
class AwsOptions:
    """How to reach one account.

    `profile` is a profile of the AWS configuration; without it the SDK's own chain decides
    (environment, AWS_PROFILE, container, instance). `role_arn` is assumed from there, with
    `external_id` if the role asks for one. `regions` are read instead of all enabled ones.
    """

    profile: str | None = None
    role_arn: str | None = None
    external_id: str | None = None
    regions: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        """Refuse what AWS would never accept; raises `ValueError`."""
        for region in self.regions or ():
            if not REGION.fullmatch(region):
                raise ValueError(f"'{region}' is no region; for example ap-northeast-1")
        if self.role_arn is not None and not ROLE.fullmatch(self.role_arn):
            raise ValueError(
                "role_arn is no ARN of a role; for example arn:aws:iam::111122223333:role/tenken"
            )
        if self.external_id is not None and not EXTERNAL_ID.fullmatch(self.external_id):
            raise ValueError("external_id holds 2 to 1224 letters, digits or characters of _+=,.@:/-")


class AwsConnection:
    """One account, signed in: `ask` for one answer, `items` for all pages of a list.

    `once` has the same calls for what several collectors need.
    """

    def __init__(self, session: Any, target: str, regions: tuple[str, ...] | None, watch: Watch) -> None:
        self.target = target
        self.regions = regions
        self.home = str(session.region_name)
        self.account = ""
        self.calls: Calls = watch.calls
        self.once = Once(self)
        self._session = session
        self._watch = watch
        self._config = client_config()
        self._clients: dict[tuple[str, str], Any] = {}
        self._lock = threading.Lock()

    def client(self, service: str, region: str | None = None) -> Any:
        """Get the one client of a service in a region (the home region if none); thread-safe."""
        key = (service, region or self.home)
        with self._lock:  # clients may be shared by threads, sessions may not
            if key not in self._clients:
                self._clients[key] = self._session.client(service, region_name=key[1], config=self._config)
            return self._clients[key]

    def ask(self, operation: str, region: str | None = None, /, **params: Any) -> Answer:
        """Call ``service.Operation`` once; raises the SDK's errors."""
        client, method = self._method(operation, region)
        return Answer(answer(getattr(client, method)(**params)))

    def ask_unless(
        self, absent: frozenset[str], operation: str, region: str | None = None, /, **params: Any
    ) -> Answer | None:
        """Call once; None if the service answers with one of these codes for "not configured"."""
        from botocore.exceptions import ClientError  # noqa: PLC0415

        try:
            return self.ask(operation, region, **params)
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in absent:
                return None
            raise

    def pages(
        self, operation: str, region: str | None = None, /, size: int | None = None, **params: Any
    ) -> Iterator[Answer]:
        """Give an answer page by page, `size` items a page (or the service's own number)."""
        client, method = self._method(operation, region)
        if not client.can_paginate(method):
            page = self.ask(operation, region, **params)
            if page.get("NextToken") or page.get("nextToken"):
                raise MalformedAnswer("more pages than the SDK can read")
            yield page
            return
        for page in client.get_paginator(method).paginate(**params, PaginationConfig={"PageSize": size}):
            yield Answer(answer(page))

    def items(
        self, operation: str, key: str, region: str | None = None, /, size: int | None = None, **params: Any
    ) -> Iterator[Any]:
        """Give the items of the list `key` of all pages."""
        for page in self.pages(operation, region, size, **params):
            yield from page[key]

    def wait(self, seconds: float) -> None:
        """Wait for the service; raises `DeadlinePassed` if the time for reading is over."""
        self._watch.sleep(seconds)

    def _method(self, operation: str, region: str | None) -> tuple[Any, str]:
        from botocore import xform_name  # noqa: PLC0415

        service, _, name = operation.partition(".")
        return self.client(service, region), xform_name(name)

    classify = staticmethod(classify)

    def stop(self, at: float) -> None:
        """Refuse every request after this moment of `time.monotonic()`, in seconds."""
        self._watch.until = at

    async def close(self) -> None:
        """Close the clients' connections."""
        for client in self._clients.values():
            client.close()


def connect(target: Target, permissions: frozenset[str]) -> AwsConnection:
    """Sign in to the account of a target; only the reads behind `permissions` will be possible.

    Raises the SDK's errors (no credentials, expired, refused, no network): `classify` knows them.
    """
    options: AwsOptions = target.options
    watch = Watch(Calls())
    region = options.regions[0] if options.regions else None
    session = open_session(options.profile, region, Guard(permissions), watch)
    if options.role_arn:
        assume(session, options.role_arn, options.external_id)
    aws = AwsConnection(session, target.id, options.regions, watch)
    aws.account = aws.ask("sts.GetCallerIdentity")["Account"]
    return aws


__all__ = ["AwsConnection", "AwsOptions", "Failure", "connect"]
