"""A sink: delivers events to one kind of receiver. The host keeps them until they are acknowledged.

A plugin gives its sinks by a hook:

    @hookimpl
    def tenken_sinks() -> Iterable[Sink]:
        yield Sink("pager", "A pager", PagerOptions, open_pager)

    class Pager:
        def deliver(self, batch: Sequence[Outgoing]) -> Sequence[Receipt]: ...
        def close(self) -> None: ...

A sink sends each event of a batch once, in order, and says of each what the receiver said. It repeats
nothing itself and loses nothing: what got no acknowledgement is `LATER`, and comes again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

import msgspec

from scanner.text import Message


class Result(StrEnum):
    """What became of an event: acknowledged; refused for what it is; not now, whatever it is."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receiver said of one event.

    `reason` is shown to people and holds no secret. `after` is how long to wait before anything is sent to
    this receiver again, in seconds, if it said so.
    """

    result: Result
    reason: Message | None = None
    after: float | None = None


DELIVERED = Receipt(Result.DELIVERED)


@dataclass(frozen=True)
class Outgoing:
    """An event on its way: its stable uid, and the payload as one line of JSON in UTF-8."""

    uid: str
    line: bytes

    @cached_property
    def payload(self) -> Any:
        """The payload, read."""
        return msgspec.json.decode(self.line)


class Delivery(Protocol):
    """A sink that is open."""

    def deliver(self, batch: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Send these and say of each, in the same order, what became of it.

        Raises `TenkenError` for what no repetition mends: a secret that isn't there, an unusable certificate.
        """

    def close(self) -> None:
        """Give back what is open."""


@dataclass(frozen=True, slots=True)
class Sink:
    """One kind of receiver, as a plugin gives it to the host.

    `name` is the `type` in the configuration; `title` an English gettext key; `options` a frozen dataclass
    that its lines are decoded into. `open` imports what it needs when it is called. `most` events and
    `bytes` of
    payload go into one call at the most. `summary` sinks want all events of a run in one call and tell only
    of them; they get what changed, never the whole. `requires` names the extra to install.
    """

    name: str
    title: str
    options: type
    open: Callable[[Any], Delivery]
    most: int = 500
    bytes: int = 900_000
    summary: bool = False
    requires: str = ""


@dataclass(frozen=True, slots=True)
class SinkConfig:
    """One receiver of the configuration: its id, the kind of sink, and the sink's own options."""

    id: str
    type: str
    options: Any
