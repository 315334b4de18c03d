"""A TLS line that tells an orderly end from every other: only the peer's own closing alert is one.

`SSLSocket.unwrap` can't: OpenSSL counts a fatal alert (certificate required, say, which with TLS 1.3 comes
after the
handshake) as a shutdown too. So the engine runs over memory, and after our closing alert we read for the
peer's.
"""

import socket
import ssl
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

T = TypeVar("T")
CHUNK = 65536


class TlsLine:
    """A client's connection; leaving closes it, in whatever state it is."""

    def __init__(self, address: tuple[str, int], tls: ssl.SSLContext, name: str, timeout: float) -> None:
        self._socket = socket.create_connection(address, timeout)
        self._in, self._out = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._engine = tls.wrap_bio(self._in, self._out, server_hostname=name)

    def __enter__(self) -> Self:
        try:
            self._turn(self._engine.do_handshake)
        except BaseException:
            self._socket.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def send(self, content: bytes) -> None:
        """Send all of it. Raises `OSError`."""
        view = memoryview(content)
        while view:
            view = view[self._turn(lambda part=view[:CHUNK]: self._engine.write(part)) :]  # type: ignore[misc]

    def end(self) -> None:
        """Close in order, and wait for the peer to do so too. Raises `OSError` for any other end."""
        self._look()
        try:
            self._engine.unwrap()
        except ssl.SSLWantReadError:
            pass
        else:
            raise ssl.SSLError("closed before the end")
        self._flush()
        try:
            while self._turn(lambda: self._engine.read(CHUNK)):
                pass
        except ssl.SSLZeroReturnError:
            return
        raise ssl.SSLError("no closing alert")

    def _look(self) -> None:
        """Read what has come already: an alert shows here, and not as a shutdown later."""
        try:
            while self._engine.read(CHUNK):
                pass
        except ssl.SSLWantReadError:
            return
        raise ssl.SSLError("closed before the end")

    def _turn(self, step: Callable[[], T]) -> T:
        """Take one step of the engine, and move what it has to say and to hear."""
        while True:
            try:
                result = step()
            except ssl.SSLWantReadError:
                self._flush()
                self._hear()
            else:
                self._flush()
                return result

    def _flush(self) -> None:
        if self._out.pending:
            self._socket.sendall(self._out.read())

    def _hear(self) -> None:
        if heard := self._socket.recv(CHUNK):
            self._in.write(heard)
        else:
            self._in.write_eof()
