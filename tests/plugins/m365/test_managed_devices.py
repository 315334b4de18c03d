import pytest

from plugins.m365.checks.managed_devices import managed_devices
from scanner import Fail, Pass, Unknown
from tests.plugins.m365.ca import NO_P1, OTHER_USER, P1, exempted, mfa


def device(**changes):
    return mfa(**({"grantControls__builtInControls": ["compliantDevice"]} | changes))


def verdicts(*policies, skus=P1, **known):
    return list(managed_devices(policies, exempted(**known), skus))


def outcomes(*policies, **options):
    return [type(one) for one in verdicts(*policies, **options)]


@pytest.mark.parametrize(
    "controls", [["compliantDevice"], ["domainJoinedDevice"], ["compliantDevice", "domainJoinedDevice"]]
)
def test_a_managed_device_for_everybody_passes(controls):
    assert outcomes(device(grantControls__builtInControls=controls)) == [Pass]


def test_mfa_and_a_device_together_pass():
    both = {"grantControls__operator": "AND", "grantControls__builtInControls": ["mfa", "compliantDevice"]}
    assert outcomes(device(**both)) == [Pass]


def test_mfa_or_a_device_proves_nothing():
    either = {"grantControls__operator": "OR", "grantControls__builtInControls": ["mfa", "compliantDevice"]}
    assert outcomes(device(**either)) == [Fail]


def test_an_approved_app_beside_the_device_is_not_enforced_any_more():
    either = {
        "grantControls__operator": "OR",
        "grantControls__builtInControls": ["approvedApplication", "compliantDevice"],
    }
    assert outcomes(device(**either)) == [Pass]


@pytest.mark.parametrize("state", ["disabled", "enabledForReportingButNotEnforced"])
def test_a_policy_that_is_not_on_fails(state):
    assert outcomes(device(state=state)) == [Fail]


def test_a_policy_for_windows_alone_fails():
    platforms = {"includePlatforms": ["windows"], "excludePlatforms": []}
    assert outcomes(device(conditions__platforms=platforms)) == [Fail]


def test_somebody_who_is_left_out_is_no_pass():
    assert Pass not in outcomes(device(conditions__users__excludeUsers=[OTHER_USER]))


def test_an_unknown_word_in_a_policy_is_never_a_pass():
    assert outcomes(device(grantControls__builtInControls=["compliantDevice", "newControl"])) == [Unknown]


def test_no_policy_fails_and_a_missing_plan_is_named():
    assert outcomes() == [Fail]
    (verdict,) = verdicts(skus=NO_P1)
    assert "plan missing" in str(verdict.message)
