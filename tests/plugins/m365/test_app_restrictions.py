import pytest

from plugins.m365.checks.app_restrictions import EXCHANGE, SHAREPOINT, restricted_sessions
from scanner import Fail, Pass, Unknown
from tests.plugins.m365.ca import NO_P1, OTHER_USER, P1, TARO, accounts, exempted, mfa

SESSION = {
    "disableResilienceDefaults": None,
    "applicationEnforcedRestrictions": {"isEnabled": True},
    "cloudAppSecurity": None,
    "signInFrequency": None,
    "persistentBrowser": None,
}
APPS = "conditions__applications__"
GOOD = {"grantControls": None, "sessionControls": SESSION, APPS + "includeApplications": ["Office365"]}


def cloud_app(kind, *, on=True):
    control = {"isEnabled": on, "cloudAppSecurityType": kind}
    return {
        "sessionControls": SESSION | {"applicationEnforcedRestrictions": None, "cloudAppSecurity": control}
    }


def judged(*policies, skus=P1, **known):
    return list(restricted_sessions(policies, exempted(**known), skus))


def outcomes(*policies, **given):
    return [type(one) for one in judged(*policies, **given)]


def test_app_enforced_restrictions_for_everybody_pass_and_say_what_they_leave_open():
    (verdict,) = judged(mfa(**GOOD))
    assert isinstance(verdict, Pass)
    assert "managed devices and desktop clients need another measure" in str(verdict.message)


@pytest.mark.parametrize(
    "apps", [["All"], [SHAREPOINT, EXCHANGE], ["Office365", "0a000000-0000-4000-8000-000000000001"]]
)
def test_the_apps_may_be_named_in_several_ways(apps):
    assert outcomes(mfa(**GOOD | {APPS + "includeApplications": apps})) == [Pass]


def test_blocked_downloads_pass():
    assert outcomes(mfa(**GOOD | cloud_app("blockDownloads"))) == [Pass]


def test_browsers_alone_are_enough():
    assert outcomes(mfa(**GOOD, conditions__clientAppTypes=["browser"])) == [Pass]


def test_an_app_that_does_not_matter_here_may_be_left_out():
    assert outcomes(mfa(**GOOD, **{APPS + "excludeApplications": ["MicrosoftAdminPortals"]})) == [Pass]


@pytest.mark.parametrize(
    "change",
    [
        {"state": "enabledForReportingButNotEnforced"},
        {"sessionControls": SESSION | {"applicationEnforcedRestrictions": {"isEnabled": False}}},
        {"sessionControls": None},
        {APPS + "includeApplications": [SHAREPOINT]},
        {APPS + "excludeApplications": [EXCHANGE]},
        {"conditions__clientAppTypes": ["mobileAppsAndDesktopClients"]},
        {"conditions__locations": {"includeLocations": ["All"], "excludeLocations": ["AllTrusted"]}},
        {"conditions__users__includeUsers": ["GuestsOrExternalUsers"]},
        cloud_app("monitorOnly"),
        cloud_app("mcasConfigured"),
        cloud_app("blockDownloads", on=False),
    ],
    ids=str,
)
def test_less_than_that_fails(change):
    assert outcomes(mfa(**GOOD | change)) == [Fail]


def test_somebody_left_out_fails():
    assert outcomes(mfa(**GOOD, conditions__users__excludeUsers=[OTHER_USER]), looked_up=accounts(TARO)) == [
        Fail
    ]


def test_a_session_control_that_no_page_lists_is_unknown():
    assert outcomes(mfa(**GOOD | {"sessionControls": SESSION | {"newControl": {"isEnabled": True}}})) == [
        Unknown
    ]


def test_without_the_plan_it_fails_with_the_plan():
    (verdict,) = judged(skus=NO_P1)
    assert isinstance(verdict, Fail)
    assert str(verdict.message) == "plan missing: Microsoft Entra ID P1"
