"""`--log`: what a run does, for machines that watch."""

import json
import stat


def events(text):
    return [json.loads(line) for line in text.splitlines()]


def names(found):
    return [one["event"] for one in found if one["event"] != "progress"]


def test_a_scan_is_told_from_its_beginning_to_its_end(tenken, configured, folder):
    configured("denied", "good")
    tenken("scan", "--log", "log.jsonl")
    found = events((folder / "log.jsonl").read_text())
    assert names(found) == ["started", "gap", "target", "target", "finished"]
    assert found[0]["command"] == "tenken scan"
    assert found[-1]["code"] == 4


def test_what_was_not_read_is_told_with_the_permission(tenken, configured, folder):
    configured("denied")
    tenken("collect", "--out", "evidence.tenken", "--log", "log.jsonl")
    (gap,) = [one for one in events((folder / "log.jsonl").read_text()) if one["event"] == "gap"]
    assert (gap["target"], gap["reason"], gap["permission"]) == ("line-0", "denied", "line:Read")


def test_every_line_has_its_time(tenken, configured):
    configured("good")
    said = tenken("scan", "--log", "-", "--format", "json")
    assert all(one["time"].endswith("Z") for one in events(said.err))
    assert json.loads(said.out)


def test_a_run_that_fails_says_so(tenken, folder):
    assert tenken("scan", "--log", "log.jsonl").code == 2
    found = events((folder / "log.jsonl").read_text())
    assert [(one["event"], one.get("error")) for one in found] == [("started", None), ("failed", "YamlError")]


def test_lines_are_added_and_are_for_their_owner_alone(tenken, configured, folder):
    configured("good")
    tenken("scan", "--log", "log.jsonl")
    tenken("scan", "--log", "log.jsonl")
    assert names(events((folder / "log.jsonl").read_text())).count("started") == 2
    assert stat.S_IMODE((folder / "log.jsonl").stat().st_mode) == 0o600


def test_a_reading_tells_how_far_it_is(tenken, configured):
    configured("good")
    found = [one for one in events(tenken("scan", "--log", "-").err) if one["event"] == "progress"]
    assert (found[-1]["target"], found[-1]["done"]) == ("line-0", found[-1]["total"])
