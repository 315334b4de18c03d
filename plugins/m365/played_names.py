"""A name server on this machine that answers from a played tenant: lines such as ``TXT /aozora.example``."""

import socketserver
import threading
from types import TracebackType
from typing import Any, Self

from scanner.testing import Player, Reply, Request

LOOPBACK = "127.0.0.1"


def played_txt(player: Player, name: str) -> list[str] | None:
    """The TXT records that a player gives for a name; none for a name it doesn't know; None if it fails."""
    act = player.play(Request(method="TXT", path=f"/{name}"))
    if isinstance(act, Reply) and act.status in (200, 404):
        return list(act.body) if act.status == 200 else []
    return None


class NameServer:
    """A context manager: the name server runs inside it, on a free port of this machine."""

    def __init__(self, player: Player) -> None:
        self._server = _Server((LOOPBACK, 0), player)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def address(self) -> str:
        """Address and port."""
        return f"{LOOPBACK}:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(socketserver.UDPServer):
    def __init__(self, address: tuple[str, int], player: Player) -> None:
        self.player = player
        super().__init__(address, _Handler)


class _Handler(socketserver.BaseRequestHandler):
    server: _Server

    def handle(self) -> None:
        """Answer one question."""
        import dns.message  # noqa: PLC0415 - loads with the first name
        import dns.rcode  # noqa: PLC0415
        import dns.rrset  # noqa: PLC0415

        data, socket = self.request
        asked = dns.message.from_wire(data)
        reply = dns.message.make_response(asked)
        name = asked.question[0].name
        found = played_txt(self.server.player, name.to_text(omit_final_dot=True).lower())
        if found:
            quoted: list[Any] = [f'"{one}"' for one in found]
            reply.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *quoted))
        else:
            reply.set_rcode(dns.rcode.SERVFAIL if found is None else dns.rcode.NXDOMAIN)
        socket.sendto(reply.to_wire(), self.client_address)
