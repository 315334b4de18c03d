"""The work of `tenken watch`: one look after another, until a signal."""

import hashlib
import json
import os
import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from scanner.cli import storing
from scanner.cli.failing import told
from scanner.cli.files import bytes_of, write_all
from scanner.cli.journal import Journal
from scanner.cli.live import handled
from scanner.cli.opening import open_config, open_host
from scanner.cli.texts import translator
from scanner.clock import text
from scanner.collecting import Stop
from scanner.errors import TenkenError
from scanner.exit_code import DEFECT, GOOD, INTERRUPTED, NOT_MET, exit_code
from scanner.model import Outcome
from scanner.notice import Notice
from scanner.scanning import assess, collect, gather
from scanner.store.locks import locked
from scanner.store.notices import follow, keep, notices
from scanner.watching import Duty, Schedule, Watch, names, pause, worse

if TYPE_CHECKING:
    from scanner.config import Config
    from scanner.host import Host
    from scanner.store import Store
    from scanner.store.store import StoredRun

LOCK = "watch"
GRACE = timedelta(minutes=10)
"""How much longer than its reading a look may hold the lock."""
BEAT = 30.0
"""At the latest after so many seconds the health file is written anew, and the clock looked at."""


@dataclass
class Watcher:
    """Looks, reads, keeps, sends; `poll` is the time between two looks."""

    path: Path
    place: str | None
    deadline: float | None
    schedule: Schedule
    poll: timedelta
    journal: Journal
    health: Path | None = None
    _failures: int = 0
    _wake: datetime | None = None
    _told: threading.Event = field(default_factory=threading.Event)
    _stop: Stop = field(default_factory=Stop)

    def once(self) -> int:
        """Look once. Raises `TenkenError`."""
        with self._signals():
            return self._look()

    def run(self) -> int:
        """Look again and again until a signal comes; what fails is tried again later."""
        with self._signals():
            self.journal.note("started", cron=self.schedule.cron, poll_seconds=self.poll.total_seconds())
            while not self._told.is_set():
                try:
                    self._look()
                    self._failures = 0
                except (TenkenError, OSError) as error:
                    self._failures += 1
                    lines, _code = told(error, translator())
                    self.journal.note("failed", failures=self._failures, reason=" ".join(lines))
                self._sleep()
            self.journal.note("stopped")
            self._beat("stopped")
        return GOOD

    def _look(self) -> int:
        host = open_host()
        config = open_config(self.path, host, self.deadline)
        with storing.open_store(self.place, config) as store:
            lease = timedelta(seconds=2 * config.deadline) + GRACE
            with locked(store, _lock(config), lease) as other, self._beating():
                if other:
                    self.journal.note("skipped", holder=other)
                    return GOOD
                return self._work(store, config, host)

    def _work(self, store: "Store", config: "Config", host: "Host") -> int:
        now = datetime.now(UTC)
        self._announced(store, config, host)
        if self._told.is_set():
            return INTERRUPTED
        mine = {one.id for one in config.organisations}
        runs = [one for one in store.runs() if set(one.organisations) == mine]
        kept = [one for one in notices(store) if one.organisation in mine]
        checks = [check.id for provider in host.providers.values() for check in provider.checks]
        duty = Watch(schedule=self.schedule, checks=checks).duty(_whole(store, runs), kept, now)
        self.journal.note("looked", waiting=names(duty.because), whole=duty.whole, checks=len(duty.checks))
        if not duty.whole and not duty.checks:
            return GOOD
        code = self._read(duty, config, host)
        if code != INTERRUPTED and not duty.whole:  # a whole run notes it itself
            with store.change() as connection:
                follow(connection, duty.because, text(now))
        return code

    def _announced(self, store: "Store", config: "Config", host: "Host") -> None:
        evidence = gather(config, (Notice,), host=host, stop=self._stop)
        for one in evidence.targets:
            self.journal.target(one.target.id, one.account, one.gaps, one.calls)
        with store.change() as connection:
            keep(connection, evidence)

    def _read(self, duty: Duty, config: "Config", host: "Host") -> int:
        wanted = None if duty.whole else duty.checks
        self.journal.note("reading", whole=duty.whole, checks=len(duty.checks), because=names(duty.because))
        evidence = collect(config, wanted, host=host, stop=self._stop)
        if self._told.is_set():
            self.journal.note("given up")
            return INTERRUPTED
        evidence = storing.compared(self.place, config, host, evidence)
        assessment = assess(evidence, host=host)
        assessment, problem = storing.keep(self.place, config, host, evidence, assessment)
        if problem:
            raise problem
        storing.send(self.place, config, host)
        turned = worse(assessment)
        self.journal.note("read", run=assessment.run.id, worse=list(turned), gaps=len(assessment.gaps))
        if exit_code(assessment, zero=True) == DEFECT:
            return DEFECT
        return NOT_MET if turned else GOOD

    def _sleep(self) -> None:
        """Wait for the next look, and beat meanwhile; a clock that is set is no reason to oversleep."""
        now = datetime.now(UTC)
        chance = random.random()  # noqa: S311 - no secret: it spreads the looks of many machines
        wait = pause(self.poll, self._failures, self.schedule.next(now), now, chance)
        end, self._wake = time.monotonic() + wait.total_seconds(), now + wait
        self.journal.note("sleeping", until=self._wake.isoformat(timespec="seconds"))
        while not self._told.is_set() and datetime.now(UTC) < self._wake:
            left = end - time.monotonic()
            if left <= 0:
                break
            self._beat(self._status)
            self._told.wait(min(left, BEAT))
        self._wake = None

    @property
    def _status(self) -> str:
        return "failing" if self._failures else "well"

    @contextmanager
    def _beating(self) -> Iterator[None]:
        """Beat while a look takes its time."""
        over = threading.Event()

        def beat() -> None:
            while not over.wait(BEAT):
                self._beat(self._status)

        thread = threading.Thread(target=beat, daemon=True, name="tenken-beat")
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _beat(self, status: str) -> None:
        if self.health is None:
            return
        said = {
            "status": status,
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "next": self._wake.isoformat(timespec="seconds") if self._wake else None,
            "failures": self._failures,
            "pid": os.getpid(),
        }
        content = json.dumps(said).encode() + b"\n"
        write_all({self.health: bytes_of(content)})

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """Let SIGTERM and Ctrl-C end a sleep at once, and a reading by giving it up."""

        def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - what the system gives
            self._told.set()
            self._stop.now()

        with handled(end):
            yield


def _lock(config: "Config") -> str:
    """The name of the lock: one for each set of municipalities, which may share a store with others."""
    names = "\n".join(sorted(one.id for one in config.organisations))
    return f"{LOCK}-{hashlib.sha256(names.encode()).hexdigest()[:16]}"


def _whole(store: "Store", runs: "Sequence[StoredRun]") -> datetime | None:
    """When the last whole run began that could tell anything: one without a network is made again."""
    for run in reversed([one for one in runs if one.whole]):
        if any(one.outcome is not Outcome.UNKNOWN for one in store.found(run).findings):
            return datetime.fromisoformat(run.started_at)
    return None
