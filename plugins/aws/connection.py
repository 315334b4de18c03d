"""The connection to one AWS account: every call of the plugin goes through it."""

import threading
from collections.abc import Iterator
from typing import Any

from plugins.aws.answers import Answer, MalformedAnswer, answer
from plugins.aws.failures import classify
from plugins.aws.guard import Guard, Watch
from plugins.aws.once import Once
from plugins.aws.options import AwsOptions
from plugins.aws.session import assume, client_config, credentials_of, make_client, open_session
from scanner import Calls

ORGANIZATION = "organizations."


class AwsConnection:
    """One account, signed in: `ask` for one answer, `items` for all pages of a list.

    `once` has the same calls for what several collectors need. `organization` is the connection that
    the organization is asked through, if not this one: its answers are the same for all members.
    """

    def __init__(self, session: Any, target: str, regions: tuple[str, ...] | None, watch: Watch) -> None:
        self.target = target
        self.regions = regions
        self.home = str(session.region_name)
        self.account = ""
        self.calls: Calls = watch.calls
        self.once = Once(self)
        self.organization: AwsConnection | None = None
        self.session = session
        self.watch = watch
        self._config = client_config()
        self._clients: dict[tuple[str, str], Any] = {}
        self._lock = threading.Lock()

    def client(self, service: str, region: str | None = None) -> Any:
        """Get the one client of a service in a region (the home region if none); thread-safe."""
        key = (service, region or self.home)
        with self._lock:  # clients may be shared by threads, sessions may not
            if key not in self._clients:
                self._clients[key] = make_client(self.session, service, key[1], self._config)
            return self._clients[key]

    def ask(self, operation: str, region: str | None = None, /, **params: Any) -> Answer:
        """Call ``service.Operation`` once; raises the SDK's errors."""
        if self.organization and operation.startswith(ORGANIZATION):
            return self.organization.once.ask(operation, region, **params)
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
        if self.organization and operation.startswith(ORGANIZATION):
            yield from self.organization.once.items(operation, key, region, size, **params)
            return
        for page in self.pages(operation, region, size, **params):
            yield from page[key]

    def wait(self, seconds: float) -> None:
        """Wait for the service; raises `DeadlinePassed` if the time for reading is over."""
        self.watch.sleep(seconds)

    def _method(self, operation: str, region: str | None) -> tuple[Any, str]:
        from botocore import xform_name  # noqa: PLC0415

        service, _, name = operation.partition(".")
        return self.client(service, region), xform_name(name)

    classify = staticmethod(classify)

    def stop(self, at: float) -> None:
        """Refuse every request after this moment of `time.monotonic()`, in seconds."""
        self.watch.until = at
        if self.organization:
            self.organization.stop(at)

    async def close(self) -> None:
        """Close the clients' connections."""
        for client in self._clients.values():
            client.close()


def sign_in(  # noqa: PLR0913, PLR0917 - who, where, what for
    options: AwsOptions,
    target: str,
    permissions: frozenset[str],
    calls: Calls,
    base: AwsConnection | None = None,
    role: str | None = None,
) -> AwsConnection:
    """Open a session as `options` say, or with the credentials of `base` and as `role` from there.

    Only the reads behind `permissions` will be possible. Raises botocore's errors for a profile that
    doesn't exist and for missing credentials.
    """
    watch = Watch(calls)
    region = options.regions[0] if options.regions else None
    session = open_session(options.profile, region, Guard(permissions), watch)
    if base is not None:
        assume(session, role, options.external_id, credentials_of(base.session))
    elif options.role_arn:
        assume(session, options.role_arn, options.external_id)
    return AwsConnection(session, target, options.regions, watch)
