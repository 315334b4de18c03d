"""A connection that answers lists from an aggregator, and asks the account for the rest only by choice."""

from collections.abc import Iterator
from typing import Any

from plugins.aws.aggregator import reasons
from plugins.aws.aggregator.held import Aggregator
from plugins.aws.aggregator.kind import Kind
from plugins.aws.aggregator.kinds import KINDS
from plugins.aws.aggregator.shaping import shape_of, shaped
from plugins.aws.connection import AwsConnection
from plugins.aws.failures import Unread


class AggregatedConnection(AwsConnection):
    """One account as the aggregator holds it.

    What that doesn't hold raises `Unread`; with `fallback` the account itself is asked instead, through
    the session of the connection `behind`, which signs in when it is first used.
    """

    def __init__(self, behind: AwsConnection, source: Aggregator, account: str, *, fallback: bool) -> None:
        super().__init__(behind.session, behind.target, behind.regions, behind.watch)
        self.organization = behind.organization
        self.account = account
        self._source = source
        self._fallback = fallback

    def items(
        self, operation: str, key: str, region: str | None = None, /, size: int | None = None, **params: Any
    ) -> Iterator[Any]:
        """Give the items of a list as the aggregator holds them, or else from the account by choice."""
        kind = KINDS.get(operation)
        held = self._held(kind, region or self.home) if kind and not params else None
        yield from super().items(operation, key, region, size, **params) if held is None else held

    def stop(self, at: float) -> None:
        """Refuse every request after this moment of `time.monotonic()`, in seconds."""
        super().stop(at)
        self._source.connection.stop(at)

    def _held(self, kind: Kind, region: str) -> list[Any] | None:
        try:
            found = self._source.resources(kind, self.account, region)
        except Unread:
            if self._fallback:
                return None
            raise
        if found and kind.partial and self._fallback:
            return None
        return [shaped(kind, one, shape_of(kind)) for one in found]

    def _method(self, operation: str, region: str | None) -> tuple[Any, str]:
        if not self._fallback:
            raise reasons.no_operation(operation)
        return super()._method(operation, region)
