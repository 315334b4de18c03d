"""Answers written from documentation: learn.microsoft.com/graph/api/security-list-securescores,
…/graph/api/security-list-securescorecontrolprofiles.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.m365.checks.secure_score import level, set_aside
from plugins.m365.collectors.secure_score import profiles, secure_score
from plugins.m365.endpoints import SECURE_SCORE_PROFILES, SECURE_SCORES
from plugins.m365.failures import FailedError
from plugins.m365.settings.secure_score import ControlScore, ScoreProfile, SecureScore
from scanner import AsOf, Fail, Limits, Pass, Unknown
from tests.plugins.m365.replay import collected, page, player, run

NOW = datetime(2026, 11, 21, tzinfo=UTC)
SCORE = SecureScore(created=NOW - timedelta(days=1), current=60.5, most=100.0, controls=())
PROFILE = ScoreProfile(
    id="AdminMFAV2", title="MFA for administrators", state=None, deprecated=False, most=10.0
)
SCORES = f"GET {SECURE_SCORES.path}"
ROW = {
    "id": "1",
    "createdDateTime": "2026-11-20T00:00:00Z",
    "currentScore": 60.5,
    "maxScore": 100,
    "controlScores": [],
}


def reached(**changes):
    verdicts = level(replace(SCORE, **changes), AsOf(time=NOW), Limits.of({"secure_score_percent": 60}))
    return [type(one) for one in verdicts]


@pytest.mark.parametrize(("points", "expected"), [(60.0, Pass), (59.9, Fail), (0.0, Fail)])
def test_the_score_has_to_reach_the_level(points, expected):
    assert reached(current=points) == [expected]


@pytest.mark.parametrize("change", [{"most": 0.0}, {"created": NOW - timedelta(days=8)}], ids=str)
def test_a_score_that_says_nothing_about_today_is_unknown(change):
    assert reached(**change) == [Unknown]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, Pass),
        ({"state": "Default"}, Pass),
        ({"state": "Reviewed"}, Pass),
        ({"state": "ignored"}, Fail),
        ({"state": "thirdParty"}, Fail),
        ({"state": "brandNew"}, Unknown),
        ({"state": "ignored", "deprecated": True}, Pass),
    ],
    ids=str,
)
def test_a_recommendation_that_was_set_aside_fails(change, expected):
    assert [type(one) for one in set_aside(replace(PROFILE, **change))] == [expected]


def test_the_latest_score_alone_is_read():
    played = player({SCORES: page([ROW, ROW | {"currentScore": 1}], "https://graph.microsoft.com/v1.0/next")})
    (found,) = run(played, secure_score)
    assert (found.current, found.most, len(played.log)) == (60.5, 100.0, 1)


@pytest.mark.parametrize("points", [None, "60", True])
def test_a_score_that_is_no_number_is_malformed(points):
    with pytest.raises(FailedError, match="currentScore"):
        collected(secure_score, {SCORES: page([ROW | {"currentScore": points}])})


def test_a_tenant_without_a_score_is_a_gap():
    with pytest.raises(FailedError, match="no score"):
        collected(secure_score, {SCORES: page([])})


def test_the_latest_mark_of_a_recommendation_counts():
    row = {
        "id": "AdminMFAV2",
        "title": "MFA for administrators",
        "deprecated": False,
        "controlStateUpdates": [
            {"state": "ignored", "updatedDateTime": "2026-05-01T00:00:00Z"},
            {"state": "Default", "updatedDateTime": None},
        ],
    }
    unmarked = row | {"id": "x", "controlStateUpdates": []}
    found = collected(profiles, {f"GET {SECURE_SCORE_PROFILES.path}": page([row, unmarked])})
    assert [one.state for one in found] == ["ignored", None]


def test_the_points_of_each_control_are_read_and_a_name_that_is_missing_is_malformed():
    points = {"controlCategory": "Identity", "controlName": "AdminMFAV2", "description": "…", "score": 10}
    [found] = collected(secure_score, {SCORES: page([ROW | {"controlScores": [points]}])})
    assert found.controls == (ControlScore(control="AdminMFAV2", score=10.0),)
    for wrong in ([points | {"controlName": None}], [points | {"score": "10"}], None):
        with pytest.raises(FailedError, match="controlScores"):
            collected(secure_score, {SCORES: page([ROW | {"controlScores": wrong}])})


def test_a_recommendation_may_not_say_how_many_points_there_are():
    row = {"id": "AdminMFAV2", "title": "MFA", "deprecated": False, "controlStateUpdates": []}
    rows = [row, row | {"id": "x", "maxScore": 9}]
    found = collected(profiles, {f"GET {SECURE_SCORE_PROFILES.path}": page(rows)})
    assert [one.most for one in found] == [None, 9.0]
