"""Receivers over TLS: a strict reader of RFC 5425 that misbehaves, and a real rsyslog."""

import json
import socket
import ssl
import struct
import subprocess
import threading
import time
from collections import deque
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PEM = serialization.Encoding.PEM


class Authority:
    """A certificate authority of its own, that lives as long as the test."""

    def __init__(self, folder):
        self.folder = folder
        self._key, self._name = ec.generate_private_key(ec.SECP256R1()), _name("Aozora test authority")
        certificate = self._signed(
            self._name, self._key.public_key(), x509.BasicConstraints(ca=True, path_length=0)
        )
        self.path = folder / "ca.pem"
        self.path.write_bytes(certificate.public_bytes(PEM))

    def issue(self, name):
        """A certificate for this name: paths of the PEM file with both, of the certificate, of the key."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = self._signed(
            _name(name), key.public_key(), x509.BasicConstraints(ca=False, path_length=None), name
        )
        secret = key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        files = [self.folder / f"{name}.{kind}" for kind in ("pem", "crt", "key")]
        for path, content in zip(
            files,
            (certificate.public_bytes(PEM) + secret, certificate.public_bytes(PEM), secret),
            strict=True,
        ):
            path.write_bytes(content)
        return files

    def _signed(self, subject, public, constraints, dns=None):
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(constraints, critical=True)
        )
        if dns:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(dns)]), critical=False)
        return builder.sign(self._key, hashes.SHA256())


def _name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


class TlsReceiver:
    """Reads frames until the sender closes in an orderly way; asks for a certificate if `mutual`."""

    def __init__(self, authority, mutual=False):
        self.ids, self._next = [], deque()
        pem, _, _ = authority.issue("localhost")
        self._tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(authority.path))
        self._tls.load_cert_chain(pem)
        if mutual:
            self._tls.verify_mode = ssl.CERT_REQUIRED
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def misbehave(self, kind, times):
        self._next.extend([kind] * times)

    @contextmanager
    def serving(self):
        self._thread.start()
        try:
            yield self
        finally:
            self._socket.close()

    def _serve(self):
        while True:
            try:
                plain, _ = self._socket.accept()
            except OSError:
                return
            kind = self._next.popleft() if self._next else ""
            with plain, suppress(OSError, ssl.SSLError):
                self._speak(plain, kind)

    def _speak(self, plain, kind):
        plain.settimeout(10)
        if kind == "down":
            return
        if kind == "slow":
            time.sleep(1)
            return
        with self._tls.wrap_socket(plain, server_side=True) as line:
            content = b""
            while chunk := line.recv(65536):
                content += chunk
                if kind == "broken":
                    _abort(line)
                    return
            if kind != "broken":
                self.ids += [one for one in map(_id, _frames(content)) if one not in self.ids]
            if kind == "reset":
                _abort(line)
                return
            line.unwrap()


def _abort(line):
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _frames(content):
    while content:
        length, _, rest = content.partition(b" ")
        yield rest[: int(length)]
        content = rest[int(length) :]


def _id(frame):
    head, payload = frame.split(b" - ", 1)
    priority, moment, host, app, process, msgid = head.split(b" ")
    assert priority.endswith(b">1")
    assert datetime.fromisoformat(moment.decode()).tzinfo
    assert (app, len(host) > 0, process.isdigit()) == (b"tenken", True, True)
    event = json.loads(payload)
    assert msgid.decode() == event["finding_info"]["uid"]
    return event["metadata"]["uid"]


CONFIG = """
global(workDirectory="{folder}" defaultNetstreamDriver="ossl" maxMessageSize="1m"
  defaultNetstreamDriverCAFile="{ca}" defaultNetstreamDriverCertFile="{crt}"
  defaultNetstreamDriverKeyFile="{key}")
module(load="imtcp" streamDriver.name="ossl" streamDriver.mode="1" streamDriver.authMode="{mode}")
input(type="imtcp" address="127.0.0.1" port="{port}")
template(name="raw" type="string" string="%msg%\\n")
*.* action(type="omfile" file="{out}" template="raw")
"""


class Rsyslog:
    """A real rsyslog with TLS, in the foreground, in a folder of its own."""

    def __init__(self, folder, authority, mutual=False):
        self.out, self._folder = folder / "out.log", folder
        _, crt, key = authority.issue("localhost")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._config = folder / "rsyslog.conf"
        mode = "x509/certvalid" if mutual else "anon"
        names = {
            "folder": folder,
            "ca": authority.path,
            "crt": crt,
            "key": key,
            "mode": mode,
            "out": self.out,
        }
        self._config.write_text(CONFIG.format(port=self.port, **names))

    @contextmanager
    def serving(self, program):
        command = [program, "-n", "-f", str(self._config), "-i", str(self._folder / "pid")]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                self._wait(self._listens)
                yield self
            finally:
                process.terminate()
                process.wait(10)

    def events(self, count):
        """The events that it wrote, once there are so many."""
        self._wait(lambda: self.out.exists() and self.out.read_bytes().count(b"\n") >= count)
        return [json.loads(line) for line in self.out.read_text("utf-8").splitlines()]

    def _listens(self):
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def _wait(self, ready):
        until = time.monotonic() + 20
        while not ready():
            assert time.monotonic() < until
            time.sleep(0.05)
