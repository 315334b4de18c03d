"""The only file that talks to the service: one GET, and what its errors mean."""

import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

from scanner import Calls, Failure, Message, Reason, Target, now

LONGEST = 20.0
"""How long one call may take, in seconds."""


@dataclass(frozen=True, kw_only=True)
class BoardOptions:
    """What a target's lines in tenken.yaml say: where the service answers."""

    url: str


class Board:
    """An open connection to one board."""

    def __init__(self, url: str) -> None:
        self.url, self.account, self.calls = url, url, Calls()
        self._until = float("inf")

    def get(self, path: str) -> Any:
        """Answer of GET `path`. Raises `urllib.error.URLError`, and `ValueError` if it is no JSON."""
        began = time.monotonic()
        longest = min(LONGEST, self._until - began)
        if longest <= 0:
            raise TimeoutError
        at = now()
        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=longest) as answer:
                found = json.load(answer)
        finally:
            self.calls.add(f"GET {path}", "global", at=at, seconds=time.monotonic() - began)
        self.calls.saw(f"GET {path}", found)
        return found

    def classify(self, error: BaseException) -> Failure | None:
        """Say what an error of `get` means."""
        return classify(error)

    def stop(self, at: float) -> None:
        """Refuse every call after this moment."""
        self._until = at

    async def close(self) -> None:
        """Nothing is kept open."""


def connect(target: Target, permissions: frozenset[str]) -> Board:
    """Open a board; nothing is sent yet."""
    return Board(target.options.url)


def classify(error: BaseException) -> Failure | None:
    """Only known errors have a meaning; any other is a defect."""
    if isinstance(error, urllib.error.HTTPError) and error.code in (401, 403):
        return Failure(
            Reason.DENIED, Message.of("the board refused to answer; allow {right}", right="board:read")
        )
    if isinstance(error, urllib.error.URLError | TimeoutError):
        return Failure(Reason.UNREACHABLE, Message.of("the board does not answer; check url: in tenken.yaml"))
    if isinstance(error, ValueError | KeyError):
        return Failure(Reason.MALFORMED, Message.of("the board's answer is not as documented"))
    return None
