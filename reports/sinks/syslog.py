"""Syslog: RFC 5424 messages over TLS, octet counting as RFC 5425 has it.

Syslog has no acknowledgement. A batch counts as delivered once the receiver has answered our closing alert
with its own: it had read all of it by then. What it does with it after that no protocol tells.
"""

import contextlib
import os
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from reports.sinks.batch import DELIVERED, later
from reports.sinks.http import trust
from reports.sinks.tls import TlsLine
from scanner.errors import TenkenError
from scanner.sink import Outgoing, Receipt, Sink
from scanner.text import Message
from scanner.yamlfile import Refused

PORT = 6514
TIMEOUT = 20.0
NIL = "-"
SEVERITY = {6: 2, 5: 2, 4: 3, 3: 4, 2: 5, 1: 6}
"""OCSF severity_id to that of syslog: critical 2, error 3, warning 4, notice 5, informational 6."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyslogOptions:
    """The receiver, and who we are to it: `certificate` is a PEM file with its private key, if asked for.

    `ca` is a PEM file with the authorities to trust. `server_name` is the name in the receiver's
    certificate, if it isn't `host`. `facility` is a number from 0 to 23; 13 is the audit log.
    """

    host: str = field(metadata={"example": "siem.aozora.example"})
    port: int = PORT
    ca: str | None = None
    certificate: str | None = None
    server_name: str | None = None
    facility: int = 13
    app_name: str = "tenken"

    def __post_init__(self) -> None:
        if not 0 <= self.facility <= 23:
            raise Refused("'{value}' is no facility; write 0 to 23", at=("facility",), value=self.facility)
        if not 1 <= self.port <= 65535:
            raise Refused("'{value}' is no port; write 1 to 65535", at=("port",), value=self.port)
        if not (self.app_name.isascii() and self.app_name.isprintable() and 1 <= len(self.app_name) <= 48):
            raise Refused("write 1 to 48 ASCII characters", at=("app_name",))


class Syslog:
    """Opens a connection per batch: only its orderly end says that all of it arrived."""

    def __init__(self, options: SyslogOptions) -> None:
        self._options = options
        self._tls = trust(options.ca)
        if options.certificate:
            _identify(self._tls, options.certificate)

    def deliver(self, batch: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Send a batch over a connection of its own."""
        content = b"".join(framed(message(one, self._options)) for one in batch)
        try:
            self._send(content)
        except ssl.SSLError as error:
            receipt = later(
                "TLS with {host} failed ({problem})", host=self._options.host, problem=_reason(error)
            )
        except OSError as error:
            problem = error.strerror or type(error).__name__
            receipt = later("{host} was not reached ({problem})", host=self._options.host, problem=problem)
        else:
            receipt = DELIVERED
        return [receipt] * len(batch)

    def close(self) -> None:
        """Nothing is open between batches."""

    def _send(self, content: bytes) -> None:
        one = self._options
        with TlsLine((one.host, one.port), self._tls, one.server_name or one.host, TIMEOUT) as line:
            line.send(content)
            line.end()


def message(one: Outgoing, options: SyslogOptions) -> bytes:
    """The message of RFC 5424: the event's uid is its MSGID, the JSON its text."""
    payload = one.payload
    priority = options.facility * 8 + SEVERITY.get(payload.get("severity_id"), 5)
    moment = datetime.fromtimestamp(payload.get("time", 0) / 1000, UTC).isoformat(timespec="milliseconds")
    msgid = one.uid[:32] if one.uid.isascii() and one.uid.isalnum() else NIL
    head = f"<{priority}>1 {moment} {_hostname()} {options.app_name} {os.getpid()} {msgid} {NIL} "
    return head.encode("ascii") + one.line.rstrip(b"\n")


def framed(content: bytes) -> bytes:
    """The message after its length in octets (RFC 5425, 4.3)."""
    return b"%d %b" % (len(content), content)


def _hostname() -> str:
    name = socket.gethostname()
    return name[:255] if name.isascii() and name.isprintable() and name and " " not in name else NIL


def _identify(tls: ssl.SSLContext, certificate: str) -> None:
    try:
        tls.load_cert_chain(certificate, password=_no_password)
    except (OSError, ssl.SSLError, ValueError) as error:
        template = "the certificate in {path} can't be used ({problem}); give a PEM file with its private key"
        raise TenkenError(Message.of(template, path=certificate, problem=type(error).__name__)) from None


def _no_password() -> str:
    raise ValueError("a key with a password is not asked for one")  # instead of a prompt on the terminal


def _reason(error: ssl.SSLError) -> str:
    with contextlib.suppress(AttributeError):
        if error.reason:
            return error.reason
    return type(error).__name__


SINKS = (Sink("syslog", "Syslog over TLS", SyslogOptions, Syslog),)
