from dataclasses import replace

import pytest

from plugins.m365.checks.emergency_accounts import emergency_accounts
from scanner import DeclaredBreakGlass, Fail, Pass, Unknown
from tests.plugins.m365.test_administrators import HANAKO, assigned, colleagues
from tests.plugins.m365.test_pim import FOR_A_TIME, PERMANENT

TWO = colleagues(2)


def judged(*people, declared=TWO, instances=()):
    named = [DeclaredBreakGlass(account=one.principal_name) for one in declared]
    return [type(one) for one in emergency_accounts(assigned(*people), instances, named)]


def test_two_emergency_accounts_that_hold_the_role_pass():
    assert judged(*TWO, HANAKO) == [Pass]


def test_one_is_not_enough():
    assert judged(TWO[0], HANAKO) == judged(*TWO, declared=TWO[:1]) == [Fail]


def test_accounts_that_are_declared_and_do_not_hold_the_role_help_nobody():
    assert judged(HANAKO) == [Fail]


@pytest.mark.parametrize("change", [{"enabled": False}, {"synced": True}, {"standing": False}], ids=str)
def test_an_account_that_could_be_shut_out_too_does_not_count(change):
    assert judged(TWO[0], replace(TWO[1], **change)) == [Fail]


def test_an_account_that_has_activated_the_role_for_an_hour_does_not_count():
    permanent = [replace(PERMANENT, principal=one.id) for one in TWO]
    assert judged(*TWO, instances=permanent) == [Pass]
    assert judged(*TWO, instances=[permanent[0], replace(FOR_A_TIME, principal=TWO[1].id)]) == [Fail]


def test_a_municipality_that_declares_that_there_are_none_fails():
    assert judged(HANAKO, declared=[]) == [Fail]


def test_a_kind_of_assignment_that_no_page_lists_is_not_understood():
    assert judged(*TWO, instances=[replace(PERMANENT, kind="BrandNew")]) == [Unknown]
