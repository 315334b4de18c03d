"""The inventory of one target: reads each needed setting once, as streams, until the deadline."""

import asyncio
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from scanner.clock import now
from scanner.connection import Connection
from scanner.errands import Errand
from scanner.model import Failure, Gap, Reading, Reason, Resource
from scanner.plan import Plan, kind_of
from scanner.pool import Lane, Pool
from scanner.provider import Target
from scanner.runner import Runner
from scanner.stream import Key, Stream
from scanner.text import Message
from scanner.wire import MalformedSetting

Arrival = tuple[Errand, Any, bool]


def target_resource(target: Target) -> Resource:
    """The target itself as a resource: what a verdict about the whole target speaks of."""
    return Resource("target", target.id)


class Inventory:
    """Runs the collectors of one target on the loop that made it.

    Collectors run on the pool (`async` ones as tasks); what they yield is handed over in batches
    and goes at once to the collectors that wait for such an item.
    """

    def __init__(
        self, plan: Plan, target: Target, connection: Connection, pool: Pool, given: Iterable[Any]
    ) -> None:
        self.target, self.connection, self.pool = target, connection, pool
        self.scope = target_resource(target)
        self.loop = asyncio.get_running_loop()
        self.streams = {cls: Stream(cls) for source in plan.reading for cls in source.gives}
        self.runners = [Runner(source, self) for source in plan.reading]
        self.done = asyncio.Event()
        self.expired = False
        self._arrivals: deque[Arrival] = deque()
        self._woken = False
        self._slots: dict[Any, asyncio.Semaphore] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._give(given)

    def _give(self, given: Iterable[Any]) -> None:
        for reading_type, reading in given:
            stream = Stream(reading_type)
            for item in reading.items:
                stream.add(item, None)
            stream.miss(reading.gaps)
            stream.final = True
            self.streams[reading_type] = stream

    async def read(self, deadline: float) -> dict[type, Stream]:
        """Read until everything is there or the loop's clock says `deadline`; give the streams."""
        self.advance()
        try:
            await asyncio.wait_for(self.done.wait(), max(0.0, deadline - self.loop.time()))
        except TimeoutError:
            self.expire()
        return self.streams

    def expire(self) -> None:
        """Make a gap of everything that is still missing; what arrives later is ignored."""
        if self.expired or self.done.is_set():
            return
        self._drain()
        self.expired = True
        for task in self._tasks:
            task.cancel()
        failure = Failure(Reason.DEADLINE, Message.of("not read before the deadline of the scan"))
        for runner in self.runners:
            runner.expire(failure)
        self.done.set()

    def advance(self) -> None:
        """Let every collector go on that can; settle what is complete."""
        while not self.expired and any([runner.advance() for runner in self.runners]):
            pass
        if all(runner.complete for runner in self.runners):
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
            self.pool.submit(Lane(function, (self.target.id, errand.scope.region)), lambda: self._work(errand))

    def gap(self, errand: Errand, error: BaseException) -> Gap:
        """What a failed call leaves unread."""
        return self.missing(errand.function, errand.scope, self._failure(errand, error))

    def missing(self, function: Any, scope: Resource, failure: Failure) -> Gap:
        """A gap for all that a function gives, in one place."""
        setting = ", ".join(kind_of(cls) for cls in function.gives)
        declared = ", ".join(getattr(function, "permissions", ()))
        permission = failure.permission or declared
        return Gap(setting, scope, failure.reason, failure.message, permission, failure.operation)

    def _failure(self, errand: Errand, error: BaseException) -> Failure:
        if isinstance(error, MalformedSetting):
            return Failure(Reason.MALFORMED, Message.of("the answer is not as documented: {problem}", problem=str(error)))
        known = self.connection.classify(error)
        if known is not None:
            return known
        return Failure(Reason.DEFECT, defect(errand.function, error))

    def _work(self, errand: Errand) -> None:
        if self.expired:
            return
        try:
            for item in errand.items():
                self._hand_over(errand, item, done=False)
        except BaseException as error:  # noqa: BLE001 - every failure becomes a gap, also SystemExit
            self._hand_over(errand, self.gap(errand, error), done=True)
        else:
            self._hand_over(errand, None, done=True)

    async def _await(self, errand: Errand, slots: asyncio.Semaphore) -> None:
        try:
            async with slots:
                async for item in errand.stream():
                    self._take(errand, item, done=False)
                    self.advance()
        except Exception as error:  # noqa: BLE001 - every failure becomes a gap
            self._take(errand, self.gap(errand, error), done=True)
        else:
            self._take(errand, None, done=True)
        self.advance()

    def _hand_over(self, errand: Errand, what: Any, *, done: bool) -> None:
        self._arrivals.append((errand, what, done))
        if not self._woken and not self.expired:
            self._woken = True
            self.loop.call_soon_threadsafe(self._drain_and_advance)

    def _drain_and_advance(self) -> None:
        self._woken = False
        self._drain()
        self.advance()

    def _drain(self) -> None:
        while self._arrivals and not self.expired:
            self._take(*self._arrivals.popleft())

    def _take(self, errand: Errand, what: Any, done: bool) -> None:  # noqa: FBT001
        if self.expired:
            return
        if done:
            errand.runner.finish(errand, what)
        else:
            self.arrive(what, errand.origin)

    def arrive(self, item: Any, origin: Key | None) -> None:
        """Put an item into its stream, and hand it to whoever waits for such items."""
        stream = self.streams[type(item)]
        if stream.add(item, origin):
            for runner in self.runners:
                runner.offer(item)


def defect(function: Any, error: BaseException) -> Message:
    """Name a fault of our own by kind and place; an exception's text may hold what must not be shown."""
    place = ""
    trace = error.__traceback__
    for frame in _frames(trace):
        place = f"{frame.f_globals.get('__name__', '?')}:{frame.f_lineno}"
    name = f"{function.function.__module__}.{function.function.__qualname__}"
    return Message.of("{function} failed: {error} at {place}", function=name, error=type(error).__name__, place=place)


def _frames(trace: Any) -> Iterator[Any]:
    while trace is not None:
        yield trace.tb_frame
        trace = trace.tb_next


def readings(streams: dict[type, Stream]) -> dict[type, Reading[Any]]:
    """The readings of settled streams."""
    return {cls: stream.reading for cls, stream in streams.items()}
