"""One bounded pool of daemon threads for the whole process, fair between what runs on it.

`ThreadPoolExecutor` joins its threads when the interpreter ends, so one stuck call would keep
the process alive; daemon threads don't.
"""

import threading
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

Job = Callable[[], None]
SIZE = 32


@dataclass(frozen=True, slots=True)
class Lane:
    """What jobs are told apart by: the function they run, and the account and region that they read."""

    function: Hashable
    account: Hashable
    region: Hashable = ""

    @property
    def place(self) -> Hashable:
        """Where it reads."""
        return self.account, self.region


@dataclass
class Pool:
    """Runs jobs on at most `size` threads.

    One account holds at most three quarters of them over all its regions, one region of it three
    quarters of these; one function half of them, and a quarter in one account. So neither a stuck call
    nor a silent region or account starves the rest; the account with the fewest running jobs comes
    first, in it the region with the fewest. A job must not raise.
    """

    size: int = SIZE
    _queues: dict[Lane, deque[Job]] = field(default_factory=lambda: defaultdict(deque))
    _running: Counter[Hashable] = field(default_factory=Counter)
    _queued: int = 0
    _threads: int = 0
    _idle: int = 0
    _ready: threading.Condition = field(default_factory=threading.Condition)

    @property
    def share(self) -> int:
        """How many threads one function may hold in one account."""
        return max(1, self.size // 4)

    def submit(self, lane: Lane, job: Job) -> None:
        """Queue a job; it starts when a thread and its lane's share are free."""
        with self._ready:
            self._queues[lane].append(job)
            self._queued += 1
            if self._queued > self._idle and self._threads < self.size:
                self._threads += 1
                threading.Thread(target=self._work, daemon=True, name=f"tenken-{self._threads}").start()
            else:
                self._ready.notify()

    def _work(self) -> None:
        while True:
            lane, job = self._take()
            try:
                job()
            finally:
                self._give_back(lane)

    def _take(self) -> tuple[Lane, Job]:
        with self._ready:
            while (lane := self._next()) is None:
                self._idle += 1
                self._ready.wait()
                self._idle -= 1
            job = self._queues[lane].popleft()
            self._queued -= 1
            if not self._queues[lane]:
                del self._queues[lane]
            self._running.update(key for key, _ in self._bounds(lane))
            if self._queued:  # what has just become free may let a job of another lane start too
                self._ready.notify()
            return lane, job

    def _give_back(self, lane: Lane) -> None:
        with self._ready:
            self._running.subtract(key for key, _ in self._bounds(lane))
            self._ready.notify()

    def _next(self) -> Lane | None:
        free = [lane for lane in self._queues if self._free(lane)]
        return min(free, key=self._rank, default=None)

    def _free(self, lane: Lane) -> bool:
        return all(self._running[key] < most for key, most in self._bounds(lane))

    def _rank(self, lane: Lane) -> tuple[int, int]:
        return self._running["account", lane.account], self._running["place", lane.place]

    def _bounds(self, lane: Lane) -> tuple[tuple[Hashable, int], ...]:
        """What a job of the lane counts for, and how many there may be of that."""
        return (
            (("account", lane.account), max(1, self.size * 3 // 4)),
            (("place", lane.place), max(1, self.size * 9 // 16)),
            (("function", lane.function), max(1, self.size // 2)),
            (("share", lane.function, lane.account), self.share),
        )
