"""Elasticsearch and OpenSearch: `_bulk`, event by event under an id of its own, so that none is there twice.

Source: the Bulk API of both; a data stream takes `create` alone, and answers 409 to what it has already.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reports.sinks.batch import DELIVERED, later, parted, refused
from reports.sinks.http import Http, waiting
from reports.sinks.splunk import web_address
from scanner.config_secret import reveal
from scanner.sink import Outgoing, Receipt, Result, Sink
from scanner.yamlfile import Refused

THERE = 409
BUSY = (429, 502, 503, 504)


@dataclass(frozen=True, slots=True, kw_only=True)
class ElasticOptions:
    """`index` is an index or a data stream. Give `api_key`, or `user` and `password`, or none."""

    url: str = field(metadata={"example": "https://elastic.aozora.example:9200"})
    index: str = "tenken-findings"
    api_key: str | None = field(default=None, metadata={"example": "env:TENKEN_ELASTIC_KEY", "secret": True})
    user: str | None = None
    password: str | None = field(
        default=None, metadata={"example": "env:TENKEN_ELASTIC_PASSWORD", "secret": True}
    )
    ca: str | None = None

    def __post_init__(self) -> None:
        web_address(self.url, "url")
        if (self.user is None) != (self.password is None):
            raise Refused("user and password go together", at=("user" if self.user else "password",))
        if self.api_key and self.user:
            raise Refused("give api_key, or user and password", at=("api_key",))


class Elastic:
    """Sends events in bulk; some of a bulk may be refused while others are taken."""

    def __init__(self, options: ElasticOptions) -> None:
        self._url = f"{options.url.rstrip('/')}/_bulk"
        self._index = options.index
        headers, secrets = _credential(options)
        self._http = Http({"Content-Type": "application/x-ndjson", **headers}, options.ca, *secrets)

    def deliver(self, batch: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Send a batch; the answer speaks of each event."""
        return parted(batch, self._send)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _send(self, batch: Sequence[Outgoing]) -> Receipt | list[Receipt]:
        body = b"".join(self._action(one) + one.line.rstrip(b"\n") + b"\n" for one in batch)
        answer = self._http.post(self._url, body)
        if isinstance(answer, Receipt):
            return answer
        receipt = self._http.receipt(answer)
        if receipt is not DELIVERED:
            return receipt
        items = _items(answer.body)
        if len(items) != len(batch):
            return later("the answer does not speak of all events")
        return [self._one(item, waiting(answer.headers)) for item in items]

    def _action(self, one: Outgoing) -> bytes:
        about = {"create": {"_index": self._index, "_id": one.payload["metadata"]["uid"]}}
        return json.dumps(about).encode() + b"\n"

    def _one(self, item: Any, after: float | None) -> Receipt:
        status = item.get("status") if isinstance(item, dict) else None
        if not isinstance(status, int):
            return later("the answer does not speak of all events")
        if 200 <= status < 300 or status == THERE:
            return DELIVERED
        said = self._http.shown(json.dumps(item.get("error"), ensure_ascii=False))
        if status in BUSY or status >= 500:
            return Receipt(
                Result.LATER, later("the receiver is busy ({status})", status=status).reason, after
            )
        if status in (401, 403, 404):
            template = "the receiver answers {status}: {said}; check url and credential"
            return later(template, status=status, said=said)
        return refused("the receiver refuses it with {status}: {said}", status=status, said=said)


def _items(body: bytes) -> list[Any]:
    """What the answer says of each action, whatever the action."""
    try:
        items = json.loads(body)["items"]
        return [next(iter(item.values())) for item in items]
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration):
        return []


def _credential(options: ElasticOptions) -> tuple[dict[str, str], tuple[str, ...]]:
    if options.api_key:
        key = reveal(options.api_key)
        return {"Authorization": f"ApiKey {key}"}, (key,)
    if options.user and options.password:
        password = reveal(options.password)
        encoded = base64.b64encode(f"{options.user}:{password}".encode()).decode()
        return {"Authorization": f"Basic {encoded}"}, (password, encoded)
    return {}, ()


SINKS = (Sink("elastic", "Elasticsearch or OpenSearch", ElasticOptions, Elastic, requires="siem"),)
