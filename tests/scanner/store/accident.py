"""What runs in a process of its own, so that it can be killed."""

import json
import os
import resource
import signal
import sys
from pathlib import Path

from scanner.errors import TenkenError
from scanner.sending import Sender
from scanner.sink import DELIVERED, Sink
from scanner.store import Store
from scanner.store.spool import StoredSpool, spooled
from tests.scanner.store.worlds import run_of


class Said:
    def __init__(self, uid):
        self.uid, self.line = uid, b'{"metadata": {"uid": "x"}}'


class Receiver:
    """Writes uids to a file; the process is killed before, between or after that."""

    def __init__(self, path, point):
        self.path, self.point = Path(path), point

    def deliver(self, batch):
        self.die("before")
        with self.path.open("a") as out:
            for number, one in enumerate(batch):
                out.write(f"{one.uid}\n")
                out.flush()
                if number == len(batch) // 2:
                    self.die("between")
        self.die("after")
        return [DELIVERED] * len(batch)

    def die(self, point):
        if point == self.point:
            os.kill(os.getpid(), signal.SIGKILL)

    def close(self):
        """Nothing is open."""


def write(address, first, count=10_000):
    with Store.open(address) as store:
        print("ready", flush=True)
        for number in range(int(first), int(first) + int(count)):
            kinds = {f"b{one}": ("AES" if (one + number) % 7 else None) for one in range(40)}
            evidence, assessment = run_of(number, **kinds)

            def also(connection, _, run=assessment.run):
                spooled(connection, ["siem"], [Said(run.id)])

            store.add(evidence, assessment, also)


def send(address, out, point):
    with Store.open(address) as store:
        receiver = Receiver(out, point)
        sink = Sink("x", "X", object, lambda options: receiver)
        Sender("siem", sink, StoredSpool(store), 0.0, lambda: 0.0).drain(receiver)


def full(address, first):
    """Write while no file may grow any more."""
    with Store.open(address) as store:
        size = Path(address).stat().st_size + 4096
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        try:
            for number in range(int(first), int(first) + 200):
                store.add(*run_of(number, **{f"n{number}-{one}": "AES" * 50 for one in range(200)}))
        except TenkenError as error:
            print(json.dumps({"error": str(error.args[0])}))


def main():
    {"write": write, "send": send, "full": full}[sys.argv[1]](*sys.argv[2:])
