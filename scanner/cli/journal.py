"""`--log FILE`: what a run does, as one JSON object a line, for machines that watch."""

import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from scanner.cli.options import Run
from scanner.cli.texts import option

if TYPE_CHECKING:
    from scanner.connection import Call
    from scanner.model import Gap

STANDARD_ERROR = "-"
log = option(
    "--log",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Add what happens to this file, one JSON object a line; - is standard error.",
)


class Journal:
    """Writes events; without a stream it writes nothing."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream

    def note(self, event: str, **fields: Any) -> None:
        """Write one event, with the time (RFC 3339, UTC). No setting and no secret goes in here."""
        if self._stream is None:
            return
        from scanner.clock import now  # noqa: PLC0415 - starting time

        line = {"time": now(), "event": event, **fields}
        self._stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._stream.flush()

    def target(self, id: str, account: str, gaps: "Iterable[Gap]", calls: "Iterable[Call]") -> None:
        """Write what became of the reading of one target."""
        known = list(calls)
        for gap in gaps:
            self.note(
                "gap",
                target=id,
                setting=gap.setting,
                scope=gap.scope.id,
                region=gap.scope.region,
                reason=gap.reason,
                permission=gap.permission,
                operation=gap.operation,
            )
        count, seconds = sum(call.count for call in known), round(sum(call.seconds for call in known), 3)
        self.note("target", target=id, account=account, calls=count, seconds=seconds)

    def watch(self, target: str, done: int, total: int) -> None:
        """Write how far the reading of a target is."""
        self.note("progress", target=target, done=done, total=total)


def logged(function: Run) -> Run:
    """Add `--log`; the command gets a `Journal`, and its end is written, however it ends."""

    @functools.wraps(function)
    def run(*, log: Path | None, **rest: Any) -> int:
        with _stream(log) as stream:
            journal = Journal(stream)
            journal.note("started", command=click.get_current_context().command_path)
            try:
                code = function(journal=journal, **rest)
            except BaseException as error:
                journal.note("failed", error=type(error).__name__)
                raise
            journal.note("finished", code=code)
            return code

    return log(run)


@contextmanager
def _stream(path: Path | None) -> Iterator[TextIO | None]:
    if path is None:
        yield None
    elif str(path) == STANDARD_ERROR:
        yield sys.stderr
    else:
        with open(path, "a", encoding="utf-8", opener=_for_the_owner) as stream:
            yield stream


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def both(*watches: Callable[[str, int, int], None] | None) -> Callable[[str, int, int], None]:
    """One watch that tells all of these."""

    def watch(target: str, done: int, total: int) -> None:
        for one in watches:
            if one:
                one(target, done, total)

    return watch
