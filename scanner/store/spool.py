"""What waits to be sent: written with the run it comes from, forgotten when the receiver has it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec
import zstandard

from scanner.clock import now
from scanner.event import Event, Heard
from scanner.sending import Waiting
from scanner.sink import Outgoing
from scanner.store.errors import problem
from scanner.store.items import parts
from scanner.store.tables import HEARD, SPOOL
from scanner.text import Message

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.store.store import Store

LIMIT = 2_000_000
"""How many events may wait at the most, for all sinks together."""
NEAR = 0.8
"""From this part of the limit on it is said that the spool fills."""


class StoredSpool:
    """The spool of a store, as `scanner.sending` drives it."""

    def __init__(self, store: "Store") -> None:
        self._store = store

    def waiting(self, sink: str, most: int) -> Sequence[Waiting]:
        """The oldest events, of those with one uid the first alone."""
        from sqlalchemy import select  # noqa: PLC0415 - starting time

        query = (
            select(SPOOL.c.number, SPOOL.c.uid, SPOOL.c.line, SPOOL.c.refusals)
            .where(SPOOL.c.sink == sink, SPOOL.c.aside == 0)
            .order_by(SPOOL.c.number)
            .limit(most)
        )
        first: dict[str, Waiting] = {}
        with self._store.look() as connection:
            for number, uid, line, refusals in connection.execute(query):
                first.setdefault(uid, Waiting(number, Outgoing(uid, line), refusals))
        return list(first.values())

    def delivered(self, sink: str, numbers: Iterable[int]) -> None:
        """Forget these."""
        known = list(numbers)
        if not known:
            return
        with self._store.change() as connection:
            for part in parts(known):
                connection.execute(SPOOL.delete().where(SPOOL.c.sink == sink, SPOOL.c.number.in_(part)))

    def refused(self, sink: str, number: int, reason: Message, *, aside: bool) -> None:
        """Count the refusal; keep the event with the reason if it is set aside."""
        said = msgspec.json.encode(reason).decode()
        change = {"refusals": SPOOL.c.refusals + 1, "aside": int(aside), "reason": said}
        with self._store.change() as connection:
            connection.execute(
                SPOOL.update().where(SPOOL.c.sink == sink, SPOOL.c.number == number).values(change)
            )

    def counts(self) -> dict[str, tuple[int, int]]:
        """How many events wait and how many were set aside, per sink."""
        from sqlalchemy import func, select  # noqa: PLC0415 - starting time

        query = select(SPOOL.c.sink, SPOOL.c.aside, func.count()).group_by(SPOOL.c.sink, SPOOL.c.aside)
        found: dict[str, tuple[int, int]] = {}
        with self._store.look() as connection:
            for sink, aside, count in connection.execute(query):
                waiting, kept = found.get(sink, (0, 0))
                found[sink] = (waiting, count) if aside else (count, kept)
        return found

    def aside(self, sink: str) -> list[tuple[str, Message]]:
        """The events that were set aside: uid and the receiver's reason."""
        from sqlalchemy import select  # noqa: PLC0415 - starting time

        query = select(SPOOL.c.uid, SPOOL.c.reason).where(SPOOL.c.sink == sink, SPOOL.c.aside == 1)
        with self._store.look() as connection:
            rows = list(connection.execute(query.order_by(SPOOL.c.number)))
        return [(uid, msgspec.json.decode(reason, type=Message)) for uid, reason in rows]

    def again(self, sink: str) -> int:
        """Put what was set aside back into the queue; returns how many events."""
        back = SPOOL.update().where(SPOOL.c.sink == sink, SPOOL.c.aside == 1).values(aside=0, refusals=0)
        with self._store.change() as connection:
            return int(connection.execute(back).rowcount)


def spooled(
    connection: "Connection", sinks: Iterable[str], events: Iterable[Event], limit: int = LIMIT
) -> int:
    """Write events for each of these sinks, within the transaction of their run; returns how many now wait.

    Raises `StoreError` if more would wait than may: then the run isn't kept either, and nothing is lost
    unseen.
    """
    from sqlalchemy import func, select  # noqa: PLC0415 - starting time

    lines = [(event.uid, event.line) for event in events]
    there = int(connection.execute(select(func.count()).select_from(SPOOL)).scalar_one())
    names = list(sinks)
    total = there + len(names) * len(lines)
    if total > limit:
        template = "{count} events wait to be sent, and no more than {limit} may; see tenken send --status"
        raise problem(template, count=there, limit=limit)
    moment = now()
    rows = [
        {"sink": name, "uid": uid, "line": line, "written_at": moment}
        for name in names
        for uid, line in lines
    ]
    for chunk in parts(rows):
        connection.execute(SPOOL.insert(), list(chunk))
    return total


def heard(connection: "Connection", organisations: Iterable[str]) -> dict[str, Heard]:
    """What receivers heard last of these organisations, by uid."""
    from sqlalchemy import select  # noqa: PLC0415 - starting time

    query = select(HEARD.c.uid, HEARD.c.record).where(HEARD.c.organisation.in_(list(organisations)))
    unpack = zstandard.ZstdDecompressor()
    decoder = msgspec.msgpack.Decoder(Heard)
    return {uid: decoder.decode(unpack.decompress(record)) for uid, record in connection.execute(query)}


def remember(connection: "Connection", events: Iterable[Event]) -> None:
    """Keep what has been heard once these events are delivered."""
    pack = zstandard.ZstdCompressor()
    changed = [one for one in events if one.changed]
    theirs: dict[str, list[str]] = {}
    for one in changed:
        theirs.setdefault(one.organisation, []).append(one.uid)
    for organisation, uids in theirs.items():
        for part in parts(uids):
            mine = HEARD.c.organisation == organisation
            connection.execute(HEARD.delete().where(mine, HEARD.c.uid.in_(part)))
    rows = [
        {
            "uid": one.uid,
            "organisation": one.organisation,
            "record": pack.compress(msgspec.msgpack.encode(one.heard)),
        }
        for one in changed
        if one.heard is not None
    ]
    for chunk in parts(rows):
        connection.execute(HEARD.insert(), list(chunk))
