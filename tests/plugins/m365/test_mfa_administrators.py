import pytest

from plugins.m365.checks.mfa_administrators import multi_factor, phishing_resistant
from plugins.m365.rules.role_templates import ALWAYS, GLOBAL_ADMINISTRATOR, SYNCHRONIZATION
from plugins.m365.settings.roles import HeldRole, Holder, Role, RoleAssignment
from scanner import Fail, Pass, Unknown
from tests.plugins.m365.ca import (
    BREAK_GLASS,
    GLASS,
    NO_P1,
    OFF,
    ON,
    OTHER_USER,
    P1,
    STRENGTH,
    TARO,
    accounts,
    exempted,
    mfa,
)

USERS = "conditions__users__"
STRONG = {"grantControls__builtInControls": [], "grantControls__authenticationStrength": STRENGTH}
FOR_ROLES = {USERS + "includeUsers": [], USERS + "includeRoles": list(ALWAYS)}
ALL_GUESTS = {"guestOrExternalUserTypes": "internalGuest,b2bCollaborationGuest"}
INTUNE = "3a2c62db-5318-420d-8d74-23affee5d9d5"


def held(template, *, principal="p1", kind="user", scope="/", built_in=True):
    role = Role(id=template, template=template, name=f"role {template[:4]}", built_in=built_in)
    holder = Holder(id=principal, kind=kind, principal_name=None)
    made = RoleAssignment(
        id=f"{template}-{principal}", role=template, scope=scope, principal=principal, holder=holder
    )
    return HeldRole(assignment=made, role=role)


HANAKO = held(GLOBAL_ADMINISTRATOR)


def resistant(*policies, roles=(HANAKO,), skus=P1, **known):
    return [type(one) for one in phishing_resistant(policies, roles, exempted(**known), skus)]


def least(*policies, roles=(HANAKO,), defaults=OFF, skus=P1, **known):
    return [type(one) for one in multi_factor(policies, roles, exempted(**known), defaults, skus)]


def test_a_strong_policy_for_the_roles_passes_both():
    assert resistant(mfa(**STRONG, **FOR_ROLES)) == [Pass]
    assert least(mfa(**STRONG, **FOR_ROLES)) == [Pass]


def test_a_strong_policy_for_everybody_passes():
    assert resistant(mfa(**STRONG)) == [Pass]


def test_plain_mfa_is_the_least_and_not_more():
    assert least(mfa(**FOR_ROLES)) == [Pass]
    assert resistant(mfa(**FOR_ROLES)) == [Fail]


@pytest.mark.parametrize(
    "combinations",
    [
        ["fido2", "password,sms"],
        ["microsoftAuthenticatorPush"],
        ["deviceBasedPush"],
        ["x509CertificateSingleFactor"],
        [],
    ],
)
def test_a_strength_with_one_weaker_combination_does_not_resist(combinations):
    weak = STRONG | {
        "grantControls__authenticationStrength": STRENGTH | {"allowedCombinations": combinations}
    }
    assert resistant(mfa(**weak, **FOR_ROLES)) == [Fail]


def test_a_strength_beside_another_control_is_no_proof_with_or_and_one_with_and():
    with_device = STRONG | {"grantControls__builtInControls": ["compliantDevice"]}
    assert resistant(mfa(**with_device)) == [Fail]
    assert resistant(mfa(**with_device, grantControls__operator="AND")) == [Pass]


@pytest.mark.parametrize("missing", [GLOBAL_ADMINISTRATOR, "f28a1f50-f6e7-4571-818b-6a12f2af6b6c"])
def test_one_role_less_fails(missing):
    roles = [role for role in ALWAYS if role != missing]
    assert resistant(mfa(**STRONG, **FOR_ROLES | {USERS + "includeRoles": roles})) == [Fail]


def test_two_policies_may_share_the_roles():
    first, second = list(ALWAYS)[:7], list(ALWAYS)[7:]
    one = mfa(**STRONG, **FOR_ROLES | {USERS + "includeRoles": first})
    two = mfa(id="2", **STRONG, **FOR_ROLES | {USERS + "includeRoles": second})
    assert resistant(one, two) == [Pass]


def test_a_further_privileged_role_counts_once_somebody_holds_it():
    assert resistant(mfa(**STRONG, **FOR_ROLES), roles=(HANAKO, held(INTUNE))) == [Fail]
    assert resistant(mfa(**STRONG), roles=(HANAKO, held(INTUNE))) == [Pass]


def test_a_role_of_an_application_is_no_matter_of_sign_in():
    robot = held(INTUNE, kind="servicePrincipal")
    assert resistant(mfa(**STRONG, **FOR_ROLES), roles=(HANAKO, robot)) == [Pass]


@pytest.mark.parametrize(
    "hidden",
    [
        held(GLOBAL_ADMINISTRATOR, principal="p2", scope="/administrativeUnits/1"),
        held("custom", principal="p2", built_in=False),
        HeldRole(assignment=HANAKO.assignment, role=None),
    ],
)
def test_a_role_that_policies_cannot_choose_is_unknown_unless_everybody_is_reached(hidden):
    assert resistant(mfa(**STRONG, **FOR_ROLES), roles=(HANAKO, hidden)) == [Unknown]
    assert resistant(mfa(**STRONG), roles=(HANAKO, hidden)) == [Pass]


def test_the_emergency_account_may_be_left_out_and_nobody_else():
    assert resistant(mfa(**STRONG, **{USERS + "excludeUsers": [BREAK_GLASS]}), looked_up=accounts(GLASS)) == [
        Pass
    ]
    assert resistant(mfa(**STRONG, **{USERS + "excludeUsers": [OTHER_USER]}), looked_up=accounts(TARO)) == [
        Fail
    ]
    assert resistant(mfa(**STRONG, **{USERS + "excludeUsers": [OTHER_USER]})) == [Unknown]


def test_two_policies_with_different_holes_are_unknown_and_a_common_hole_fails():
    one = mfa(**STRONG, **{USERS + "excludeUsers": [OTHER_USER]})
    two = mfa(id="2", **STRONG, **FOR_ROLES, **{USERS + "excludeGuestsOrExternalUsers": ALL_GUESTS})
    assert resistant(one, two, looked_up=accounts(TARO)) == [Unknown]
    same = mfa(id="2", **STRONG, **FOR_ROLES, **{USERS + "excludeUsers": [OTHER_USER]})
    assert resistant(one, same, looked_up=accounts(TARO)) == [Fail]


def test_a_role_that_is_left_out_is_a_way_out_for_whoever_holds_it_too():
    guest_inviter = "95e79109-95c0-4d8e-aee3-d01accf2d47b"
    assert resistant(mfa(**STRONG, **{USERS + "excludeRoles": [guest_inviter]})) == [Fail]


def test_the_synchronisation_role_may_be_left_out_unless_an_administrator_holds_it():
    policy = mfa(**STRONG, **FOR_ROLES, **{USERS + "excludeRoles": [SYNCHRONIZATION]})
    assert resistant(policy, roles=(HANAKO, held(SYNCHRONIZATION, principal="sync"))) == [Pass]
    assert resistant(policy, roles=(HANAKO, held(SYNCHRONIZATION, principal="p1"))) == [Fail]
    in_group = held(GLOBAL_ADMINISTRATOR, principal="g", kind="group")
    assert resistant(policy, roles=(in_group, held(SYNCHRONIZATION, principal="sync"))) == [Unknown]


@pytest.mark.parametrize(
    "change",
    [
        {"state": "enabledForReportingButNotEnforced"},
        {"conditions__applications__includeApplications": ["MicrosoftAdminPortals"]},
        {"conditions__applications__excludeApplications": ["Office365"]},
        {"conditions__clientAppTypes": ["browser", "mobileAppsAndDesktopClients"]},
        {"conditions__locations": {"includeLocations": ["All"], "excludeLocations": ["AllTrusted"]}},
        {"conditions__signInRiskLevels": ["high"]},
    ],
    ids=str,
)
def test_a_policy_with_a_way_around_fails(change):
    assert resistant(mfa(**STRONG, **FOR_ROLES, **change)) == [Fail]


def test_a_new_word_is_unknown():
    assert resistant(mfa(**STRONG, **FOR_ROLES, conditions__newCondition=True)) == [Unknown]


def test_security_defaults_are_the_least_and_not_more():
    assert least(defaults=ON) == [Pass]
    assert resistant() == [Fail]


def test_without_the_plan_it_fails_with_the_plan():
    (verdict,) = phishing_resistant((), (HANAKO,), exempted(), NO_P1)
    assert str(verdict.message) == "plan missing: Microsoft Entra ID P1"
    (verdict,) = multi_factor((), (HANAKO,), exempted(), OFF, NO_P1)
    assert str(verdict.message) == "plan missing: Microsoft Entra ID P1"
