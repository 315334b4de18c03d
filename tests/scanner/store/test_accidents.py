"""Whatever happens in the middle: a run is there whole or not at all, and nothing to be sent is lost."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from scanner.store import Store, StoreError
from scanner.store.spool import StoredSpool
from tests.scanner.store.worlds import CITY, PROVIDERS, run_of

ROOT = Path(__file__).parents[3]
PROGRAM = "from tests.scanner.store.accident import main; main()"


def start(*words):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PROGRAM, *map(str, words)]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def kill(process, seconds):
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def whole(store):
    """Every run that is listed comes back with all that it had."""
    for run in store.runs():
        number = int(run.id[:8], 16)
        evidence, assessment = run_of(number, **algorithms(number))
        back = store.evidence(run, PROVIDERS)
        for cls, reading in evidence.targets[0].readings.items():
            assert set(back.targets[0].readings[cls].items) == set(reading.items)
        assert {one.id for one in store.found(run).findings} == {one.id for one in assessment.findings}
    return len(store.runs())


def algorithms(number):
    return {f"b{one}": ("AES" if (one + number) % 7 else None) for one in range(40)}


def test_a_kill_in_the_middle_leaves_whole_runs(address):
    Store.open(address).close()
    chance, kept = random.Random(20261120), 0
    for round_ in range(5):
        process = start("write", address, round_ * 1000)
        assert process.stdout.readline() == b"ready\n"
        kill(process, chance.uniform(0.0, 0.4))
        with Store.open(address) as store:
            kept = whole(store)
            spooled = {one for (one,) in _spooled(store)}
            assert spooled == {run.id for run in store.runs()}
    assert kept > 0


def _spooled(store):
    with store.look() as connection:
        return list(connection.execute(text("SELECT DISTINCT uid FROM spool")))


def test_two_writers_at_once_lose_nothing(address):
    Store.open(address).close()
    writers = [start("write", address, base, 12) for base in (0, 1000)]
    for one in writers:
        _, err = one.communicate(timeout=60)
        assert (one.returncode, err) == (0, b"")
    with Store.open(address) as store:
        assert whole(store) == 24
        numbers = [run.number for run in store.runs()]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("point", ["before", "between", "after"])
def test_a_kill_between_sending_and_acknowledgement_loses_nothing(address, tmp_path, point):
    out = tmp_path / "received"
    Store.open(address).close()
    process = start("write", address, 0, 1)
    process.communicate(timeout=60)
    process = start("send", address, out, point)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    process = start("send", address, out, "never")
    assert process.communicate(timeout=60)[1] == b""
    with Store.open(address) as store:
        assert StoredSpool(store).counts() == {}
        assert {run.id for run in store.runs()} <= set(out.read_text().split())


def test_a_full_disk_is_told_and_harms_nothing(tmp_path):
    place = tmp_path / "tenken.db"
    with Store.open(str(place)) as store:
        store.add(*run_of(1, **algorithms(1)))
    process = start("full", place, 2000)
    out, err = process.communicate(timeout=60)
    assert json.loads(out)["error"].startswith(f"there is no room for {place}; make some")
    assert err == b""
    with Store.open(str(place)) as store:
        assert whole(store) == 1
        store.add(*run_of(2, **algorithms(2)))
        assert whole(store) == 2


def test_a_store_that_may_only_be_read_is_told(tmp_path):
    place = tmp_path / "tenken.db"
    with Store.open(str(place)) as store:
        store.add(*run_of(1, a="AES"))
        with store.look() as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")
        with pytest.raises(StoreError, match="can't be written"):
            store.add(*run_of(2, a="AES"))
        assert [run.organisations for run in store.runs()] == [(CITY.id,)]
