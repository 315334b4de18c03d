"""Reading many targets at once: one inventory each, one pool for all, one deadline."""

import asyncio
import itertools
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from scanner.clock import now
from scanner.connection import Connection
from scanner.defect import failed
from scanner.evidence import TargetEvidence
from scanner.expanding import Expansion, expand
from scanner.feeding import Readings
from scanner.inventory import Inventory
from scanner.model import Failure, Reason
from scanner.opening import TooLateError, connect, failure, missing_sdk, unread
from scanner.plan import Plan
from scanner.pool import Pool
from scanner.provider import Target

AT_ONCE = 8
"""How many targets are read at the same time: what is open of each takes memory."""
CLOSING = 0.3
"""How long a connection may take to close, in seconds."""

Watch = Callable[[str, int, int], None]
"""Told the target's id, how many collectors are through, and of how many."""


@cache
def shared_pool() -> Pool:
    """The one pool of the process."""
    return Pool()


@dataclass(frozen=True, slots=True)
class Job:
    """One target to read: its plan, and the settings that the host gives to a target with this id."""

    plan: Plan
    target: Target
    given: Callable[[str], Readings]


class Stop:
    """Brings the deadline forward to now; may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._called = False
        self._bound: list[tuple[asyncio.AbstractEventLoop, Callable[[], None]]] = []

    def now(self) -> None:
        """End the reading: what is missing becomes a gap."""
        with self._lock:
            self._called = True
            for loop, callback in self._bound:
                with suppress(RuntimeError):
                    loop.call_soon_threadsafe(callback)

    def bind(self, callback: Callable[[], None]) -> None:
        """Call `callback` on the running loop when the stop comes, or soon if it came already."""
        loop = asyncio.get_running_loop()
        with self._lock:
            self._bound.append((loop, callback))
            if self._called:
                loop.call_soon(callback)


async def read_all(
    jobs: Iterable[Job],
    seconds: float,
    *,
    stop: Stop | None = None,
    pool: Pool | None = None,
    watch: Watch | None = None,
) -> tuple[TargetEvidence, ...]:
    """Read every job's target and what is behind it, for at most `seconds` together."""
    deadline = asyncio.get_running_loop().time() + seconds
    slots = asyncio.Semaphore(AT_ONCE)
    readers = [_Group(job, pool or shared_pool(), deadline, watch, slots) for job in jobs]
    for reader in readers:
        (stop or Stop()).bind(reader.end)
    found = await asyncio.gather(*(reader.read() for reader in readers))
    return tuple(itertools.chain.from_iterable(found))


class _Group:
    """Reads one target of the configuration: itself, or the members that are behind it."""

    def __init__(
        self, job: Job, pool: Pool, deadline: float, watch: Watch | None, slots: asyncio.Semaphore
    ) -> None:
        self._job, self._pool, self._deadline, self._watch = job, pool, deadline, watch
        self._slots = slots
        self._readers: list[_Reader] = []
        self._ended = asyncio.Event()

    def end(self) -> None:
        """Let the deadline come now."""
        self._ended.set()
        for reader in self._readers:
            reader.end()

    async def read(self) -> list[TargetEvidence]:
        """Find what is behind the target, and read that; the whole stands before its members."""
        job = self._job
        found = await expand(job.plan, job.target, self._pool, self._deadline, self._ended)
        self._readers = [self._reader(target) for target in found.members]
        if self._ended.is_set():
            self.end()
        members = await asyncio.gather(*(self._one(reader) for reader in self._readers))
        return members if found.itself else [self._whole(found), *members]

    async def _one(self, reader: "_Reader") -> TargetEvidence:
        async with self._slots:
            return await reader.read()

    def _reader(self, target: Target) -> "_Reader":
        return _Reader(
            self._job.plan, target, self._job.given(target.id), self._pool, self._deadline, self._watch
        )

    def _whole(self, found: Expansion) -> TargetEvidence:
        """The target that stands for others: not read itself, and unread if not all of them are known."""
        readings = unread(self._job.plan, found.target, found.failure) if found.failure else {}
        given = self._job.given(found.target.id) if found.failure else {}
        return TargetEvidence(
            target=found.whole,
            account="",
            readings={**given, **readings},
            read_at=dict.fromkeys(readings, now()),
            calls=tuple(found.calls),
            shapes=found.calls.shapes,
        )


class _Reader:
    """Reads one target: connects, takes the inventory, closes."""

    def __init__(  # noqa: PLR0913, PLR0917 - what one reading is made of
        self, plan: Plan, target: Target, given: Readings, pool: Pool, deadline: float, watch: Watch | None
    ) -> None:
        self._plan, self._target, self._given = plan, target, given
        self._pool, self._deadline, self._watch = pool, deadline, watch
        self._inventory: Inventory | None = None
        self._ended = asyncio.Event()

    def end(self) -> None:
        """Let the deadline come now."""
        self._ended.set()
        if self._inventory:
            self._inventory.expire()

    async def read(self) -> TargetEvidence:
        plan = self._plan
        if why := missing_sdk(plan):
            return self._evidence("", unread(plan, self._target, why))
        try:
            connection = await self._connect()
        except Exception as error:  # noqa: BLE001 - a target that can't be reached is a gap
            return self._evidence("", unread(plan, self._target, failure(plan, error)))
        try:
            return await self._take(connection)
        except Exception as error:  # noqa: BLE001 - a fault of ours, told loudly; it stops no other target
            why = Failure(Reason.DEFECT, failed(f"{plan.provider.name}.connection", error))
            return self._evidence(connection.account, unread(plan, self._target, why))
        finally:
            with suppress(Exception):
                await asyncio.wait_for(connection.close(), CLOSING)

    async def _connect(self) -> Connection:
        opening = asyncio.ensure_future(connect(self._plan, self._target, self._pool))
        ended = asyncio.ensure_future(self._ended.wait())
        left = max(0.0, self._deadline - asyncio.get_running_loop().time())
        await asyncio.wait((opening, ended), timeout=left, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if not opening.done():
            opening.cancel()
            raise TooLateError
        opened: Connection = opening.result()
        return opened

    async def _take(self, connection: Connection) -> TargetEvidence:
        connection.stop(self._deadline)
        self._inventory = Inventory(
            self._plan, self._target, connection, self._pool, self._given, watch=self._watch
        )
        streams = await self._inventory.read(self._deadline)
        recorded = {cls: streams[cls] for cls in self._plan.recorded}
        readings = {cls: stream.reading for cls, stream in recorded.items()}
        read_at = {cls: stream.read_at for cls, stream in recorded.items()}
        return self._evidence(connection.account, readings, read_at, connection)

    def _evidence(
        self,
        account: str,
        readings: Readings,
        read_at: dict[type, str] | None = None,
        connection: Connection | None = None,
    ) -> TargetEvidence:
        times: dict[type, Any] = dict.fromkeys(readings, now())
        return TargetEvidence(
            target=self._target,
            account=account,
            readings={**self._given, **readings},
            read_at={**times, **(read_at or {})},
            calls=tuple(connection.calls) if connection else (),
            shapes=connection.calls.shapes if connection else (),
        )
