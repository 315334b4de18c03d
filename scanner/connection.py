"""What the engine asks of an open connection, and the count of its calls."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from scanner.model import Failure


@dataclass(slots=True)
class Call:
    """All calls of one operation in one region."""

    operation: str
    region: str
    first: str
    last: str
    count: int = 0
    retries: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Shape:
    """The key shape of an operation's answers: names and types, no values (``value[].id:str``)."""

    operation: str
    keys: tuple[str, ...]


class Calls:
    """Counts calls and time per operation and region, and notes key shapes; safe for many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: dict[tuple[str, str], Call] = {}
        self._shapes: dict[str, set[str]] = {}

    def add(self, operation: str, region: str, *, at: str, seconds: float, retries: int = 0) -> None:
        """Count one call that began at `at` (RFC 3339, UTC) and took `seconds`."""
        with self._lock:
            call = self._calls.setdefault((operation, region), Call(operation, region, at, at))
            call.first, call.last = min(call.first, at), max(call.last, at)
            call.count += 1
            call.retries += retries
            call.seconds += seconds

    def saw(self, operation: str, answer: object) -> None:
        """Note the keys of an answer, and the types behind them, so that a new field can be noticed."""
        keys = set(_keys(answer, ""))
        with self._lock:
            self._shapes.setdefault(operation, set()).update(keys)

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The key shapes seen so far, in order of operation."""
        with self._lock:
            return tuple(Shape(name, tuple(sorted(keys))) for name, keys in sorted(self._shapes.items()))

    def __iter__(self) -> Iterator[Call]:
        """Every operation in order of name and region."""
        with self._lock:
            return iter([self._calls[key] for key in sorted(self._calls)])


def _keys(answer: object, path: str) -> Iterator[str]:
    if isinstance(answer, dict) and answer:
        for key, part in answer.items():
            yield from _keys(part, f"{path}.{key}" if path else str(key))
    elif isinstance(answer, list | tuple) and answer:
        for part in answer:
            yield from _keys(part, f"{path}[]")
    else:
        yield f"{path}:{type(answer).__name__}"


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
