"""What the engine asks of an open connection, and the count of its calls."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from scanner.model import Failure


@dataclass
class Call:
    """All calls of one operation in one region."""

    operation: str
    region: str
    first: str
    last: str
    count: int = 0
    retries: int = 0
    seconds: float = 0.0


class Calls:
    """Counts calls and time per operation and region; safe for many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: dict[tuple[str, str], Call] = {}

    def add(self, operation: str, region: str, *, at: str, seconds: float, retries: int = 0) -> None:
        """Count one call that began at `at` (RFC 3339, UTC) and took `seconds`."""
        with self._lock:
            call = self._calls.setdefault((operation, region), Call(operation, region, at, at))
            call.first, call.last = min(call.first, at), max(call.last, at)
            call.count += 1
            call.retries += retries
            call.seconds += seconds

    def __iter__(self) -> Iterator[Call]:
        """Every operation in order of name and region."""
        with self._lock:
            return iter([self._calls[key] for key in sorted(self._calls)])


class Connection(Protocol):
    """What the engine asks of an open connection; all I/O of a plugin goes through it."""

    account: str
    """The account or tenant that answered."""

    calls: Calls
    """What was called, how often and how long."""

    def classify(self, error: BaseException) -> Failure | None:
        """Say what a known SDK error means; None is a defect."""

    def stop(self, at: float) -> None:
        """Refuse every call after this moment of `time.monotonic()`, in seconds."""

    async def close(self) -> None:
        """Give back what is open; called once, on the loop that opened it."""
