from dataclasses import replace

import pytest

from plugins.m365.checks.leavers import leavers
from scanner import DeclaredLeaver, Fail, NotApplicable, Pass
from tests.plugins.m365.test_accounts import GUEST, TARO

LEFT = DeclaredLeaver(account="taro@aozora.example")
BLOCKED = replace(TARO, enabled=False)


def outcomes(*accounts, left=(LEFT,)):
    return [type(one) for one in leavers(accounts, left)]


def test_a_leaver_whose_account_is_blocked_passes():
    assert outcomes(BLOCKED) == [Pass]


@pytest.mark.parametrize("name", ["Taro@Aozora.example", TARO.id, TARO.id.upper()])
def test_a_leaver_who_can_still_sign_in_fails_by_whatever_name(name):
    assert outcomes(TARO, left=[DeclaredLeaver(account=name)]) == [Fail]


@pytest.mark.parametrize("name", [GUEST.principal_name, "ume@partner.example"])
def test_a_guest_is_found_by_the_name_here_and_by_the_address_at_home(name):
    assert outcomes(GUEST, left=[DeclaredLeaver(account=name)]) == [Fail]
    assert outcomes(TARO, left=[DeclaredLeaver(account=name)]) == [Pass]


def test_a_leaver_whose_account_was_deleted_passes_and_is_told_apart_from_one_that_is_blocked():
    gone = DeclaredLeaver(account="gone@aozora.example")
    [verdict] = leavers([BLOCKED], [LEFT, gone])
    assert isinstance(verdict, Pass)
    assert dict(verdict.message.params) == {"count": 2, "off": 1}


def test_an_account_in_daily_use_is_no_excuse():
    assert outcomes(TARO, replace(TARO, id="2", principal_name="jiro@aozora.example")) == [Fail]


def test_when_nobody_has_left_there_is_nothing_to_judge():
    assert outcomes(TARO, left=()) == [NotApplicable]
