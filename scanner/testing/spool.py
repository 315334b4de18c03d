"""A spool in memory, for tests of sinks."""

from collections.abc import Iterable, Sequence

from scanner.sending import Waiting
from scanner.sink import Outgoing
from scanner.text import Message


class MemorySpool:
    """Holds events in order, for any one sink. `aside` are those that were set aside, with the reason."""

    def __init__(self, events: Iterable[Outgoing]) -> None:
        self._events = {number: Waiting(number, one) for number, one in enumerate(events)}
        self.aside: list[tuple[Outgoing, Message]] = []

    def __len__(self) -> int:
        return len(self._events)

    def waiting(self, sink: str, most: int) -> Sequence[Waiting]:  # noqa: ARG002 - there is one
        """The oldest events, one per uid."""
        first = {one.outgoing.uid: one for one in reversed(self._events.values())}
        return sorted(first.values(), key=lambda one: one.number)[:most]

    def delivered(self, sink: str, numbers: Iterable[int]) -> None:  # noqa: ARG002
        """Forget these."""
        for number in numbers:
            del self._events[number]

    def refused(self, sink: str, number: int, reason: Message, *, aside: bool) -> None:  # noqa: ARG002
        """Count, or set aside."""
        one = self._events.pop(number)
        if aside:
            self.aside.append((one.outgoing, reason))
        else:
            self._events[number] = Waiting(number, one.outgoing, one.refusals + 1)
            self._events = dict(sorted(self._events.items()))
