"""Serves a player over HTTP, on this machine only."""

import contextlib
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from scanner.testing.player import Act, Hang, Player
from scanner.testing.script import Reply, Request

LOOPBACK = "127.0.0.1"


class FixtureServer:
    """A context manager: the service runs inside it, on a free port, in daemon threads.

        with FixtureServer(player) as server:
            requests.get(server.url + "/v1.0/users")

    Nothing outside this machine can reach it. Leaving ends hanging answers and closes every connection.
    """

    def __init__(self, player: Player) -> None:
        self.player = player
        self.ending = threading.Event()
        self._server = _Server((LOOPBACK, 0), self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def url(self) -> str:
        """The base URL, without a slash at its end."""
        return f"http://{LOOPBACK}:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ending.set()
        self._server.shutdown()
        self._server.server_close()
        self._server.hang_up()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], owner: FixtureServer) -> None:
        self.owner = owner
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(address, _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, so that the end can close it."""
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Wake every thread that still waits for its client."""
        with self._lock:
            left = tuple(self._open)
        for connection in left:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay quiet: a client that went away is no fault of the service."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # headers and body are two writes: the second would wait 40 ms
    server: _Server

    def handle_any(self) -> None:
        """Answer one request of any method."""
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length) if length else b""
        request = Request.of(self.command, self.path, dict(self.headers.items()), body)
        owner = self.server.owner
        self._act(owner.player.play(request, owner.url))

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = handle_any  # noqa: N815 - the base class's names

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing: `Player.log` has it."""

    def _act(self, act: Act) -> None:
        if isinstance(act, Reply):
            self._send(act)
            return
        self.close_connection = True
        if isinstance(act, Hang):
            self.server.owner.ending.wait(act.seconds)
        else:
            abort = struct.pack("ii", 1, 0)  # linger 0: the close becomes a reset
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, abort)

    def _send(self, reply: Reply) -> None:
        content = reply.content
        self.send_response(reply.status)
        headers = {"Content-Type": "application/json", **reply.headers, "Content-Length": str(len(content))}
        for name, text in headers.items():
            self.send_header(name, text)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
