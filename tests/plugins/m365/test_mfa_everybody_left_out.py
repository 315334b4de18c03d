import pytest
from hypothesis import given, strategies as st

from plugins.m365.checks.mfa_everybody import mfa_for_everybody
from plugins.m365.settings.exclusions import ExcludedAccount, ExcludedUser
from scanner import Fail, Pass, Reason, Unknown
from tests.plugins.m365.ca import (
    BREAK_GLASS,
    GLASS,
    GROUP,
    MFA_ALL,
    OFF,
    ON,
    OTHER_USER,
    P1,
    TARO,
    accounts,
    changed,
    exempted,
    legacy_block,
    members,
    mfa,
    read,
)

USERS = "conditions__users__"
APPS = "conditions__applications__"
GRANT = "grantControls__"


def judged(*policies, defaults=OFF, skus=P1, **known):
    return list(mfa_for_everybody(policies, exempted(**known), defaults, skus))


def outcomes(*policies, **given):
    return [type(one) for one in judged(*policies, **given)]


def test_an_account_whose_name_is_hidden_is_unknown():
    policy = mfa(**{USERS + "excludeUsers": [OTHER_USER]})
    hidden = type(TARO)(id=OTHER_USER, principal_name=None)
    assert outcomes(policy, looked_up=accounts(hidden)) == [Unknown]


def test_a_deleted_account_is_no_way_in():
    policy = mfa(**{USERS + "excludeUsers": [OTHER_USER]})
    gone = (ExcludedAccount(user=ExcludedUser(id=OTHER_USER), account=None),)
    assert outcomes(policy, looked_up=gone) == [Pass]


def test_an_excluded_group_is_judged_by_its_members():
    policy = mfa(**{USERS + "excludeGroups": [GROUP]})
    assert outcomes(policy, groups=members(GLASS)) == [Pass]
    assert outcomes(policy, groups=members()) == [Pass]
    assert outcomes(policy, groups=members(GLASS, TARO)) == [Fail]
    assert outcomes(policy) == [Unknown]


@pytest.mark.parametrize(
    "change",
    [
        {USERS + "excludeRoles": ["d29b2b05-8046-44ba-8758-1e26182fcf32"]},
        {USERS + "excludeUsers": ["GuestsOrExternalUsers"]},
        {
            USERS + "excludeGuestsOrExternalUsers": {
                "guestOrExternalUserTypes": "internalGuest,serviceProvider"
            }
        },
        {APPS + "excludeApplications": ["Office365"]},
        {"conditions__clientAppTypes": ["browser", "mobileAppsAndDesktopClients"]},
        {"conditions__clientAppTypes": ["browser"]},
    ],
    ids=str,
)
def test_leaving_out_roles_guests_apps_or_clients_fails(change):
    assert outcomes(mfa(**change)) == [Fail]


def test_modern_clients_are_enough_where_legacy_ones_are_blocked():
    modern = mfa(conditions__clientAppTypes=["browser", "mobileAppsAndDesktopClients"])
    assert outcomes(modern, legacy_block()) == [Pass]
    assert outcomes(modern, legacy_block(state="disabled")) == [Fail]
    assert outcomes(modern, legacy_block(conditions__users__excludeUsers=[OTHER_USER])) == [Fail]
    assert outcomes(modern, legacy_block(conditions__clientAppTypes=["other"])) == [Fail]


def test_guests_whom_another_policy_may_reach_are_unknown_not_failed():
    without = mfa(**{USERS + "excludeUsers": ["GuestsOrExternalUsers"]})
    guests = mfa(id="2", **{USERS + "includeUsers": ["GuestsOrExternalUsers"]})
    assert outcomes(without, guests) == [Unknown]


def test_an_excluded_app_that_another_policy_names_is_unknown():
    app = "0a000000-0000-4000-8000-000000000001"
    without = mfa(**{APPS + "excludeApplications": [app]})
    named = mfa(id="2", **{APPS + "includeApplications": [app]})
    assert outcomes(without, named) == [Unknown]


def test_two_policies_that_leave_out_the_same_account_fail():
    one = mfa(**{USERS + "excludeUsers": [OTHER_USER]})
    two = mfa(id="2", **{USERS + "excludeUsers": [OTHER_USER, BREAK_GLASS]})
    assert outcomes(one, two, looked_up=accounts(GLASS, TARO)) == [Fail]


def test_two_policies_with_different_holes_are_unknown():
    one = mfa(**{USERS + "excludeUsers": [OTHER_USER]})
    two = mfa(id="2", **{USERS + "excludeRoles": ["role"]})
    assert outcomes(one, two, looked_up=accounts(TARO)) == [Unknown]


def test_security_defaults_alone_are_unknown():
    assert outcomes(defaults=ON) == [Unknown]


def test_a_policy_with_a_new_word_is_unknown_and_names_it():
    (verdict,) = judged(
        mfa(grantControls__builtInControls=["mfa", "brainScan"], grantControls__operator="AND")
    )
    assert isinstance(verdict, Unknown)
    assert verdict.reason is Reason.MALFORMED
    assert "brainScan" in str(verdict.message)


def test_a_good_policy_passes_beside_one_with_a_new_word():
    assert outcomes(mfa(), mfa(id="2", conditions__newCondition={"x": 1})) == [Pass]


def test_a_new_word_in_a_policy_that_is_off_changes_nothing():
    assert outcomes(mfa(state="disabled", newKey="x")) == [Fail]


WORDS = st.text("abcdefghij", min_size=4, max_size=12).map(lambda text: f"new{text}")
PLACES = [
    *("", "conditions", "conditions.users", "conditions.applications", "grantControls"),
    *("conditions.locations", "conditions.devices", "sessionControls"),
]
LISTS = [
    *("conditions.clientAppTypes", "conditions.userRiskLevels", "conditions.signInRiskLevels"),
    *("conditions.applications.includeUserActions", "grantControls.builtInControls"),
]


@st.composite
def strange(draw):
    """A policy of any kind with a key or a member that no page lists, and the same one without it."""
    base = draw(
        st.sampled_from(
            [{}, {"conditions.clientAppTypes": ["browser"]}, {"grantControls.builtInControls": []}]
        )
    )
    held = {
        "conditions.locations": {"includeLocations": ["All"]},
        "conditions.devices": {},
        "sessionControls": {},
    }
    plain = changed(MFA_ALL, held | base)
    word = draw(WORDS)
    if draw(st.booleans()):
        place = draw(st.sampled_from(PLACES))
        value = draw(st.one_of(st.just(True), st.just(0), st.text(min_size=1), st.just({"a": 1})))
        return plain, changed(plain, {f"{place}.{word}".lstrip("."): value})
    place = draw(st.sampled_from(LISTS))
    inner = plain
    for key in place.split("."):
        inner = inner[key]
    return plain, changed(plain, {place: [*inner, word]})


@given(strange(), st.booleans())
def test_a_new_word_never_makes_a_pass(pair, with_defaults):
    plain, new = pair
    defaults = ON if with_defaults else OFF
    assert read(new).unrecognised
    assert Pass not in outcomes(read(new), defaults=defaults)
    if Pass not in outcomes(read(plain), defaults=defaults):
        assert Pass not in outcomes(read(plain), read(new), defaults=defaults)
