"""From the spool to a sink: at least once, in order per finding, nothing lost.

An event leaves the spool when the receiver has acknowledged it. What it refuses for what it is comes again
a few
times, then is set aside with the receiver's reason. What comes later waits: as long as the receiver said,
or longer each time.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from scanner.sink import Delivery, Outgoing, Receipt, Result, Sink
from scanner.text import Message

TRIES = 3
"""How often an event may be refused before it is set aside."""
LONGEST_WAIT = 120.0
"""The longest wait of our own between two tries, in seconds; a receiver may ask for longer."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event in the spool: its number there, what goes out, and how often it was refused so far."""

    number: int
    outgoing: Outgoing
    refusals: int = 0


class Spool(Protocol):
    """Where events wait, per sink."""

    def waiting(self, sink: str, most: int) -> Sequence[Waiting]:
        """The events that wait, the oldest first; of those with one uid the oldest alone."""

    def delivered(self, sink: str, numbers: Iterable[int]) -> None:
        """Forget these: the receiver has acknowledged them."""

    def refused(self, sink: str, number: int, reason: Message, *, aside: bool) -> None:
        """Count a refusal; `aside` takes the event out of the queue, and keeps it with the reason."""


@dataclass(slots=True)
class Sent:
    """What came of sending to one sink; `problem` is why it stopped before all was sent, if so."""

    sink: str
    delivered: int = 0
    aside: int = 0
    problem: Message | None = None
    reasons: list[Message] = field(default_factory=list)


@dataclass(frozen=True)
class Sender:
    """Sends to one sink until nothing waits, or until `until` (of `clock`, in seconds) when it doesn't work.

    `sleep` waits that many seconds; it may end the wait early, to stop.
    """

    name: str
    sink: Sink
    spool: Spool
    until: float
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    stopped: Callable[[], bool] = lambda: False

    def drain(self, delivery: Delivery) -> Sent:
        """Send what waits."""
        sent, attempt = Sent(self.name), 0
        while not self.stopped() and (batch := self._batch()):
            receipts = delivery.deliver([one.outgoing for one in batch])
            self._settle(batch, receipts, sent)
            late = [one for one in receipts if one.result is Result.LATER]
            if not late:
                attempt = 0
                continue
            pause = self._pause(late, attempt)
            attempt += 1
            if self.clock() + pause > self.until:
                sent.problem = late[0].reason
                break
            self.sleep(pause)
        return sent

    def _batch(self) -> Sequence[Waiting]:
        """The next events, as many as the sink takes in one call."""
        return list(_within(self.spool.waiting(self.name, self.sink.most), self.sink.bytes))

    def _settle(self, batch: Sequence[Waiting], receipts: Sequence[Receipt], sent: Sent) -> None:
        pairs = list(zip(batch, receipts, strict=True))
        done = [one.number for one, receipt in pairs if receipt.result is Result.DELIVERED]
        self.spool.delivered(self.name, done)
        sent.delivered += len(done)
        for one, receipt in pairs:
            if receipt.result is Result.REFUSED:
                reason, aside = receipt.reason or Message.of("refused"), one.refusals + 1 >= TRIES
                self.spool.refused(self.name, one.number, reason, aside=aside)
                if aside:
                    sent.aside += 1
                    sent.reasons.append(reason)

    def _pause(self, late: Sequence[Receipt], attempt: int) -> float:
        """How long to wait: what the receiver asked for, else a little longer each time."""
        from tenacity import RetryCallState, Retrying, wait_exponential_jitter  # noqa: PLC0415 - starting time

        if asked := [one.after for one in late if one.after is not None]:
            return max(asked)
        state = RetryCallState(Retrying(), None, (), {})
        state.attempt_number = attempt + 1
        return float(wait_exponential_jitter(initial=1, max=LONGEST_WAIT, jitter=1)(state))


def _within(events: Iterable[Waiting], most: int) -> Iterator[Waiting]:
    """The first events that together have no more bytes than this; at least one."""
    total = 0
    for place, one in enumerate(events):
        total += len(one.outgoing.line)
        if place and total > most:
            return
        yield one
