import pytest

from plugins.m365.checks.mfa_everybody import mfa_for_everybody
from scanner import Fail, Pass, Reason, Unknown
from tests.plugins.m365.ca import (
    BREAK_GLASS,
    GLASS,
    GROUP,
    NO_P1,
    OFF,
    OTHER_USER,
    P1,
    STRENGTH,
    TARO,
    accounts,
    exempted,
    mfa,
)

USERS = "conditions__users__"
APPS = "conditions__applications__"
GRANT = "grantControls__"


def judged(*policies, defaults=OFF, skus=P1, **known):
    return list(mfa_for_everybody(policies, exempted(**known), defaults, skus))


def outcomes(*policies, **given):
    return [type(one) for one in judged(*policies, **given)]


def test_one_policy_for_all_users_and_all_apps_passes():
    assert outcomes(mfa()) == [Pass]


def test_no_policy_at_all_fails():
    assert outcomes() == [Fail]


def test_without_the_plan_it_fails_with_the_plan():
    (verdict,) = judged(skus=NO_P1)
    assert isinstance(verdict, Fail)
    assert "plan missing: Microsoft Entra ID P1" in str(verdict.message)


@pytest.mark.parametrize("state", ["disabled", "enabledForReportingButNotEnforced"])
def test_a_policy_that_is_not_on_proves_nothing(state):
    assert outcomes(mfa(state=state)) == [Fail]


@pytest.mark.parametrize(
    "change",
    [
        {USERS + "includeUsers": ["None"]},
        {USERS + "includeUsers": [], USERS + "includeGroups": [GROUP]},
        {USERS + "includeUsers": [], USERS + "includeRoles": ["62e90394-69f5-4237-9190-012177145e10"]},
        {APPS + "includeApplications": ["Office365"]},
        {APPS + "includeApplications": [], APPS + "includeUserActions": ["urn:user:registersecurityinfo"]},
        {APPS + "includeApplications": [], APPS + "includeAuthenticationContextClassReferences": ["c1"]},
        {APPS + "applicationFilter": {"mode": "exclude", "rule": "x"}},
        {"conditions__platforms": {"includePlatforms": ["windows"], "excludePlatforms": []}},
        {"conditions__platforms": {"includePlatforms": ["all"], "excludePlatforms": ["linux"]}},
        {"conditions__locations": {"includeLocations": ["All"], "excludeLocations": ["AllTrusted"]}},
        {"conditions__locations": {"includeLocations": ["AllTrusted"], "excludeLocations": []}},
        {"conditions__devices": {"deviceFilter": {"mode": "exclude", "rule": "device.isCompliant -eq True"}}},
        {"conditions__userRiskLevels": ["high"]},
        {"conditions__signInRiskLevels": ["medium", "high"]},
        {"conditions__insiderRiskLevels": "moderate,elevated"},
        {"conditions__authenticationFlows": {"transferMethods": "deviceCodeFlow,authenticationTransfer"}},
        {
            "conditions__clientApplications": {
                "includeServicePrincipals": ["ServicePrincipalsInMyTenant"],
                "excludeServicePrincipals": [],
            }
        },
        {GRANT + "builtInControls": ["mfa", "compliantDevice"]},
        {GRANT + "builtInControls": ["compliantDevice"]},
        {GRANT + "builtInControls": ["mfa"], GRANT + "termsOfUse": ["t"]},
        {GRANT + "builtInControls": ["mfa"], GRANT + "customAuthenticationFactors": ["duo"]},
        {GRANT + "builtInControls": []},
        {GRANT + "builtInControls": ["block"]},
        {GRANT + "builtInControls": ["passwordChange"]},
        {"grantControls": None},
    ],
    ids=str,
)
def test_a_policy_that_does_not_always_require_it_proves_nothing(change):
    assert outcomes(mfa(**change)) == [Fail]


@pytest.mark.parametrize(
    "change",
    [
        {GRANT + "operator": "AND", GRANT + "builtInControls": ["mfa", "compliantDevice"]},
        {GRANT + "operator": "and", GRANT + "termsOfUse": ["t"]},
        {GRANT + "builtInControls": ["mfa", "approvedApplication"]},
        {GRANT + "builtInControls": [], GRANT + "authenticationStrength": STRENGTH},
        {
            "conditions__clientAppTypes": [
                "browser",
                "mobileAppsAndDesktopClients",
                "exchangeActiveSync",
                "other",
            ]
        },
        {"conditions__platforms": {"includePlatforms": ["all"], "excludePlatforms": []}},
        {"conditions__locations": {"includeLocations": ["All"], "excludeLocations": []}},
        {"conditions__authenticationFlows": {"transferMethods": "none"}},
        {"sessionControls": {"signInFrequency": {"isEnabled": True, "value": 4, "type": "hours"}}},
        {USERS + "includeGroups": [GROUP]},
    ],
    ids=str,
)
def test_what_does_not_weaken_the_policy_still_passes(change):
    assert outcomes(mfa(**change)) == [Pass]


@pytest.mark.parametrize(
    ("combinations", "outcome"),
    [
        (["password,sms", "fido2"], Pass),
        (["federatedSingleFactor, voice"], Pass),
        (["password"], Fail),
        (["fido2", "sms"], Fail),
        (["password,email"], Fail),
        (["password,federatedSingleFactor"], Fail),
        (["qrCodePin"], Fail),
        ([], Fail),
    ],
)
def test_a_strength_counts_by_its_combinations_not_by_its_name(combinations, outcome):
    strength = STRENGTH | {"allowedCombinations": combinations}
    given = mfa(grantControls__builtInControls=[], grantControls__authenticationStrength=strength)
    assert outcomes(given) == [outcome]


def test_a_strength_that_says_it_is_no_mfa_fails():
    strength = STRENGTH | {"requirementsSatisfied": "none"}
    given = mfa(grantControls__builtInControls=[], grantControls__authenticationStrength=strength)
    assert outcomes(given) == [Fail]


def test_leaving_out_the_declared_emergency_account_passes():
    policy = mfa(**{USERS + "excludeUsers": [BREAK_GLASS]})
    assert outcomes(policy, looked_up=accounts(GLASS)) == [Pass]


def test_leaving_somebody_out_where_nothing_is_declared_is_undeclared():
    policy = mfa(**{USERS + "excludeUsers": [BREAK_GLASS]})
    (verdict,) = judged(policy, looked_up=accounts(GLASS), declared=None)
    assert isinstance(verdict, Unknown)
    assert verdict.reason is Reason.UNDECLARED
    assert "break_glass_accounts" in str(verdict.message)


def test_leaving_nobody_out_needs_no_declaration():
    assert outcomes(mfa(), declared=None) == [Pass]


def test_leaving_out_anybody_else_fails_and_names_the_account():
    policy = mfa(**{USERS + "excludeUsers": [BREAK_GLASS, OTHER_USER]})
    (verdict,) = judged(policy, looked_up=accounts(GLASS, TARO))
    assert isinstance(verdict, Fail)
    assert OTHER_USER in str(verdict.message)


def test_leaving_out_an_account_that_was_not_looked_up_is_unknown():
    policy = mfa(**{USERS + "excludeUsers": [OTHER_USER]})
    assert outcomes(policy) == [Unknown]


def test_an_account_declared_by_its_id_needs_no_look_up():
    policy = mfa(**{USERS + "excludeUsers": [OTHER_USER]})
    assert outcomes(policy, declared=(OTHER_USER.upper(),)) == [Pass]
