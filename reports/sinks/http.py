"""HTTP as sinks speak it: one POST, no redirect, no repetition; every answer becomes a receipt."""

import os
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from reports.sinks.batch import DELIVERED, later, refused, shown
from scanner.errors import TenkenError
from scanner.sink import Receipt
from scanner.text import Message

TIMEOUT = 30.0
ABOUT_EVENTS = (400, 413, 422)
"""Statuses that speak of what was sent; all other refusals speak of who sent it, or of the receiver."""
BUNDLES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
LOCAL = ("all://127.0.0.1", "all://localhost", "all://[::1]")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a receiver answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Http:
    """Posts to one receiver; `secrets` never appear in a message."""

    def __init__(self, headers: Mapping[str, str], ca: str | None, *secrets: str) -> None:
        import httpx  # noqa: PLC0415 - starting time

        self._secrets = secrets
        self._client = httpx.Client(
            headers={"User-Agent": "tenken", **headers},
            timeout=TIMEOUT,
            verify=trust(ca),
            follow_redirects=False,
            mounts=dict.fromkeys(LOCAL),
        )

    def post(self, url: str, body: bytes, headers: Mapping[str, str] | None = None) -> "Answer | Receipt":
        """Send once. What did not arrive is a receipt: later."""
        import httpx  # noqa: PLC0415 - starting time

        try:
            answer = self._client.post(url, content=body, headers=headers)
        except (httpx.TransportError, httpx.DecodingError, httpx.InvalidURL) as error:
            return later(
                "not reached ({problem}); see address, network and proxy", problem=type(error).__name__
            )
        return Answer(answer.status_code, answer.headers, answer.content)

    def send(self, url: str, body: bytes, headers: Mapping[str, str] | None = None) -> Receipt:
        """Send once; what the receiver says holds for all that was sent."""
        answer = self.post(url, body, headers)
        return answer if isinstance(answer, Receipt) else self.receipt(answer)

    def receipt(self, answer: Answer) -> Receipt:
        """What an answer means."""
        status, said = answer.status, self.shown(answer.body)
        if 200 <= status < 300:
            return DELIVERED
        if status in ABOUT_EVENTS:
            return refused("the receiver refuses it with {status}: {said}", status=status, said=said)
        if status in (401, 403, 404, 405, 407) or 300 <= status < 400:
            template = "the receiver answers {status}: {said}; check url and credential"
            return later(template, status=status, said=said)
        return later("the receiver is busy ({status})", after=waiting(answer.headers), status=status)

    def shown(self, said: bytes | str) -> str:
        """What the receiver said, without our secrets."""
        return shown(said, *self._secrets)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


def trust(ca: str | None) -> ssl.SSLContext:
    """Trust the system's authorities, or those in a PEM file. Raises `TenkenError` if it has none."""
    bundle = ca or next((os.environ[name] for name in BUNDLES if os.environ.get(name)), None)
    try:
        return ssl.create_default_context(cafile=bundle)
    except (OSError, ssl.SSLError) as error:
        template = "the certificates in {path} can't be used ({problem}); give a PEM file"
        raise TenkenError(Message.of(template, path=str(bundle), problem=type(error).__name__)) from None


def waiting(headers: Mapping[str, Any]) -> float | None:
    """Seconds of Retry-After, given as a number or as a date; None if there is none that can be read."""
    told = str(headers.get("retry-after", "")).strip()
    if told.isdecimal():
        return float(told)
    try:
        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
