"""Standard output, and a file that rotates: one event a line. Delivered is what the disk has."""

import contextlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reports.sinks.batch import DELIVERED, later
from scanner.sink import Outgoing, Receipt, Sink
from scanner.yamlfile import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOptions:
    """Where the events go. At `max_bytes` the file becomes `PATH.1`, that one `PATH.2`, … up to `backups`."""

    path: str = field(metadata={"example": "events.ndjson"})
    max_bytes: int = 100_000_000
    backups: int = 5

    def __post_init__(self) -> None:
        if self.max_bytes < 1:
            raise Refused("write 1 or more", at=("max_bytes",))
        if self.backups < 0:
            raise Refused("write 0 or more", at=("backups",))


@dataclass(frozen=True, slots=True, kw_only=True)
class StdoutOptions:
    """Nothing to say."""


class File:
    """Appends to a file; a batch stands in it whole or not at all."""

    def __init__(self, options: FileOptions) -> None:
        self._options, self._path = options, Path(options.path).expanduser()

    def deliver(self, batch: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Append, and wait until the disk has it."""
        content = b"".join(one.line.rstrip(b"\n") + b"\n" for one in batch)
        try:
            self._rotate(len(content))
            self._append(content)
        except OSError as error:
            problem = later(
                "{path} can't be written ({problem})", path=str(self._path), problem=error.strerror or ""
            )
            return [problem] * len(batch)
        return [DELIVERED] * len(batch)

    def close(self) -> None:
        """Nothing is open between batches."""

    def _append(self, content: bytes) -> None:
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            size = os.fstat(handle).st_size
            try:
                _write(handle, content)
                os.fsync(handle)
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(handle, size)
                raise
        finally:
            os.close(handle)

    def _rotate(self, more: int) -> None:
        if not self._path.exists() or self._path.stat().st_size + more <= self._options.max_bytes:
            return
        if self._path.stat().st_size == 0:
            return
        names = [
            self._path,
            *(self._path.with_name(f"{self._path.name}.{n + 1}") for n in range(self._options.backups)),
        ]
        for older, newer in zip(reversed(names[1:]), reversed(names[:-1]), strict=True):
            if newer.exists():
                newer.replace(older)
        if not self._options.backups:
            self._path.unlink()


def _write(handle: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(handle, view) :]


class Stdout:
    """Writes to standard output."""

    def deliver(self, batch: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Write and flush."""
        try:
            sys.stdout.buffer.writelines(one.line.rstrip(b"\n") + b"\n" for one in batch)
            sys.stdout.buffer.flush()
        except OSError as error:
            return [
                later("standard output can't be written ({problem})", problem=error.strerror or "")
            ] * len(batch)
        return [DELIVERED] * len(batch)

    def close(self) -> None:
        """Standard output stays open."""


def _stdout(options: StdoutOptions) -> Stdout:  # noqa: ARG001 - there are none
    return Stdout()


SINKS = (
    Sink("stdout", "Standard output", StdoutOptions, _stdout),
    Sink("file", "A file that rotates", FileOptions, File),
)
