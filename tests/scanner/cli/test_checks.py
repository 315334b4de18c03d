"""`tenken checks`: every check of every provider, as a table and as JSON."""

import json

from scanner.host import Host


def test_the_list_has_every_check_of_every_provider_in_order(tenken):
    found = json.loads(tenken("checks", "--format", "json").out)
    known = sorted(check.id for provider in Host.load().providers.values() for check in provider.checks)
    assert [one["id"] for one in found] == known
    assert {one["provider"] for one in found} == {"aws", "m365", "lines"}


def test_an_entry_has_all_that_coverage_needs(tenken):
    (entry,) = json.loads(tenken("checks", "--format", "json", "--select", "lines.*").out)
    assert entry == {
        "id": "lines.closed",
        "title": "Every line is closed",
        "provider": "lines",
        "severity": "high",
        "signals": [],
        "permissions": ["line:Read"],
        "controls": ["LINE-1"],
    }


def test_titles_are_in_the_language_that_was_asked_for(tenken):
    arguments = ("checks", "--format", "json", "--select", "aws.guardduty.enabled")
    (english,) = json.loads(tenken(*arguments).out)
    (japanese,) = json.loads(tenken(*arguments, "--lang", "ja").out)
    assert english["title"] != japanese["title"]
    assert english["id"] == japanese["id"]


def test_the_table_has_a_line_per_check(tenken):
    lines = tenken("checks", "--select", "lines.*").out.splitlines()
    assert lines[0].split() == ["check", "severity", "controls", "title"]
    assert lines[1].split(maxsplit=3) == ["lines.closed", "high", "1", "Every line is closed"]
