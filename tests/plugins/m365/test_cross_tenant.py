from dataclasses import replace

import pytest

from plugins.m365.checks.cross_tenant import outbound, partners, restrictions
from plugins.m365.collectors.cross_tenant import default, partners as read_partners
from plugins.m365.endpoints import CROSS_TENANT_DEFAULT, CROSS_TENANT_PARTNERS
from plugins.m365.settings.cross_tenant import Access, CrossTenantDefault, CrossTenantPartner, Part
from scanner import DeclaredPartner, Fail, Gap, Message, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.m365.replay import collected, page

BLOCKED = Access(
    users=Part(access="blocked", targets=("AllUsers",)),
    applications=Part(access="blocked", targets=("AllApplications",)),
)
OPEN = Access(
    users=Part(access="allowed", targets=("AllUsers",)),
    applications=Part(access="allowed", targets=("AllApplications",)),
)
GOOD = CrossTenantDefault(
    service_default=False,
    outbound=BLOCKED,
    direct_outbound=BLOCKED,
    restrictions=BLOCKED,
    trust=None,
    unrecognised=(),
)
TENANT = "99999999-8888-4777-8666-555555555555"
PARTNER = CrossTenantPartner(
    tenant=TENANT, outbound=None, direct_outbound=None, restrictions=None, trust=None, unrecognised=()
)
NOBODY: Reading[DeclaredPartner] = Reading()
DECLARED = Reading((DeclaredPartner(tenant=TENANT.upper()),))
NOTHING = Reading((), (Gap("declared", Resource("t", "t"), Reason.UNDECLARED, Message.of("nothing")),))

PARTLY = [
    OPEN,
    replace(BLOCKED, users=OPEN.users),
    replace(BLOCKED, applications=OPEN.applications),
    replace(BLOCKED, users=Part(access="blocked", targets=("a-group",))),
    replace(BLOCKED, applications=Part(access="blocked", targets=("Office365",))),
    replace(BLOCKED, users=Part(access="allowed", targets=("a-group",))),
]


def side(access, users="AllUsers", applications="AllApplications"):
    return {
        "usersAndGroups": {"accessType": access, "targets": [{"target": users, "targetType": "user"}]},
        "applications": {
            "accessType": access,
            "targets": [{"target": applications, "targetType": "application"}],
        },
    }


# Written from documentation: Get crossTenantAccessPolicyConfigurationDefault, Microsoft Graph v1.0.
ANSWER = {
    "isServiceDefault": False,
    "automaticUserConsentSettings": {"inboundAllowed": False, "outboundAllowed": False},
    "inboundTrust": {
        "isMfaAccepted": False,
        "isCompliantDeviceAccepted": False,
        "isHybridAzureADJoinedDeviceAccepted": False,
    },
    "b2bCollaborationOutbound": side("blocked"),
    "b2bCollaborationInbound": side("allowed"),
    "b2bDirectConnectOutbound": side("blocked"),
    "b2bDirectConnectInbound": side("blocked"),
    "tenantRestrictions": side("blocked") | {"devices": None},
}


def outcome(check, *given):
    (verdict,) = check(*given)
    return type(verdict)


def read(answer):
    return collected(default, {"GET " + CROSS_TENANT_DEFAULT.path: answer})[0]


def test_the_documented_default_is_read():
    found = read(ANSWER)
    assert replace(found, trust=None) == GOOD
    assert found.trust is not None
    assert found.trust.mfa is False


def test_a_way_out_that_no_page_lists_is_kept():
    found = read(ANSWER | {"m365CollaborationOutbound": {"usersAndGroups": {}}})
    assert found.unrecognised == ("m365CollaborationOutbound",)
    assert outcome(outbound, found) is Unknown
    assert outcome(restrictions, found) is Unknown


def test_an_access_type_that_no_page_lists_is_unknown():
    assert outcome(outbound, read(ANSWER | {"b2bCollaborationOutbound": side("sometimes")})) is Unknown


def test_a_default_without_its_outbound_side_is_malformed():
    with pytest.raises(Exception, match="b2bCollaborationOutbound"):
        read(ANSWER | {"b2bCollaborationOutbound": None})


def test_partners_take_over_what_is_null():
    answer = page(
        [{"tenantId": TENANT, "isServiceProvider": None, "b2bCollaborationOutbound": side("allowed")}]
    )
    (found,) = collected(read_partners, {"GET " + CROSS_TENANT_PARTNERS.path: answer})
    assert found == replace(PARTNER, outbound=OPEN)


def test_a_closed_default_passes():
    assert outcome(outbound, GOOD) is Pass


@pytest.mark.parametrize("access", PARTLY)
def test_a_default_that_is_open_in_part_fails(access):
    assert outcome(outbound, replace(GOOD, outbound=access)) is Fail
    assert outcome(outbound, replace(GOOD, direct_outbound=access)) is Fail


def test_restrictions_for_all_pass_and_say_that_enforcement_is_elsewhere():
    (verdict,) = restrictions(GOOD)
    assert isinstance(verdict, Pass)
    assert "has to be shown" in str(verdict.message)


@pytest.mark.parametrize("access", [None, *PARTLY])
def test_restrictions_that_let_somebody_through_fail(access):
    assert outcome(restrictions, replace(GOOD, restrictions=access)) is Fail


def test_settings_that_were_never_touched_are_no_restriction():
    assert outcome(restrictions, replace(GOOD, service_default=True)) is Fail


def test_a_partner_without_exceptions_passes():
    assert outcome(partners, PARTNER, NOBODY) is Pass
    assert outcome(partners, replace(PARTNER, outbound=BLOCKED), NOBODY) is Pass


@pytest.mark.parametrize("field", ["outbound", "direct_outbound", "restrictions"])
def test_an_exception_needs_a_declared_partner(field):
    opened = replace(PARTNER, **{field: OPEN})
    assert outcome(partners, opened, DECLARED) is Pass
    assert outcome(partners, opened, NOBODY) is Fail
    assert outcome(partners, opened, NOTHING) is Unknown


def test_a_partner_with_a_new_word_is_unknown():
    assert outcome(partners, replace(PARTNER, unrecognised=("x",)), NOBODY) is Unknown


def test_a_word_for_targets_that_no_page_lists_is_unknown():
    found = read(ANSWER | {"b2bCollaborationOutbound": side("blocked", users="AllMembers")})
    assert outcome(outbound, found) is Unknown
    some = read(ANSWER | {"b2bCollaborationOutbound": side("blocked", users=TENANT)})
    assert outcome(outbound, some) is Fail
