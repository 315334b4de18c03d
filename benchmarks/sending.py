"""How fast the spool empties into a receiver over HTTP, and how much memory that takes."""

import os
import resource
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from reports.sinks import splunk, webhook
from scanner.sending import Sender
from scanner.sink import Outgoing
from scanner.store import Store
from scanner.store.spool import StoredSpool, spooled
from scanner.testing.sink_contract import event

EVENTS, CHUNK = 100_000, 10_000
LEAST = 5_000
"""Events a second."""
MOST_MEMORY = 300
"""Megabytes that sending may add to what the process had."""


class Receiver(BaseHTTPRequestHandler):
    """Takes everything."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        body = b'{"text": "Success", "code": 0}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def run() -> bool:
    """Fill a spool and empty it; True if that is quick and small enough."""
    os.environ["BENCHMARK_SECRET"] = "made-up"
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    known = {
        "splunk": (splunk.SINKS[0], splunk.SplunkOptions(url=url, token="env:BENCHMARK_SECRET")),
        "webhook": (webhook.SINKS[0], webhook.WebhookOptions(url=url, secret="env:BENCHMARK_SECRET")),
    }
    try:
        results = [_one(name, *one) for name, one in known.items()]
        return all(results)
    finally:
        server.shutdown()


def _one(name: str, sink: object, options: object) -> bool:
    with tempfile.TemporaryDirectory() as folder, Store.open(str(Path(folder) / "x.db")) as store:
        _fill(store, name)
        before, began = _memory(), time.perf_counter()
        delivery = sink.open(options)
        sent = Sender(name, sink, StoredSpool(store), 0.0).drain(delivery)
        delivery.close()
        rate, more = sent.delivered / (time.perf_counter() - began), _memory() - before
    print(f"{name}: {sent.delivered} events, {rate:,.0f} a second (at least {LEAST:,}); {more:.0f} MB more")
    return sent.delivered == EVENTS and rate >= LEAST and more <= MOST_MEMORY


def _fill(store: Store, name: str) -> None:
    for start in range(0, EVENTS, CHUNK):
        made = [event(number) for number in range(start, start + CHUNK)]
        with store.change() as connection:
            spooled(connection, [name], [_Said(one) for one in made])


class _Said:
    def __init__(self, one: Outgoing) -> None:
        self.uid, self.line = one.uid, one.line


def _memory() -> float:
    """The most that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    run()
