import pytest

from plugins.m365.checks.legacy_authentication import legacy_clients_are_blocked
from scanner import Fail, Pass, Unknown
from tests.plugins.m365.ca import (
    BREAK_GLASS,
    GLASS,
    OFF,
    ON,
    OTHER_USER,
    P1,
    TARO,
    accounts,
    exempted,
    legacy_block,
    mfa,
)


def outcomes(*policies, defaults=OFF, skus=P1, **known):
    return [type(one) for one in legacy_clients_are_blocked(policies, exempted(**known), defaults, skus)]


def test_a_policy_that_blocks_both_kinds_of_legacy_clients_passes():
    assert outcomes(legacy_block()) == [Pass]


def test_a_policy_that_blocks_every_client_passes():
    assert outcomes(legacy_block(conditions__clientAppTypes=["all"])) == [Pass]


def test_mfa_for_all_clients_keeps_legacy_ones_out():
    assert outcomes(mfa()) == [Pass]


@pytest.mark.parametrize(
    "clients", [["other"], ["exchangeActiveSync"], ["browser"], ["exchangeActiveSync", "easSupported"]]
)
def test_one_kind_of_legacy_clients_is_not_enough(clients):
    assert outcomes(legacy_block(conditions__clientAppTypes=clients)) == [Fail]


def test_no_policy_fails():
    assert outcomes() == [Fail]


def test_a_policy_that_only_reports_fails():
    assert outcomes(legacy_block(state="enabledForReportingButNotEnforced")) == [Fail]


def test_a_device_condition_instead_of_a_block_proves_nothing():
    assert outcomes(legacy_block(grantControls__builtInControls=["compliantDevice"])) == [Fail]


def test_security_defaults_block_it():
    assert outcomes(defaults=ON) == [Pass]


def test_an_emergency_account_may_be_left_out_and_nobody_else():
    assert outcomes(
        legacy_block(conditions__users__excludeUsers=[BREAK_GLASS]), looked_up=accounts(GLASS)
    ) == [Pass]
    assert outcomes(legacy_block(conditions__users__excludeUsers=[OTHER_USER]), looked_up=accounts(TARO)) == [
        Fail
    ]


def test_a_client_type_that_no_page_lists_is_unknown():
    assert outcomes(legacy_block(conditions__clientAppTypes=["all", "brandNewClient"])) == [Unknown]
