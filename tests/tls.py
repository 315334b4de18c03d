"""A service behind a private certificate authority, and a proxy on the way to it; on this machine only."""

import contextlib
import datetime as dt
import ipaddress
import select
import socket
import socketserver
import ssl
import threading
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from scanner.testing import FixtureServer, Player

NAMES = ("graph.aozora.example", "aws.aozora.example")
VARIABLES = (
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "AWS_CA_BUNDLE"),
    *("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"),
)
"""What the environment of whoever runs the tests may say of the network, in large or small letters."""


def make_certificate(folder: Path) -> Path:
    """Make a certificate that signs itself, with its key, for this machine and `NAMES`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "aozora.example")])
    now = dt.datetime.now(dt.UTC)
    names = [x509.IPAddress(ipaddress.ip_address("127.0.0.1")), *map(x509.DNSName, NAMES)]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "ca.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return file


class TlsServer(FixtureServer):
    """The fixture server behind TLS."""

    def __init__(self, player: Player, certificate: Path) -> None:
        super().__init__(player)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    @property
    def url(self) -> str:
        return super().url.replace("http:", "https:")

    @property
    def port(self) -> int:
        return self._server.server_port


class Proxy(socketserver.ThreadingTCPServer):
    """A proxy that leads every tunnel to one port of this machine, and remembers where it should have led."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Tunnel)
        self.port, self.asked = port, set[str]()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Tunnel(socketserver.StreamRequestHandler):
    server: Proxy

    def handle(self) -> None:
        method, target, _ = self.rfile.readline().decode().split(" ", 2)
        while self.rfile.readline().strip():
            pass
        assert method == "CONNECT"
        self.server.asked.add(target)
        with socket.create_connection(("127.0.0.1", self.server.port)) as service:
            self.connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            with contextlib.suppress(OSError):
                _carry(self.connection, service)


def _carry(one: socket.socket, other: socket.socket) -> None:
    """Carry bytes both ways until either side has ended."""
    across = {one: other, other: one}
    while True:
        for ready in select.select([one, other], [], [])[0]:
            if not (data := ready.recv(65536)):
                return
            across[ready].sendall(data)
