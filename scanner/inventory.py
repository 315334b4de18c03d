"""The inventory of one target: reads each needed setting once, as streams, until the deadline."""

import asyncio
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from scanner.connection import Connection
from scanner.defect import defect
from scanner.errands import Errand
from scanner.feeding import Readings
from scanner.fetch import Fetch
from scanner.model import Failure, Gap, Reason, Resource
from scanner.plan import Plan, kind_of
from scanner.pool import Lane, Pool
from scanner.provider import Target
from scanner.runner import Runner
from scanner.stream import Key, Stream
from scanner.text import Message
from scanner.wire import MalformedSettingError

Arrival = tuple[Errand, Any, bool]


class Inventory:
    """Runs the collectors of one target on the loop that made it.

    Collectors run on the pool (`async` ones as tasks); what they yield is handed over in batches
    and goes at once to the collectors that wait for such an item.
    """

    def __init__(  # noqa: PLR0913 - what one inventory is made of
        self,
        plan: Plan,
        target: Target,
        connection: Connection,
        pool: Pool,
        given: Readings,
        *,
        watch: Callable[[str, int, int], None] | None = None,
    ) -> None:
        self.target, self.connection, self.pool = target, connection, pool
        self.scope = target.resource
        self.loop = asyncio.get_running_loop()
        self.streams = {cls: Stream(cls) for source in plan.reading for cls in source.gives}
        self.runners = [Runner(source, self) for source in plan.reading]
        self._followers: dict[type, list[Runner]] = defaultdict(list)
        for runner in self.runners:
            if runner.each:
                self._followers[runner.each.type].append(runner)
        self.done = asyncio.Event()
        self._over = threading.Event()
        self._watch = watch
        self._arrivals: deque[Arrival] = deque()
        self._woken = False
        self._crash: Exception | None = None
        self._slots: dict[Any, asyncio.Semaphore] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._give(given)

    def _give(self, given: Readings) -> None:
        for cls, reading in given.items():
            stream = self.streams[cls] = Stream(cls, final=True)
            for item in reading.items:
                stream.add(item, None)
            stream.miss(reading.gaps)

    async def read(self, deadline: float) -> dict[type, Stream]:
        """Read until everything is there or the loop's clock says `deadline`; give the streams."""
        self.advance()
        try:
            await asyncio.wait_for(self.done.wait(), max(0.0, deadline - self.loop.time()))
        except TimeoutError:
            self.expire()
        if self._crash:
            raise self._crash
        return self.streams

    @property
    def expired(self) -> bool:
        """True once the deadline has passed: nothing is taken any more."""
        return self._over.is_set()

    def expire(self) -> None:
        """Make a gap of everything that is still missing; what arrives later is ignored."""
        if self.expired or self.done.is_set():
            return
        self._drain()
        self._over.set()
        for task in self._tasks:
            task.cancel()
        failure = Failure(Reason.DEADLINE, Message.of("not read before the deadline of the scan"))
        for runner in self.runners:
            runner.expire(failure)
        self.done.set()

    def advance(self) -> None:
        """Let every collector go on that can; settle what is complete."""
        while not self.expired and any(runner.advance() for runner in self.runners):
            pass
        complete = sum(runner.complete for runner in self.runners)
        if self._watch:
            self._watch(self.target.id, complete, len(self.runners))
        if complete == len(self.runners):
            self.done.set()

    def start(self, errand: Errand) -> None:
        """Run one call of a collector, on the pool or as a task."""
        function = errand.function
        if getattr(function, "is_async", False):
            slots = self._slots.setdefault(function, asyncio.Semaphore(self.pool.share))
            task = self.loop.create_task(self._await(errand, slots))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            fetch = Fetch(errand, self._hand_over, self.gap, self._over.is_set)
            self.pool.submit(Lane(function, self.target.id, errand.scope.region), fetch.work)

    def gap(self, errand: Errand, error: BaseException) -> Gap:
        """What a failed call leaves unread."""
        scope = getattr(error, "resource", None) if isinstance(error, MalformedSettingError) else None
        return self.missing(errand.function, scope or errand.scope, self._failure(errand, error))

    def missing(self, function: Any, scope: Resource, failure: Failure) -> Gap:
        """A gap for all that a function gives, in one place."""
        setting = ", ".join(kind_of(cls) for cls in function.gives)
        declared = ", ".join(getattr(function, "permissions", ()))
        permission = declared if failure.permission is None else failure.permission
        return Gap(setting, scope, failure.reason, failure.message, permission, failure.operation)

    def _failure(self, errand: Errand, error: BaseException) -> Failure:
        if isinstance(error, MalformedSettingError):
            problem = Message.of("the answer is not as documented: {problem}", problem=str(error))
            return Failure(Reason.MALFORMED, problem)
        known = self.connection.classify(error)
        if known is not None:
            return known
        return Failure(Reason.DEFECT, defect(errand.function, error))

    async def _await(self, errand: Errand, slots: asyncio.Semaphore) -> None:
        async with slots:
            await Fetch(errand, self._take, self.gap, self._over.is_set).wait()
        self._go_on()

    def _hand_over(self, errand: Errand, what: Any, done: bool) -> None:
        self._arrivals.append((errand, what, done))
        if not self._woken and not self.expired:
            self._woken = True
            with suppress(RuntimeError):  # the loop has ended: nobody waits any more
                self.loop.call_soon_threadsafe(self._go_on)

    def _go_on(self) -> None:
        self._woken = False
        try:
            self._drain()
            self.advance()
        except Exception as error:  # noqa: BLE001 - raised again where the scan is awaited
            self._crash = error
            self.done.set()

    def _drain(self) -> None:
        while self._arrivals and not self.expired:
            self._take(*self._arrivals.popleft())

    def _take(self, errand: Errand, what: Any, done: bool) -> None:
        if self.expired:
            return
        if done:
            errand.runner.finish(errand, what)
        elif isinstance(what, Gap):
            errand.runner.miss([what])
        else:
            self._arrive(what, errand.origin)

    def _arrive(self, item: Any, origin: Key | None) -> None:
        stream = self.streams[type(item)]
        if stream.add(item, origin):
            for runner in self._followers[type(item)]:
                runner.offer(item)
