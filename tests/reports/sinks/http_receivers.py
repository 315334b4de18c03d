"""Receivers over HTTP that check their protocol strictly, and misbehave when told to.

Written from the documents of each receiver (none of them can be run here): status codes, bodies and headers.
"""

import gzip
import json
import threading
from collections import deque
from contextlib import contextmanager

from scanner.testing import FixtureServer, Hang, Reply, Request, Reset
from scanner.testing.sink_contract import POISON

BUSY = {
    "busy": Reply(429, {"text": "busy"}, {"Retry-After": "1"}),
    "unavailable": Reply(503, {"text": "busy"}),
}


class HttpReceiver:
    """Plays one kind of receiver; `ids` are those of the events that it has for good."""

    def __init__(self):
        self.ids, self.requests = [], []
        self._next = deque()
        self._lock = threading.Lock()
        self.base = ""

    def misbehave(self, kind, times):
        self._next.extend([kind] * times)

    @contextmanager
    def serving(self):
        with FixtureServer(self) as server:
            self.base = server.url
            yield self

    def play(self, request: Request, base_url: str = ""):
        with self._lock:
            self.requests.append(request)
            return self.answer(request)

    def answer(self, request):
        kind = self._next.popleft() if self._next else ""
        if kind in BUSY:
            return BUSY[kind]
        if kind in ("down", "broken"):
            return Reset()
        if kind == "locked":
            return self.locked(request)
        events = self.events(request)
        if kind == "slow":
            return Hang(60)  # the connection ends with the test; what was sent may or may not be there
        return self.take(events, kind, request)

    def locked(self, request):
        return Reply(403, {"text": "Invalid token", "code": 4})

    def have(self, events):
        self.ids += [uid for uid in events if uid not in self.ids]

    def events(self, request):
        """The ids of the events in a request that is as it should be."""
        raise NotImplementedError

    def take(self, events, kind, request):
        """Take the events and answer."""
        raise NotImplementedError


def lines(body):
    return [json.loads(line) for line in body.decode("utf-8").splitlines()]


class WebhookReceiver(HttpReceiver):
    def events(self, request):
        assert request.headers["content-type"] == "application/x-ndjson"
        assert request.headers["x-tenken-signature"].startswith("t=")
        return [one["metadata"]["uid"] for one in lines(request.body)]

    def take(self, events, kind, request):
        if POISON in events:
            return Reply(422, {"error": "cannot read this"})
        self.have(events)
        return Reset() if kind == "reset" else Reply(204, b"")


class SplunkReceiver(HttpReceiver):
    """The collector; `acknowledges` says whether its token has indexer acknowledgement."""

    def __init__(self, acknowledges):
        super().__init__()
        self.acknowledges, self.acks, self._pending = acknowledges, 0, {}

    def answer(self, request):
        if request.path == "/services/collector/ack":
            asked = json.loads(request.body)["acks"]
            assert request.query["channel"] == self.channel
            return Reply(200, {"acks": {str(one): self._settled(one) for one in asked}})
        return super().answer(request)

    def _settled(self, ack):
        events, late = self._pending.get(ack, ((), 0))
        if late:
            return False
        self.have(events)
        return True

    def events(self, request):
        assert request.path == "/services/collector/event"
        assert request.headers["authorization"] == "Splunk hunter2"
        self.channel = request.headers["x-splunk-request-channel"]
        found, text, place = [], request.body.decode(), 0
        decoder = json.JSONDecoder()
        while place < len(text):
            one, place = decoder.raw_decode(text, place)
            assert {"time", "event", "source", "sourcetype"} <= one.keys()
            assert one["time"] < 10_000_000_000
            found.append(one["event"]["metadata"]["uid"])
            while place < len(text) and text[place].isspace():
                place += 1
        return found

    def take(self, events, kind, request):
        if POISON in events:
            wrong = {"text": "Invalid data format", "code": 6, "invalid-event-number": events.index(POISON)}
            return Reply(400, wrong)
        if kind == "reset":
            self.have(events)
            return Reset()
        if not self.acknowledges:
            self.have(events)
            return Reply(200, {"text": "Success", "code": 0})
        self.acks += 1
        self._pending[self.acks] = (events, kind == "late")
        return Reply(200, {"text": "Success", "code": 0, "ackId": self.acks})


class ElasticReceiver(HttpReceiver):
    def events(self, request):
        assert request.path == "/_bulk"
        assert request.headers["content-type"] == "application/x-ndjson"
        assert request.body.endswith(b"\n")
        rows = lines(request.body)
        self.actions = rows[::2]
        assert all(set(action) == {"create"} for action in self.actions)
        return [row["metadata"]["uid"] for row in rows[1::2]]

    def take(self, events, kind, request):
        items = [self._one(place, uid, kind) for place, uid in enumerate(events)]
        if kind == "reset":
            return Reset()
        return Reply(
            200, {"took": 1, "errors": any(one["create"]["status"] > 299 for one in items), "items": items}
        )

    def locked(self, request):
        return Reply(
            401, {"error": {"type": "security_exception", "reason": "no hunter2 here"}, "status": 401}
        )

    def _one(self, place, uid, kind):
        if kind == "half" and place % 2:
            error = {"type": "es_rejected_execution_exception", "reason": "queue is full"}
            return {"create": {"_id": uid, "status": 429, "error": error}}
        if uid == POISON:
            error = {"type": "mapper_parsing_exception", "reason": "failed to parse"}
            return {"create": {"_id": uid, "status": 400, "error": error}}
        there = uid in self.ids
        self.have([uid])
        error = {"error": {"type": "version_conflict_engine_exception", "reason": "there"}} if there else {}
        return {"create": {"_id": uid, "status": 409 if there else 201, **error}}


class SentinelReceiver(HttpReceiver):
    def events(self, request):
        assert request.path == "/dataCollectionRules/dcr-1/streams/Custom-TenkenFindings"
        assert request.headers["authorization"] == "Bearer made-up"
        body = (
            gzip.decompress(request.body)
            if request.headers.get("content-encoding") == "gzip"
            else request.body
        )
        rows = json.loads(body)
        assert all(row["TimeGenerated"].endswith("+00:00") for row in rows)
        return [row["EventUid"] for row in rows]

    def take(self, events, kind, request):
        if POISON in events:
            return Reply(400, {"error": {"code": "InvalidPayload", "message": "cannot read this"}})
        self.have(events)
        return Reset() if kind == "reset" else Reply(204, b"")


class ChatReceiver(HttpReceiver):
    """A chat: it has a message, and with it what the message tells of."""

    def __init__(self):
        super().__init__()
        self.messages = []

    def events(self, request):
        self.messages.append(json.loads(request.body))
        return []

    def take(self, events, kind, request):
        return Reset() if kind == "reset" else Reply(200, b"ok")
