"""Splunk: HTTP Event Collector, with indexer acknowledgement where the token has it.

Source: "About HTTP Event Collector Indexer Acknowledgment" and "Format events for HTTP Event Collector",
Splunk Enterprise, Getting Data In.
"""

import json
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reports.sinks.batch import DELIVERED, later, parted, refused
from reports.sinks.http import Answer, Http
from scanner.config_secret import reveal
from scanner.sink import Outgoing, Receipt, Sink
from scanner.yamlfile import Refused

EVENTS, ACKNOWLEDGED = "/services/collector/event", "/services/collector/ack"
OF_THE_SENDER = frozenset({1, 2, 3, 4, 7, 10, 11, 14})
"""Codes of a 400 that speak of token, index or channel, not of an event."""
POLL = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class SplunkOptions:
    """`url` is that of the collector, without a path; `wait` how long to wait for indexers, in seconds."""

    url: str = field(metadata={"example": "https://splunk.aozora.example:8088"})
    token: str = field(metadata={"example": "env:TENKEN_SPLUNK_TOKEN", "secret": True})
    index: str | None = None
    sourcetype: str = "tenken:ocsf"
    ca: str | None = None
    wait: int = 60

    def __post_init__(self) -> None:
        web_address(self.url, "url")


def web_address(url: str, key: str) -> None:
    """Refuse what is no web address; raises `Refused`."""
    if not url.startswith(("https://", "http://")):
        raise Refused(
            "'{value}' is no web address; for example https://siem.aozora.example", at=(key,), value=url
        )


class Splunk:
    """Sends events to a collector."""

    def __init__(self, options: SplunkOptions) -> None:
        token = reveal(options.token)
        self._options, self._url = options, options.url.rstrip("/")
        self._channel = str(uuid.uuid4())
        headers = {"Authorization": f"Splunk {token}", "X-Splunk-Request-Channel": self._channel}
        self._http = Http(headers, options.ca, token)
        about = {"source": "tenken", "sourcetype": options.sourcetype}
        self._about = about | ({"index": options.index} if options.index else {})

    def deliver(self, batch: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Send a batch, and wait for the acknowledgement if one was promised."""
        return parted(batch, self._send)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _send(self, batch: Sequence[Outgoing]) -> Receipt:
        body = b"\n".join(self._event(one) for one in batch)
        answer = self._http.post(self._url + EVENTS, body, {"Content-Type": "application/json"})
        if isinstance(answer, Receipt):
            return answer
        said = _decoded(answer)
        if answer.status == 400 and said.get("code") in OF_THE_SENDER:
            return later(
                "the collector refuses the sender: {said}", said=self._http.shown(str(said.get("text")))
            )
        receipt = self._http.receipt(answer)
        promised = said.get("ackId")
        if receipt is DELIVERED and said.get("code", 0) != 0:
            return refused("the collector answers: {said}", said=self._http.shown(answer.body))
        return self._acknowledged(promised) if receipt is DELIVERED and promised is not None else receipt

    def _event(self, one: Outgoing) -> bytes:
        head = {"time": one.payload.get("time", 0) / 1000, **self._about}
        return (
            json.dumps(head, ensure_ascii=True)[:-1].encode() + b', "event": ' + one.line.rstrip(b"\n") + b"}"
        )

    def _acknowledged(self, promised: Any) -> Receipt:
        """Ask until the indexers have it, or the time is over; then it is sent again, under the same uids."""
        until = time.monotonic() + self._options.wait
        body = json.dumps({"acks": [promised]}).encode()
        while True:
            answer = self._http.post(f"{self._url}{ACKNOWLEDGED}?channel={self._channel}", body)
            if isinstance(answer, Answer) and answer.status == 200:
                if _decoded(answer).get("acks", {}).get(str(promised)) is True:
                    return DELIVERED
            elif isinstance(answer, Receipt):
                return answer
            if time.monotonic() >= until:
                return later("not acknowledged within {seconds} seconds", seconds=self._options.wait)
            time.sleep(POLL)


def _decoded(answer: Answer) -> dict[str, Any]:
    try:
        found = json.loads(answer.body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


SINKS = (Sink("splunk", "Splunk HTTP Event Collector", SplunkOptions, Splunk, requires="siem"),)
