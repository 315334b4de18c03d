"""Plays a script with faults, and remembers what was asked."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scanner.testing.script import Reply, Request, Script


@dataclass(frozen=True)
class Hang:
    """Answer nothing for so many seconds, then close; the server's end cuts it short."""

    seconds: float = 3600.0


@dataclass(frozen=True)
class Reset:
    """Break the connection off without an answer."""


Act = Reply | Hang | Reset
Finish = Callable[[Request, Reply, str], Reply]
"""Changes a scripted answer before it is sent: paging, say. Gets the request, the answer, the base URL."""


@dataclass(frozen=True)
class Fault:
    """What happens on this path instead of the scripted answer.

    `times`: how often (None: always). `after`: how many requests to it are answered as written first.
    """

    path: str
    act: Act
    times: int | None = None
    after: int = 0
    method: str = "GET"


class Player:
    """Answers requests from a script; safe for many threads."""

    def __init__(self, script: Script, *, faults: Sequence[Fault] = (), finish: Finish | None = None) -> None:
        self.script = script
        self.log: list[Request] = []
        self._faults = tuple(faults)
        self._finish = finish
        self._lock = threading.Lock()
        self._seen: dict[int, int] = {}
        self._told: dict[str, int] = {}

    def play(self, request: Request, base_url: str = "") -> Act:
        """Say what the service does with this request, and note it in `log`."""
        with self._lock:
            self.log.append(request)
            acts = [fault.act for fault in self._faults if self._strikes(fault, request)]
        if acts:
            return acts[0]
        reply = self._next(request)
        return self._finish(request, reply, base_url) if self._finish else reply

    def _next(self, request: Request) -> Reply:
        """The scripted answer; where several stand at a line, the next of them."""
        line, found = self.script.find(request)
        with self._lock:
            times = self._told.get(line, 0)
            self._told[line] = times + 1
        return found[min(times, len(found) - 1)]

    def _strikes(self, fault: Fault, request: Request) -> bool:
        if (fault.method, fault.path) != (request.method, request.path):
            return False
        seen = self._seen[id(fault)] = self._seen.get(id(fault), 0) + 1
        return seen > fault.after and (fault.times is None or seen <= fault.after + fault.times)
