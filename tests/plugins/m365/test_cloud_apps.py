"""Cloud discovery: it goes on all the time, and personal services are blocked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.m365.checks.cloud_apps import discovery, personal
from plugins.m365.collectors.defender import discovered_apps, discovery_streams
from plugins.m365.endpoints import DISCOVERED_APPS, DISCOVERY_STREAMS
from plugins.m365.failures import FailedError
from plugins.m365.settings.defender import DiscoveredApp, DiscoveryStream
from scanner import AsOf, Fail, Limits, Pass, Unknown
from tests.plugins.m365.licences import NO_PLAN, UNREAD, skus
from tests.plugins.m365.replay import collected

NOW = datetime(2026, 11, 27, tzinfo=UTC)
PLAN = skus("ADALLOM_S_STANDALONE")
LIMITS = Limits.of({"log_silence_days": 7})
STREAM = DiscoveryStream(id="s1", name="Defender", snapshot=False, received=NOW)
APP = DiscoveredApp(stream="s1", id="1", name="倉庫", category="cloudStorage", tags=(), users=2)


def outcomes(verdicts):
    return [type(one) for one in verdicts]


def judged(apps, *streams):
    return outcomes(personal(apps, streams, LIMITS, AsOf(time=NOW)))


@pytest.mark.parametrize(
    ("streams", "expected"),
    [
        ([STREAM], Pass),
        ([replace(STREAM, received=NOW - timedelta(days=30)), STREAM], Pass),
        ([replace(STREAM, received=NOW - timedelta(days=8))], Fail),
        ([replace(STREAM, received=None)], Fail),
        ([replace(STREAM, snapshot=True)], Fail),  # a report of one file discovers nothing new
        ([], Fail),
    ],
)
def test_whether_services_are_discovered(streams, expected):
    assert outcomes(discovery(streams, PLAN, LIMITS, AsOf(time=NOW))) == [expected]


@pytest.mark.parametrize(("licences", "named"), [(PLAN, False), (UNREAD, False), (NO_PLAN, True)])
def test_a_missing_plan_is_named(licences, named):
    (found,) = discovery([], licences, LIMITS, AsOf(time=NOW))
    assert ("plan" in dict(found.message.params)) is named


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"tags": ("Sanctioned",)}, Pass),
        ({"category": "marketing"}, Pass),
        ({}, Fail),
        ({"tags": ("Monitored",)}, Fail),  # to warn is not to block
        ({"tags": ("情報政策課",)}, Fail),
        ({"tags": ("Unsanctioned",)}, Unknown),  # a tag alone blocks nothing
        ({"category": "brandNewCategory"}, Unknown),
        ({"category": "unknown"}, Unknown),
    ],
)
def test_which_services_may_be_used(changed, expected):
    assert judged([replace(APP, **changed)], STREAM) == [expected]


def test_nothing_found_is_only_good_news_where_something_looks():
    assert judged([], STREAM) == [Pass]
    assert judged([]) == [Unknown]
    assert judged([], replace(STREAM, snapshot=True)) == [Unknown]


@pytest.mark.parametrize("received", [None, NOW - timedelta(days=60), NOW - timedelta(days=8)])
def test_where_data_stopped_coming_in_nothing_found_is_no_pass(received):
    silent = replace(STREAM, received=received)
    assert judged([], silent) == [Unknown]
    assert judged([APP], silent) == [Fail, Unknown]
    assert judged([], silent, replace(STREAM, id="s2")) == [Pass]


# Written from documentation: learn.microsoft.com/graph/api/resources/security-cloudappdiscoveryreport,
# …/security-discoveredcloudappdetail (beta).
ROW = {
    "id": "s1",
    "displayName": "Defender",
    "isSnapshotReport": False,
    "lastDataReceivedDateTime": "2026-11-27T00:00:00Z",
}
FOUND = {"id": "1", "displayName": "倉庫", "category": "cloudStorage", "tags": [], "userCount": 2}
DETAILS = f"GET {DISCOVERED_APPS.target(id='s1')}"


def test_streams_are_read():
    assert collected(discovery_streams, {f"GET {DISCOVERY_STREAMS.path}": {"value": [ROW]}}, PLAN) == [STREAM]


def test_services_are_read():
    assert collected(discovered_apps, {DETAILS: {"value": [FOUND]}}, STREAM) == [APP]


def test_a_snapshot_is_not_opened():
    assert collected(discovered_apps, {}, replace(STREAM, snapshot=True)) == []


@pytest.mark.parametrize("key", sorted(FOUND))
def test_a_service_without_one_of_its_fields_is_malformed(key):
    short = {name: one for name, one in FOUND.items() if name != key}
    with pytest.raises(FailedError):
        collected(discovered_apps, {DETAILS: {"value": [short]}}, STREAM)
