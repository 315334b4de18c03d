from dataclasses import replace

import pytest

from plugins.m365.checks.consent import admin_consent, user_consent
from plugins.m365.checks.guests import invitations, role
from plugins.m365.collectors.authorization import admin_consent as read_admin_consent, authorization
from plugins.m365.endpoints import ADMIN_CONSENT, AUTHORIZATION
from plugins.m365.settings.authorization import AdminConsent, Authorization
from scanner import Fail, Pass, Unknown
from tests.plugins.m365.replay import collected

GOOD = Authorization(
    invites_from="adminsAndGuestInviters",
    guest_role="2af84b1e-32c8-42b7-82bc-daa82404023b",
    grants=(),
    risky_apps=None,
    create_apps=False,
    create_tenants=False,
    create_groups=False,
)
OWN = "ManagePermissionGrantsForSelf."

# Written from documentation: learn.microsoft.com/graph/api/authorizationpolicy-get (v1.0).
ANSWER = {
    "id": "authorizationPolicy",
    "allowInvitesFrom": "everyone",
    "allowUserConsentForRiskyApps": None,
    "blockMsolPowerShell": None,
    "guestUserRoleId": "10dae51f-b6af-4016-8d66-8c2a99b929b3",
    "defaultUserRolePermissions": {
        "allowedToCreateApps": True,
        "allowedToCreateSecurityGroups": True,
        "allowedToCreateTenants": True,
        "allowedToReadOtherUsers": True,
        "permissionGrantPoliciesAssigned": [OWN + "microsoft-user-default-low"],
    },
}


def outcome(check, setting):
    (verdict,) = check(setting)
    return type(verdict)


def test_the_documented_answer_is_read():
    (found,) = collected(authorization, {"GET " + AUTHORIZATION.path: ANSWER})
    assert found == Authorization(
        invites_from="everyone",
        guest_role="10dae51f-b6af-4016-8d66-8c2a99b929b3",
        grants=(OWN + "microsoft-user-default-low",),
        risky_apps=None,
        create_apps=True,
        create_tenants=True,
        create_groups=True,
    )


def test_a_right_to_consent_that_no_page_lists_is_unknown():
    teams = "ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team"
    assert outcome(user_consent, replace(GOOD, grants=(teams,))) is Pass
    assert outcome(user_consent, replace(GOOD, grants=("ManagePermissionGrantsForBrandNew.x",))) is Unknown
    assert (
        outcome(user_consent, replace(GOOD, grants=("brandNew", OWN + "microsoft-user-default-legacy")))
        is Fail
    )


@pytest.mark.parametrize("key", ["allowInvitesFrom", "guestUserRoleId", "defaultUserRolePermissions"])
def test_a_field_that_is_missing_is_malformed(key):
    with pytest.raises(Exception, match=key):
        collected(authorization, {"GET " + AUTHORIZATION.path: ANSWER | {key: None}})


def test_the_consent_workflow_is_read():
    # Written from documentation: learn.microsoft.com/graph/api/adminconsentrequestpolicy-get (v1.0).
    answer = {
        "isEnabled": True,
        "notifyReviewers": True,
        "remindersEnabled": True,
        "requestDurationInDays": 30,
        "reviewers": [{"query": "/users/1", "queryType": "MicrosoftGraph", "queryRoot": None}],
        "version": 1,
    }
    (found,) = collected(read_admin_consent, {"GET " + ADMIN_CONSENT.path: answer})
    assert found == AdminConsent(enabled=True, reviewers=1)


@pytest.mark.parametrize(
    ("grants", "expected"),
    [
        ((), Pass),
        ((OWN + "microsoft-user-default-low",), Pass),
        (
            ("ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team",),
            Pass,
        ),
        ((OWN + "microsoft-user-default-legacy",), Fail),
        ((OWN + "microsoft-user-default-low", OWN + "microsoft-user-default-legacy"), Fail),
        ((OWN + "microsoft-user-default-recommended",), Unknown),
        ((OWN + "own-policy",), Unknown),
        ((OWN.lower() + "MICROSOFT-USER-DEFAULT-LEGACY",), Fail),
    ],
)
def test_user_consent_is_judged_by_the_policies_for_oneself(grants, expected):
    assert outcome(user_consent, replace(GOOD, grants=grants)) is expected


def test_consent_to_risky_applications_fails():
    assert outcome(user_consent, replace(GOOD, risky_apps=True)) is Fail


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (AdminConsent(enabled=True, reviewers=2), Pass),
        (AdminConsent(enabled=True, reviewers=0), Fail),
        (AdminConsent(enabled=False, reviewers=2), Fail),
    ],
)
def test_requests_for_consent_need_a_workflow_and_a_reviewer(setting, expected):
    assert outcome(admin_consent, setting) is expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("none", Pass),
        ("adminsAndGuestInviters", Pass),
        ("adminsGuestInvitersAndAllMembers", Fail),
        ("everyone", Fail),
        ("robots", Unknown),
    ],
)
def test_who_may_invite_guests(who, expected):
    assert outcome(invitations, replace(GOOD, invites_from=who)) is expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("10dae51f-b6af-4016-8d66-8c2a99b929b3", Pass),
        ("2AF84B1E-32C8-42B7-82BC-DAA82404023B", Pass),
        ("a0b1b346-4d3e-4e8b-98f8-753987be4970", Fail),
        ("00000000-0000-0000-0000-000000000000", Unknown),
    ],
)
def test_what_guests_may_see(template, expected):
    assert outcome(role, replace(GOOD, guest_role=template)) is expected
