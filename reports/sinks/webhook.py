"""A webhook: events as JSON lines, signed, so that the receiver knows who sent them and that nothing changed.

The signature is HMAC-SHA-256 over the time in seconds, a full stop and the body, in hexadecimal:
`X-Tenken-Signature: t=1763596800,v1=…`. The receiver refuses an old time, which stops a replay.
"""

import hashlib
import hmac
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.sinks.batch import parted
from reports.sinks.http import Http
from reports.sinks.splunk import web_address
from scanner.config_secret import reveal
from scanner.sink import Outgoing, Receipt, Sink

HEADER = "X-Tenken-Signature"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookOptions:
    """`secret` is the key that both sides know; `authorization` the whole header, if one is asked for."""

    url: str = field(metadata={"example": "https://siem.aozora.example/tenken"})
    secret: str = field(metadata={"example": "env:TENKEN_WEBHOOK_SECRET", "secret": True})
    authorization: str | None = field(
        default=None, metadata={"example": "env:TENKEN_WEBHOOK_AUTH", "secret": True}
    )
    ca: str | None = None

    def __post_init__(self) -> None:
        web_address(self.url, "url")


class Webhook:
    """Posts batches."""

    def __init__(self, options: WebhookOptions) -> None:
        self._url, self._key = options.url, reveal(options.secret)
        known = reveal(options.authorization) if options.authorization else ""
        headers = {"Content-Type": "application/x-ndjson"} | ({"Authorization": known} if known else {})
        self._http = Http(headers, options.ca, self._key, known)

    def deliver(self, batch: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Send a batch; a receiver that refuses it as a whole gets its halves."""
        return parted(batch, self._send)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _send(self, batch: Sequence[Outgoing]) -> Receipt:
        body = b"".join(one.line.rstrip(b"\n") + b"\n" for one in batch)
        return self._http.send(self._url, body, {HEADER: signed(self._key, body, int(time.time()))})


def signed(key: str, body: bytes, moment: int) -> str:
    """The header's value for a body that is sent at this time, in seconds since 1970."""
    mark = hmac.new(key.encode(), b"%d." % moment + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={mark}"


SINKS = (Sink("webhook", "A signed webhook", WebhookOptions, Webhook, requires="siem"),)
