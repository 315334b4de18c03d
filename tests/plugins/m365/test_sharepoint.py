from dataclasses import replace

import pytest

from plugins.m365.checks.sharepoint import legacy_authentication, sharing, sharing_domains, unmanaged_sync
from plugins.m365.collectors.sharepoint import sharepoint
from plugins.m365.endpoints import SHAREPOINT
from plugins.m365.settings.sharepoint import SharePoint
from scanner import (
    DeclaredDomain,
    Fail,
    Gap,
    Message,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Resource,
    Unknown,
)
from scanner.testing import Fault, Reply
from tests.plugins.m365.replay import collected, player, run

GOOD = SharePoint(
    sharing="disabled",
    domain_mode="none",
    allowed_domains=(),
    resharing_by_guests=False,
    legacy_authentication=False,
    unmanaged_sync_restricted=True,
    sync_domains=("786548dd-877b-4760-a749-6b1efbc1190a",),
    mac_sync=False,
    idle_seconds=None,
)
SHARING = replace(GOOD, sharing="externalUserSharingOnly", domain_mode="allowList")
DECLARED = Reading((DeclaredDomain(domain="Partner.example"),))
NOTHING = Reading((), (Gap("declared", Resource("t", "t"), Reason.UNDECLARED, Message.of("nothing")),))

# Written from documentation: learn.microsoft.com/graph/api/sharepointsettings-get (v1.0).
ANSWER = {
    "allowedDomainGuidsForSyncApp": ["786548dd-877b-4760-a749-6b1efbc1190a"],
    "idleSessionSignOut": {"isEnabled": True, "warnAfterInSeconds": 120, "signOutAfterInSeconds": 300},
    "isLegacyAuthProtocolsEnabled": False,
    "isMacSyncAppEnabled": False,
    "isResharingByExternalUsersEnabled": True,
    "isUnmanagedSyncAppForTenantRestricted": True,
    "sharingAllowedDomainList": ["partner.example"],
    "sharingBlockedDomainList": [],
    "sharingCapability": "externalUserSharingOnly",
    "sharingDomainRestrictionMode": "allowList",
}


def outcomes(check, *given):
    return [type(one) for one in check(*given)]


def read(answer):
    return collected(sharepoint, {"GET " + SHAREPOINT.path: answer})


def test_the_documented_answer_is_read():
    (found,) = read(ANSWER)
    assert found == replace(
        SHARING, allowed_domains=("partner.example",), resharing_by_guests=True, idle_seconds=300
    )


def test_the_answer_may_stand_inside_value_as_on_the_page():
    assert read({"value": ANSWER}) == read(ANSWER)


@pytest.mark.parametrize("key", [key for key in ANSWER if isinstance(ANSWER[key], bool | str)])
def test_a_field_that_is_missing_is_malformed(key):
    with pytest.raises(Exception, match=key):
        read({name: value for name, value in ANSWER.items() if name != key})


def test_a_tenant_without_sharepoint_is_a_gap_for_want_of_the_plan():
    refusal = Reply(400, {"error": {"code": "BadRequest", "message": "Tenant does not have a SPO license."}})
    with pytest.raises(Exception, match="no plan") as caught:
        run(player({}, faults=[Fault(SHAREPOINT.path, refusal)]), sharepoint)
    assert caught.value.failure.reason is Reason.UNLICENSED


def test_no_sharing_passes():
    assert outcomes(sharing, GOOD) == [Pass]


def test_sharing_with_anyone_fails():
    assert outcomes(sharing, replace(GOOD, sharing="externalUserAndGuestSharing")) == [Fail]


@pytest.mark.parametrize("level", ["externalUserSharingOnly", "existingExternalUserSharingOnly"])
def test_sharing_with_guests_leaves_the_default_link_unknown(level):
    assert outcomes(sharing, replace(GOOD, sharing=level)) == [Pass, Unknown]


def test_a_level_of_sharing_that_no_page_lists_is_unknown():
    assert outcomes(sharing, replace(GOOD, sharing="onTuesdays")) == [Unknown]


def test_domains_do_not_matter_where_nothing_is_shared():
    assert outcomes(sharing_domains, GOOD, DECLARED) == [NotApplicable]


@pytest.mark.parametrize("mode", ["none", "blockList"])
def test_sharing_without_an_allow_list_fails(mode):
    assert outcomes(sharing_domains, replace(SHARING, domain_mode=mode), DECLARED) == [Fail]


def test_an_allow_list_of_declared_domains_passes():
    assert outcomes(sharing_domains, replace(SHARING, allowed_domains=("partner.example",)), DECLARED) == [
        Pass
    ]


def test_an_allow_list_with_another_domain_fails():
    listed = replace(SHARING, allowed_domains=("partner.example", "gmail.example"))
    assert outcomes(sharing_domains, listed, DECLARED) == [Fail]


def test_an_allow_list_where_nothing_was_declared_is_undeclared():
    listed = replace(SHARING, allowed_domains=("partner.example",))
    (verdict,) = sharing_domains(listed, NOTHING)
    assert verdict.reason is Reason.UNDECLARED
    assert "partner_domains" in str(verdict.message)


def test_an_empty_allow_list_lets_nobody_in():
    assert outcomes(sharing_domains, SHARING, NOTHING) == [Pass]


def test_a_mode_that_no_page_lists_is_unknown():
    assert outcomes(sharing_domains, replace(SHARING, domain_mode="maybe"), DECLARED) == [Unknown]


def test_sync_on_listed_computers_alone_passes():
    assert outcomes(unmanaged_sync, GOOD) == [Pass]


def test_sync_on_any_computer_fails():
    assert outcomes(unmanaged_sync, replace(GOOD, unmanaged_sync_restricted=False)) == [Fail]


def test_the_mac_client_is_a_way_around():
    assert outcomes(unmanaged_sync, replace(GOOD, mac_sync=True)) == [Fail]


def test_a_restriction_without_a_domain_is_unknown():
    assert outcomes(unmanaged_sync, replace(GOOD, sync_domains=())) == [Unknown]


def test_legacy_authentication_fails_and_its_refusal_passes():
    assert outcomes(legacy_authentication, GOOD) == [Pass]
    assert outcomes(legacy_authentication, replace(GOOD, legacy_authentication=True)) == [Fail]
