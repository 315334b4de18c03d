"""Answers that two collectors need are asked for once, whoever comes first."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plugins.aws.answers import Answer
    from plugins.aws.connection import AwsConnection


class Once:
    """The calls of a connection, each made once for the same parameters; an error counts as an answer.

    Only for what two collectors share: an answer is kept as long as the connection is.
    """

    def __init__(self, aws: "AwsConnection") -> None:
        self._aws = aws
        self._lock = threading.Lock()
        self._answers: dict[str, Future[Any]] = {}

    def ask(self, operation: str, region: str | None = None, /, **params: Any) -> "Answer":
        """Call ``service.Operation``; raises the SDK's errors."""
        found: Answer = self.result(
            repr((operation, region, params)), lambda: self._aws.ask(operation, region, **params)
        )
        return found

    def ask_unless(
        self, absent: frozenset[str], operation: str, region: str | None = None, /, **params: Any
    ) -> "Answer | None":
        """Call; None if the service answers with one of these codes for "not configured"."""
        found: Answer | None = self.result(
            repr((operation, region, params, sorted(absent))),
            lambda: self._aws.ask_unless(absent, operation, region, **params),
        )
        return found

    def items(
        self, operation: str, key: str, region: str | None = None, /, size: int | None = None, **params: Any
    ) -> Iterator[Any]:
        """Give the items of all pages; after a failure those before it, then the failure."""
        found = self._aws.items(operation, key, region, size, **params)
        items, error = self.result(repr((operation, key, region, size, params)), lambda: _read(found))
        yield from items
        if error is not None:
            raise error

    def result(self, key: str, work: Callable[[], Any]) -> Any:
        """Do some work the first time that it is asked for under this key; raises what it raised."""
        with self._lock:
            first = key not in self._answers
            answer = self._answers.setdefault(key, Future())
        if first:
            try:
                answer.set_result(work())
            except BaseException as error:  # noqa: BLE001 - raised again, here and where others wait
                answer.set_exception(error)
        return answer.result()


def _read(found: Iterator[Any]) -> tuple[list[Any], Exception | None]:
    items = []
    try:
        for item in found:
            items.append(item)  # noqa: PERF402 - what came before a failure is kept
    except Exception as error:  # noqa: BLE001 - raised again by whoever reads the items
        return items, error
    return items, None
