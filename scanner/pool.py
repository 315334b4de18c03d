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
    """What jobs are told apart by: the function they run, and the place (target, region) they read."""

    function: Hashable
    place: Hashable


@dataclass
class Pool:
    """Runs jobs on at most `size` threads.

    One function holds at most a quarter of them and one place at most three quarters, so that
    neither a stuck call nor a silent region starves the rest; the place with the fewest running
    jobs comes first. A job must not raise.
    """

    size: int = SIZE
    _queues: dict[Lane, deque[Job]] = field(default_factory=lambda: defaultdict(deque))
    _functions: Counter[Hashable] = field(default_factory=Counter)
    _places: Counter[Hashable] = field(default_factory=Counter)
    _queued: int = 0
    _threads: int = 0
    _idle: int = 0
    _ready: threading.Condition = field(default_factory=threading.Condition)

    @property
    def share(self) -> int:
        """How many threads one function may hold."""
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
            self._functions[lane.function] += 1
            self._places[lane.place] += 1
            return lane, job

    def _give_back(self, lane: Lane) -> None:
        with self._ready:
            self._functions[lane.function] -= 1
            self._places[lane.place] -= 1
            self._ready.notify()

    def _next(self) -> Lane | None:
        free = [lane for lane in self._queues if self._free(lane)]
        return min(free, key=lambda lane: self._places[lane.place], default=None)

    def _free(self, lane: Lane) -> bool:
        place = max(1, self.size * 3 // 4)
        return self._functions[lane.function] < self.share and self._places[lane.place] < place
