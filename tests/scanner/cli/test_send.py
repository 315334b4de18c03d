"""A run is kept with what it has to say; what can't be sent waits."""

import json

import pytest

from scanner.store import Store

CONFIG = """\
organisations:
  - id: aozora
    name: 青空市
    case: i
    targets: [{{id: line-0, provider: lines, state: {state}}}]
frameworks: [lines]
store: kept.db
sinks:
  - {{id: file, type: file, path: {path}}}
"""


@pytest.fixture
def city(folder):
    def city(state, path="events.ndjson"):
        (folder / "tenken.yaml").write_text(CONFIG.format(state=state, path=path), "utf-8")

    return city


def events(folder):
    return [json.loads(line) for line in (folder / "events.ndjson").read_text("utf-8").splitlines()]


def waiting(tenken):
    return {
        one["sink"]: one["waiting"]
        for one in json.loads(tenken("send", "--status", "--format", "json").out)["sinks"]
    }


def test_a_scan_keeps_the_run_and_sends_its_events(tenken, city, folder):
    city("bad")
    assert tenken("scan").code == 3
    with Store.open(str(folder / "kept.db")) as store:
        assert [run.organisations for run in store.runs()] == [("aozora",)]
    assert {one["activity_name"] for one in events(folder)} == {"Create"}
    assert waiting(tenken) == {"file": 0}


def test_a_second_scan_sends_only_what_changed(tenken, city, folder):
    city("bad")
    tenken("scan")
    before = len(events(folder))
    tenken("scan")
    assert len(events(folder)) == before
    city("good")
    tenken("scan")
    added = events(folder)[before:]
    assert {one["activity_name"] for one in added} == {"Close"}
    assert {one["finding_info"]["uid"] for one in added} <= {
        one["finding_info"]["uid"] for one in events(folder)[:before]
    }


def test_ocsf_of_a_later_run_says_what_became_of_it(tenken, city, folder):
    city("bad")
    tenken("scan")
    city("good")
    lines = tenken("scan", "--format", "ocsf").out.splitlines()
    assert "Close" in {json.loads(line)["activity_name"] for line in lines}


def test_what_a_receiver_does_not_take_waits(tenken, city, folder):
    city("bad", "no/such/folder/events.ndjson")
    said = tenken("scan")
    assert said.code == 3
    assert "file: not sent, and kept for later: " in said.err
    assert waiting(tenken)["file"] > 0
    said = tenken("send", "--wait", "0")
    assert said.code == 4
    city("bad")
    said = tenken("send")
    assert said.code == 0
    assert len(events(folder)) > 0
    assert waiting(tenken) == {"file": 0}


def test_all_is_said_once_more_if_asked_for(tenken, city, folder):
    city("bad")
    tenken("scan")
    count = len(events(folder))
    assert tenken("send", "--all").code == 0
    assert len(events(folder)) == 2 * count


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("--sink", "nowhere"), "there is no sink 'nowhere'; the configuration has: file"),
        (("--store", "none"), "runs are not kept: the store is 'none'"),
    ],
)
def test_what_can_not_be_sent_is_told(tenken, city, arguments, text):
    city("good")
    said = tenken("send", *arguments)
    assert (said.code, text in said.err) == (2, True)


def test_without_sinks_there_is_nothing_to_send(tenken, configured):
    configured("good")
    said = tenken("send", "--store", "kept.db")
    assert (said.code, "the configuration has no sinks" in said.err) == (2, True)


def test_a_store_that_can_not_be_used_takes_no_result(tenken, city, folder):
    city("bad")
    (folder / "kept.db").mkdir()
    said = tenken("scan", "--out", "result")
    assert said.code == 2
    assert "kept.db" in said.err
    assert (folder / "result" / "assessment.json").exists()


def test_the_default_store_is_not_asked_for_and_never_in_the_way(tenken, configured, folder, monkeypatch):
    configured("good")
    (folder / "full").write_text("")
    monkeypatch.setenv("TENKEN_STORE", str(folder / "full" / "tenken.db"))
    said = tenken("scan")
    assert said.code == 0
    assert "this run was not kept: " in said.err


def test_the_default_store_keeps_runs(tenken, configured, folder, monkeypatch):
    configured("good")
    monkeypatch.delenv("TENKEN_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    assert tenken("scan").code == 0
    with Store.open(str(folder / "data" / "tenken" / "tenken.db")) as store:
        assert len(store.runs()) == 1


def test_a_secret_that_is_not_there_is_named_and_nothing_is_lost(tenken, city, folder, monkeypatch):
    city("bad")
    text = (folder / "tenken.yaml").read_text("utf-8")
    hec = "  - {id: siem, type: splunk, url: 'http://127.0.0.1:9', token: 'env:NOT_THERE'}\n"
    (folder / "tenken.yaml").write_text(text + hec, "utf-8")
    said = tenken("scan")
    assert "there is no secret at env:NOT_THERE" in said.err
    assert waiting(tenken)["siem"] > 0


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("{id: a, type: nothing}", "'nothing' is not known here"),
        ("{id: a}", "the key 'type' is missing; write one of: "),
        ("{id: a, type: file}", "the key 'path' is missing"),
        ("{id: a, type: file, path: x, colour: red}", "unknown key 'colour'"),
        ("{id: a, type: splunk, url: 'https://x', token: hunter2}", "a secret does not stand here"),
        ("{id: a, type: splunk, url: x, token: 'env:X'}", "'x' is no web address"),
        ("{id: a, type: syslog, host: x, facility: 99}", "'99' is no facility"),
        ("{id: a b, type: stdout}", "'a b' is no id"),
    ],
)
def test_a_sink_that_is_wrong_is_told_with_its_place(tenken, city, folder, line, text):
    city("good")
    file = folder / "tenken.yaml"
    file.write_text(file.read_text("utf-8") + f"  - {line}\n", "utf-8")
    said = tenken("config", "check")
    assert said.code == 2
    assert "tenken.yaml:10:" in said.out + said.err
    assert text in said.out + said.err
    assert "hunter2" not in said.out + said.err


def test_a_later_run_says_what_has_changed_since(tenken, city, folder):
    city("bad")
    tenken("scan")
    city("good")
    said = tenken("scan", "--format", "json")
    since = json.loads(said.out)["since"]
    assert (len(since["closed"]), since["opened"], since["untold"]) == (1, [], [])


def test_a_spool_that_nears_its_limit_says_so(tenken, city, folder, monkeypatch):
    from scanner.store import spool

    city("bad", "no/such/folder/events.ndjson")
    tenken("scan")
    count = waiting(tenken)["file"]
    monkeypatch.setattr(spool, "LIMIT", count)
    assert "the spool is nearly full" in tenken("send", "--status").out
    assert "the spool is nearly full" in tenken("scan").err
