from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.m365.checks.guest_sponsors import sponsored
from plugins.m365.checks.unused_accounts import guests_used, used
from plugins.m365.settings.accounts import Guest, UserAccount
from scanner import AsOf, DeclaredBreakGlass, Fail, Limits, NotApplicable, Pass, Reading, Unknown

NOW = datetime(2026, 11, 21, tzinfo=UTC)
LIMITS = Limits.of({"unused_days": 90})
TARO = UserAccount(
    id="b0000000-0000-4000-8000-000000000002",
    principal_name="taro@aozora.example",
    enabled=True,
    guest=False,
    created=NOW - timedelta(days=900),
    last_use=NOW - timedelta(days=1),
)
GUEST = replace(TARO, id="g", principal_name="ume_partner.example#EXT#@aozora.example", guest=True)
SPONSORED = Guest(id=GUEST.id, principal_name=GUEST.principal_name, enabled=True, sponsors=1)
NONE_DECLARED = Reading(())
UNDECLARED = Reading((), gaps=("undeclared",))
LONG_AGO = NOW - timedelta(days=91)


def outcomes(verdicts):
    return [type(one) for one in verdicts]


def members(*accounts, emergency=NONE_DECLARED):
    return outcomes(used(accounts, emergency, AsOf(time=NOW), LIMITS))


def guests(*accounts):
    return outcomes(guests_used(accounts, AsOf(time=NOW), LIMITS))


def test_accounts_in_use_pass_together():
    assert members(TARO, replace(TARO, id="2"), GUEST) == [Pass]


@pytest.mark.parametrize(("days", "expected"), [(90, Pass), (91, Fail)])
def test_an_account_may_lie_unused_for_ninety_days(days, expected):
    assert members(replace(TARO, last_use=NOW - timedelta(days=days))) == [expected]


def test_an_account_that_was_never_used_fails_once_it_is_old():
    assert members(replace(TARO, last_use=None)) == [Fail]
    assert members(replace(TARO, last_use=None, created=NOW - timedelta(days=5))) == [Pass]


def test_an_account_of_which_neither_use_nor_creation_is_known_is_unknown():
    unknown = replace(TARO, last_use=None, created=None)
    assert members(unknown) == members(unknown, emergency=UNDECLARED) == [Unknown]
    assert guests(replace(unknown, guest=True)) == [Unknown]
    assert members(replace(TARO, created=None)) == [Pass]


def test_an_account_that_is_switched_off_may_lie_unused():
    assert members(replace(TARO, last_use=LONG_AGO, enabled=False)) == [Pass]


@pytest.mark.parametrize("name", ["Taro@aozora.example", TARO.id])
def test_an_emergency_account_is_meant_to_lie_unused(name):
    declared = Reading((DeclaredBreakGlass(account=name),))
    assert members(replace(TARO, last_use=LONG_AGO), emergency=declared) == [Pass]


def test_an_unused_account_may_be_an_emergency_account_that_is_not_declared():
    assert members(replace(TARO, last_use=LONG_AGO), emergency=UNDECLARED) == [Unknown]
    assert members(TARO, emergency=UNDECLARED) == [Pass]


def test_a_guest_in_use_passes_and_one_unused_fails():
    assert guests(GUEST, TARO) == [Pass]
    assert guests(GUEST, replace(GUEST, id="h", last_use=LONG_AGO)) == [Fail]


def test_without_guests_there_is_nothing_to_judge():
    assert guests(TARO, replace(GUEST, enabled=False)) == [NotApplicable]


@pytest.mark.parametrize(
    ("change", "expected"),
    [({}, Pass), ({"sponsors": 0}, Fail), ({"sponsors": 0, "enabled": False}, NotApplicable)],
)
def test_somebody_answers_for_a_guest_who_can_sign_in(change, expected):
    assert outcomes(sponsored(replace(SPONSORED, **change))) == [expected]
