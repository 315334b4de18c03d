"""Looking for notices, reading what they concern, and everything on the schedule."""

import hashlib
import json
import signal
import time
from dataclasses import replace

import pytest

from scanner.store import Store
from scanner.store.tables import LOCK
from tests.scanner.store.test_notices import POST, told

CONFIG = """\
organisations:
  - id: aozora
    name: 青空市
    case: i
    targets: [{{id: line-0, provider: lines, state: {state}}}]
frameworks: [lines]
store: kept.db
"""


@pytest.fixture
def looked(tenken, folder):
    """Look once, with the line in a state and these announcements; the exit code and what was noted."""

    def looked(state="good", *announced):
        (folder / "tenken.yaml").write_text(CONFIG.format(state=state), "utf-8")
        (folder / "announced").write_text(" ".join(announced), "utf-8")
        said = tenken("watch", "--once")
        return said.code, [json.loads(line) for line in said.err.splitlines() if line.startswith("{")]

    return looked


def runs(tenken):
    return [one["whole"] for one in json.loads(tenken("history", "list", "--format", "json").out)]


def test_the_first_look_reads_everything_and_the_next_nothing(tenken, looked):
    code, notes = looked()
    assert (code, runs(tenken)) == (0, [True])
    assert [one["event"] for one in notes if one["event"] in ("looked", "reading", "read")] == [
        "looked",
        "reading",
        "read",
    ]
    assert looked()[0] == 0
    assert runs(tenken) == [True]


def test_a_new_notice_lets_the_checks_concerned_be_read_and_a_revised_one_again(tenken, looked):
    looked()
    code, notes = looked("good", "L1")
    assert (code, runs(tenken)) == (0, [True, False])
    assert next(one for one in notes if one["event"] == "reading")["because"] == ["L1"]
    looked("good", "L1")
    assert runs(tenken) == [True, False]
    looked("good", "L1", "L1")
    assert runs(tenken) == [True, False, False]
    assert "[revised]" in tenken("notices").out


def test_a_control_that_turned_worse_is_3(looked):
    looked()
    code, notes = looked("bad", "L1")
    assert code == 3
    assert next(one for one in notes if one["event"] == "read")["worse"] == ["aozora LINE-1"]


def test_a_notice_that_was_kept_before_a_kill_is_followed_after_it(tenken, looked, folder):
    looked()
    looked("good", "L1")
    with Store.open(str(folder / "kept.db")) as store, store.change() as connection:
        connection.exec_driver_sql("delete from run where whole = 0")
        connection.exec_driver_sql("update notice set followed_at = null")
    looked("good", "L1")
    assert runs(tenken) == [True, False]


def test_a_scan_of_some_checks_by_hand_hides_no_notice(tenken, looked, folder):
    looked()
    with Store.open(str(folder / "kept.db")) as store:
        told(store, replace(POST, id="L0"))
    tenken("scan", "--select", "lines.closed", "--format", "json")
    (folder / "announced").write_text("L1", "utf-8")
    assert tenken("watch", "--once").code == 0
    assert runs(tenken) == [True, False, False]


def held(folder, holder, until):
    name = f"watch-{hashlib.sha256(b'aozora').hexdigest()[:16]}"
    with Store.open(str(folder / "kept.db")) as store, store.change() as connection:
        connection.execute(LOCK.insert().values(name=name, holder=holder, until=until))


def test_a_second_one_does_nothing_while_the_first_works(tenken, looked, folder):
    held(folder, "elsewhere#1", "2999-01-01T00:00:00.000Z")
    code, notes = looked()
    assert (code, notes[-1]["event"], notes[-1]["holder"]) == (0, "skipped", "elsewhere#1")
    assert runs(tenken) == []


def test_the_lock_of_one_that_was_killed_is_taken_over(tenken, looked, folder):
    held(folder, "elsewhere#1", "2020-01-01T00:00:00.000Z")
    assert looked()[0] == 0
    assert runs(tenken) == [True]


def test_the_runs_of_another_municipality_in_the_same_store_are_not_its_own(tenken, looked, folder):
    looked()
    text = CONFIG.format(state="good").replace("aozora", "midori")
    (folder / "tenken.yaml").write_text(text, "utf-8")
    assert tenken("watch", "--once").code == 0
    assert runs(tenken) == [True, True]


def test_a_whole_run_that_could_read_nothing_is_made_again(tenken, looked):
    looked("denied")
    looked("good")
    assert runs(tenken) == [True, True]
    looked("good")
    assert runs(tenken) == [True, True]


def test_a_schedule_that_is_none_is_2(tenken, looked):
    looked()
    said = tenken("watch", "--once", "--cron", "daily")
    assert (said.code, "no cron expression" in said.err) == (2, True)


def test_without_a_store_it_says_so(tenken, looked):
    looked()
    said = tenken("watch", "--once", "--store", "none")
    assert (said.code, "runs are not kept" in said.err) == (2, True)


def until(condition):
    """Wait for it, ten seconds at the most."""
    for _ in range(200):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")


def test_a_signal_ends_its_sleep_and_the_health_file_tells_so(process, looked, folder):
    looked()
    health = folder / "health.json"
    running = process("watch", "--health-file", "health.json")
    until(health.exists)
    assert json.loads(health.read_text())["status"] == "well"
    running.send_signal(signal.SIGTERM)
    _, err = running.communicate(timeout=10)
    assert running.returncode == 0
    assert json.loads(err.decode().splitlines()[-1])["event"] == "stopped"
    assert json.loads(health.read_text())["status"] == "stopped"
    assert health.stat().st_mode & 0o077 == 0


def test_a_kill_between_the_notice_and_its_reading_loses_nothing(process, looked, tenken, folder):
    looked()
    (folder / "tenken.yaml").write_text(CONFIG.format(state="slow"), "utf-8")
    (folder / "announced").write_text("L1", "utf-8")
    running = process("watch")
    until(lambda: "L1" in tenken("notices").out)
    running.kill()
    running.communicate(timeout=20)
    assert looked("good", "L1")[0] == 0
    assert runs(tenken) == [True, False]


def test_a_signal_in_the_middle_of_a_reading_keeps_nothing_and_loses_nothing(process, looked, tenken, folder):
    looked()
    (folder / "tenken.yaml").write_text(CONFIG.format(state="slow"), "utf-8")
    (folder / "announced").write_text("L1", "utf-8")
    running = process("watch")
    until(lambda: "L1" in tenken("notices").out)
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=20)
    assert (running.returncode, runs(tenken)) == (0, [True])
    assert looked("good", "L1")[0] == 0
    assert runs(tenken) == [True, False]


def test_what_fails_is_noted_and_tried_again_later(process, looked, folder):
    looked()
    (folder / "tenken.yaml").write_text("organisations: []\n", "utf-8")
    running = process("watch", "--store", "kept.db", "--health-file", "health.json")
    until((folder / "health.json").exists)
    assert json.loads((folder / "health.json").read_text())["status"] == "failing"
    running.send_signal(signal.SIGTERM)
    _, err = running.communicate(timeout=10)
    assert running.returncode == 0
    assert "failed" in [json.loads(line)["event"] for line in err.decode().splitlines() if line[0] == "{"]
