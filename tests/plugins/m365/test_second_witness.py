from dataclasses import replace
from datetime import timedelta

import pytest

from plugins.m365.checks.second_witness import (
    administrators,
    administrators_mfa,
    legacy_authentication,
    registration,
)
from plugins.m365.rules.second_witness import LEGACY_AUTHENTICATION, compared
from plugins.m365.settings.mfa_registration import MfaRegistration
from plugins.m365.settings.secure_score import ControlScore
from scanner import AsOf, Fail, Limits, NotApplicable, Pass, Reason, Unknown
from tests.plugins.m365.ca import OFF, ON, exempted
from tests.plugins.m365.licences import NO_PLAN, P1
from tests.plugins.m365.test_accounts import TARO
from tests.plugins.m365.test_secure_score import NOW, PROFILE, SCORE

CONTROLS = ("AdminMFAV2", LEGACY_AUTHENTICATION, "MFARegistrationV2", "OneAdmin")
PROFILES = [replace(PROFILE, id=one) for one in CONTROLS]
AS_OF = AsOf(time=NOW)
SO, NOT_SO = Pass("x", "so"), Fail("x", "not so")
CANNOT_TELL = Unknown("x", Reason.DENIED, "can't tell")


def score(points, **changes):
    given = tuple(ControlScore(control=one, score=points) for one in CONTROLS)
    return replace(SCORE, controls=given, **changes)


def said(own, points=10.0, profile=None, **changes):
    profiles = PROFILES if profile is None else profile
    return compared(LEGACY_AUTHENTICATION, own, score(points, **changes), profiles, AS_OF)


@pytest.mark.parametrize(
    ("own", "points", "expected"),
    [
        ([SO], 10.0, Pass),
        ([SO], 11.0, Pass),
        ([SO], 0.0, Fail),
        ([SO], 9.9, Fail),
        ([NOT_SO], 10.0, Fail),
        ([NOT_SO], 9.9, Pass),
        ([NOT_SO], 0.0, Pass),
        ([SO, NOT_SO], 0.0, Pass),
        ([SO, CANNOT_TELL], 0.0, Unknown),
        ([NOT_SO, CANNOT_TELL], 10.0, Fail),
        ([NotApplicable("x", "nothing there")], 10.0, Unknown),
        ([], 10.0, Unknown),
    ],
)
def test_two_witnesses_agree_or_it_is_told(own, points, expected):
    assert type(said(own, points)) is expected


def test_what_our_own_check_could_not_tell_keeps_its_reason():
    assert said([CANNOT_TELL]).reason is Reason.DENIED


@pytest.mark.parametrize("profile", [[], [replace(PROFILES[1], deprecated=True)], PROFILES[:1]], ids=len)
def test_where_the_score_has_no_such_control_there_is_no_second_witness(profile):
    assert type(said([SO], profile=profile)) is NotApplicable
    nothing = replace(score(10.0), controls=())
    assert type(compared(LEGACY_AUTHENTICATION, [SO], nothing, PROFILES, AS_OF)) is NotApplicable


@pytest.mark.parametrize("state", ["ignored", "thirdParty"])
def test_points_of_what_was_set_aside_measure_nothing(state):
    assert type(said([SO], 0.0, profile=[replace(PROFILES[1], state=state)])) is NotApplicable


def test_a_mark_that_no_page_lists_may_set_the_recommendation_aside():
    assert type(said([SO], 10.0, profile=[replace(PROFILES[1], state="brandNew")])) is Unknown


def test_a_recommendation_that_was_only_reviewed_still_counts():
    assert type(said([SO], 0.0, profile=[replace(PROFILES[1], state="Reviewed")])) is Fail


def test_an_old_score_says_nothing_about_today():
    assert type(said([SO], 0.0, created=NOW - timedelta(days=8))) is Unknown


@pytest.mark.parametrize("most", [None, 0.0, -1.0])
def test_points_without_a_maximum_say_nothing(most):
    assert type(said([SO], profile=[replace(PROFILES[1], most=most)])) is Unknown


def test_a_control_is_found_in_any_case():
    assert type(said([SO], profile=[replace(PROFILES[1], id="blocklegacyauthentication")])) is Pass


def outcome(verdicts):
    [verdict] = verdicts
    return type(verdict)


@pytest.mark.parametrize(("points", "expected"), [(10.0, Pass), (0.0, Fail)])
def test_the_second_factor_of_administrators_is_held_against_the_score(points, expected):
    found = administrators_mfa(score(points), PROFILES, [], [], exempted(), ON, P1, AS_OF)
    assert outcome(found) is expected


@pytest.mark.parametrize(("points", "expected"), [(10.0, Fail), (0.0, Pass)])
def test_without_a_plan_for_policies_the_score_has_to_find_them_missing_too(points, expected):
    found = legacy_authentication(score(points), PROFILES, [], exempted(), OFF, NO_PLAN, AS_OF)
    assert outcome(found) is expected


@pytest.mark.parametrize(("capable", "points", "expected"), [(True, 10.0, Pass), (False, 10.0, Fail)])
def test_registrations_are_held_against_the_score(capable, points, expected):
    one = MfaRegistration(
        id=TARO.id, principal_name=TARO.principal_name, administrator=False, capable=capable
    )
    assert outcome(registration(score(points), PROFILES, [TARO], [one], AS_OF)) is expected


@pytest.mark.parametrize(("points", "expected"), [(10.0, Fail), (0.0, Pass)])
def test_the_number_of_administrators_is_held_against_the_score(points, expected):
    limits = Limits.of({"global_administrators_min": 2})
    assert outcome(administrators(score(points), PROFILES, [], [], limits, AS_OF)) is expected


def each(found, profiles=PROFILES):
    return [
        outcome(administrators_mfa(found, profiles, [], [], exempted(), ON, P1, AS_OF)),
        outcome(legacy_authentication(found, profiles, [], exempted(), OFF, P1, AS_OF)),
        outcome(registration(found, profiles, [TARO], [], AS_OF)),
        outcome(administrators(found, profiles, [], [], Limits.of({"global_administrators_min": 2}), AS_OF)),
    ]


def test_each_needs_a_score_of_today_that_gives_points_for_it():
    assert each(score(10.0, created=NOW - timedelta(days=8))) == [Unknown] * 4
    assert each(score(10.0), []) == [NotApplicable] * 4
