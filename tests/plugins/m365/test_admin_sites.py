"""The SharePoint admin site and the Teams configuration service."""

import pytest

from plugins.m365.endpoints_admin import SPO_SITES, SPO_TENANT, TEAMS_CLIENT, TEAMS_MEETING_POLICIES
from plugins.m365.failures import FailedError
from plugins.m365.options import M365Options
from scanner import Reason
from scanner.testing import Fault, Reply
from tests.plugins.m365.replay import TENANT, player, run
from tests.plugins.m365.test_hosts import failure, one_of, rows_of


def test_the_admin_site_is_found_by_the_tenants_own_name():
    body = {"value": [{"verifiedDomains": [{"isInitial": True, "name": "aozora.onmicrosoft.com"}]}]}
    played = player({"GET /v1.0/organization": body, "GET /_api/SPO.Tenant": {"d": {"SharingCapability": 0}}})
    found = run(played, one_of(SPO_TENANT), options=M365Options(tenant_id=TENANT, auth="token"))
    assert found.number("sharingcapability") == 0
    assert played.log[-1].headers["host"] == "aozora-admin.sharepoint.com"
    assert played.log[-1].headers["accept"] == "application/json;odata=verbose"
    assert played.log[-1].headers["authorization"] == "Bearer token-of-sharepoint"


def test_an_admin_site_that_cannot_be_found_says_which_line_to_write():
    options = M365Options(tenant_id=TENANT, auth="token")
    with pytest.raises(FailedError, match="domain:"):
        run(player({}), one_of(SPO_TENANT), options=options)


def sites(*listed, after=None, error=None):
    page = {"_Child_Items_": [{"Url": one} for one in listed], "NextStartIndexFromSharePoint": after}
    return Reply(200, [{"ErrorInfo": error}, 2, {"IsNull": False}, 5, page])


def asked_sites(*replies):
    path = SPO_SITES.path
    faults = [Fault(path, reply, times=1, after=at, method="POST") for at, reply in enumerate(replies)]
    return player({}, faults=faults)


def test_sites_are_read_page_by_page():
    played = asked_sites(sites("a", "b", after="2"), sites("c"))
    assert [row.text("url") for row in run(played, rows_of(SPO_SITES))] == ["a", "b", "c"]
    assert b'<Parameter Type="String">2</Parameter>' in played.log[1].body


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (sites(error={"ErrorTypeName": "System.UnauthorizedAccessException"}), Reason.DENIED),
        (sites(error={"ErrorTypeName": "Microsoft.SharePoint.Client.ServerException"}), Reason.MALFORMED),
        (sites("a", after="<x/>"), Reason.MALFORMED),
        (sites("a", after=7), Reason.MALFORMED),
        (Reply(200, [{"ErrorInfo": None}]), Reason.MALFORMED),
        (Reply(200, {"d": {}}), Reason.MALFORMED),
        (Reply(403, b""), Reason.DENIED),
    ],
)
def test_a_list_of_sites_that_fails_is_a_gap(reply, reason):
    assert failure(asked_sites(reply), rows_of(SPO_SITES)).reason is reason


def test_every_policy_of_teams_is_read():
    listed = [{"Identity": "Global"}, {"Identity": "Tag:Kiosk"}]
    played = player({f"GET {TEAMS_MEETING_POLICIES.path}": listed})
    assert [one.text("identity") for one in run(played, rows_of(TEAMS_MEETING_POLICIES))] == [
        "Global",
        "Tag:Kiosk",
    ]
    assert played.log[0].headers["x-ms-tenant-id"] == TENANT
    assert played.log[0].headers["authorization"] == "Bearer token-of-teams"


def test_one_object_of_teams_may_come_alone_or_in_a_list():
    for body in ({"AllowBox": False}, [{"AllowBox": False}]):
        assert run(player({f"GET {TEAMS_CLIENT.path}": body}), one_of(TEAMS_CLIENT)).flag("allowbox") is False
