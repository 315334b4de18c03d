"""The contract that every sink keeps, as a test class: inherit it, and say how your receiver misbehaves.

    class TestPager(SinkContract):
        sink = SINK
        knows = {"down", "busy", "reset"}

        @pytest.fixture
        def receiver(self):
            with PagerReceiver() as receiver:
                yield receiver

Needs pytest. A receiver has `options` (what the sink is opened with), `uids` (what it has durably, in
order) and
`misbehave(kind, times)`. The kinds are in `KINDS`; name those that your protocol knows in `knows`.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Protocol

from scanner.sending import Sender, Sent
from scanner.sink import Outgoing, Sink
from scanner.testing.spool import MemorySpool

KINDS = {
    "down": "nothing listens",
    "busy": "it answers that it is busy (429)",
    "unavailable": "it answers that it is not available (503)",
    "slow": "it takes a batch and says nothing for longer than we wait",
    "half": "it takes every other event of a batch and is busy for the rest",
    "reset": "it takes a batch and breaks the connection before it answers",
    "broken": "it breaks the connection in the middle of a batch, and has none of it",
    "late": "it takes a batch and acknowledges too late",
    "poison": "it refuses the event with the id POISON for what it is, and takes the others",
    "locked": "it refuses us: the credential is wrong",
}
POISON = f"{0xFFFF:024x}"
ROUNDS = 60


class Receiver(Protocol):
    """A receiver under test."""

    options: Any
    ids: Sequence[str]

    def misbehave(self, kind: str, times: int) -> None:
        """Do this to the next so many calls."""


def id_of(number: int) -> str:
    """The id of the event with this number."""
    return f"{number:024x}"


def event(number: int, uid: str = "") -> Outgoing:
    """An event like those that the sinks get, about the finding `uid`; its id is made of its number."""
    own = uid or id_of(number)
    payload = {
        "activity_id": 1,
        "activity_name": "Create",
        "time": 1_763_596_800_000 + number,
        "severity_id": 3,
        "severity": "Medium",
        "message": f"第{number}号",
        "cloud": {"provider": "AWS", "account": {"uid": "111122223333"}, "region": "ap-northeast-1"},
        "compliance": {
            "status_id": 3,
            "status": "Fail",
            "status_code": "fail",
            "requirements": ["ALPHA-T02"],
        },
        "finding_info": {"uid": own, "title": "Title", "types": ["check"], "created_time": 1_763_596_800_000},
        "metadata": {"uid": id_of(number), "correlation_uid": "run", "tenant_uid": "aozora"},
        "remediation": {"desc": "Do it."},
        "resources": [{"uid": "bucket", "name": "bucket", "type": "AWS::S3::Bucket"}],
    }
    return Outgoing(own, json.dumps(payload, ensure_ascii=False).encode())


class SinkContract:
    """What a sink promises. Events that it has twice are those that were not acknowledged the first time."""

    sink: ClassVar[Sink]
    knows: ClassVar[Iterable[str]] = ()

    def __init_subclass__(cls) -> None:
        """Leave out what the protocol doesn't know."""
        for kind in KINDS.keys() - set(cls.knows):
            setattr(cls, f"test_{kind}", None)

    def send(
        self, receiver: Receiver, events: Sequence[Outgoing], rounds: int = ROUNDS
    ) -> tuple[Sent, MemorySpool]:
        """Send through the ordinary code, without waiting in between."""
        spool = MemorySpool(events)
        now = [0.0]

        def sleep(seconds: float) -> None:
            now[0] += max(1.0, min(seconds, 1.0))

        sender = Sender("x", self.sink, spool, float(rounds), lambda: now[0], sleep)
        delivery = self.sink.open(receiver.options)
        try:
            return sender.drain(delivery), spool
        finally:
            delivery.close()

    def expect_all(self, receiver: Receiver, kind: str, times: int = 1, count: int = 25) -> None:
        """Check that after this misbehaviour everything has arrived, first arrivals in order."""
        events = [event(number) for number in range(count)]
        receiver.misbehave(kind, times)
        sent, spool = self.send(receiver, events)
        assert (sent.problem, sent.delivered, len(spool), spool.aside) == (None, count, 0, [])
        assert sorted(receiver.ids) == [id_of(number) for number in range(count)]

    def test_everything_arrives_once_and_in_order(self, receiver: Receiver) -> None:
        """A receiver that behaves has each event once."""
        events = [event(number) for number in range(25)]
        sent, spool = self.send(receiver, events)
        assert (sent.delivered, len(spool)) == (25, 0)
        assert list(receiver.ids) == [id_of(number) for number in range(25)]

    def test_changes_of_one_finding_keep_their_order(self, receiver: Receiver) -> None:
        """Two events with one uid are never in one batch."""
        events = [event(1, "a" * 24), event(2), event(3, "a" * 24)]
        self.send(receiver, events)
        assert sorted(receiver.ids) == [id_of(1), id_of(2), id_of(3)]
        assert receiver.ids.index(id_of(1)) < receiver.ids.index(id_of(3))

    def test_nothing_is_an_empty_batch(self, receiver: Receiver) -> None:
        """Nothing to send is nothing said."""
        sent, _ = self.send(receiver, [])
        assert (sent.delivered, sent.problem) == (0, None)

    def test_down(self, receiver: Receiver) -> None:
        """Nothing is lost while nothing listens; why is told."""
        events = [event(number) for number in range(3)]
        receiver.misbehave("down", ROUNDS)
        sent, spool = self.send(receiver, events, rounds=2)
        assert (sent.delivered, len(spool), spool.aside) == (0, 3, [])
        assert sent.problem is not None

    def test_busy(self, receiver: Receiver) -> None:
        """A busy receiver is asked again."""
        self.expect_all(receiver, "busy", 2)

    def test_unavailable(self, receiver: Receiver) -> None:
        """A receiver that is not available is asked again."""
        self.expect_all(receiver, "unavailable", 2)

    def test_slow(self, receiver: Receiver) -> None:
        """A receiver that answers too late is asked again."""
        self.expect_all(receiver, "slow")

    def test_half(self, receiver: Receiver) -> None:
        """Only what was not taken is sent again."""
        self.expect_all(receiver, "half", 2)

    def test_reset(self, receiver: Receiver) -> None:
        """What was not acknowledged comes again; under the same uids."""
        self.expect_all(receiver, "reset")

    def test_broken(self, receiver: Receiver) -> None:
        """A batch that broke off comes again."""
        self.expect_all(receiver, "broken")

    def test_late(self, receiver: Receiver) -> None:
        """What was acknowledged too late comes again."""
        self.expect_all(receiver, "late")

    def test_poison(self, receiver: Receiver) -> None:
        """One event that is refused holds up no other, and is kept with the reason."""
        events = [event(1), event(0xFFFF), *(event(number) for number in range(3, 20))]
        receiver.misbehave("poison", ROUNDS)
        sent, spool = self.send(receiver, events)
        assert (sent.delivered, sent.aside, len(spool)) == (18, 1, 0)
        (refused, reason), *_ = spool.aside
        assert (refused.uid, bool(str(reason))) == (POISON, True)
        assert POISON not in receiver.ids

    def test_locked(self, receiver: Receiver) -> None:
        """A wrong credential is no fault of an event: all of them wait."""
        events = [event(number) for number in range(3)]
        receiver.misbehave("locked", ROUNDS)
        sent, spool = self.send(receiver, events, rounds=2)
        assert (sent.delivered, sent.aside, len(spool)) == (0, 0, 3)
        assert sent.problem is not None


__all__ = ["KINDS", "POISON", "Receiver", "SinkContract", "event", "id_of"]
