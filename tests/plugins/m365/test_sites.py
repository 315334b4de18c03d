"""Answers in the envelope of learn.microsoft.com/openspecs/sharepoint_protocols/ms-csom.

No page describes the rows; what they mean stands at …/microsoft.online.sharepoint.powershell/get-sposite.
"""

from dataclasses import replace

import pytest

from plugins.m365.checks.sites import everyone, grouped, no_guests
from plugins.m365.collectors.sites import claims, sites
from plugins.m365.endpoints_admin import SPO_SITES, SPO_TENANT
from plugins.m365.failures import FailedError
from plugins.m365.settings.groups import UnifiedGroup
from plugins.m365.settings.sites import Claims, Site
from scanner import Fail, Gap, NotApplicable, Pass, Reading, Reason, Resource, Unknown
from scanner.text import Message
from tests.plugins.m365.replay import collected, player, run
from tests.plugins.m365.test_sharepoint import GOOD

ID = "c0000000-0000-4000-8000-000000000011"
TAX = Site(
    url="https://aozora.sharepoint.com/sites/zeimu", title="税務課", template="GROUP#0", sharing=0, group=ID
)
NONE = "/Guid(00000000-0000-0000-0000-000000000000)/"
GROUP = UnifiedGroup(id=ID, name="税務課", visibility="Private", owners=1, sections=("税務課",), unplaced=0)
ROW = {
    "Url": TAX.url,
    "Title": TAX.title,
    "Template": "GROUP#0",
    "SharingCapability": 0,
    "GroupId": f"/Guid({ID})/",
    "RelatedGroupId": NONE,
}
PICKER = Claims(everyone=False, staff=False, all_users=False)
ALLOWED = Reading((replace(GOOD, sharing="externalUserSharingOnly"),))
SHUT = Reading((replace(GOOD, sharing="disabled"),))
UNREAD = Reading((), gaps=(Gap("sharing", Resource("t", "t"), Reason.DENIED, Message.of("denied")),))
TENANT = {
    "ShowEveryoneClaim": False,
    "ShowEveryoneExceptExternalUsersClaim": False,
    "ShowAllUsersClaim": False,
}


def outcomes(verdicts):
    return [type(one) for one in verdicts]


def listed(*rows):
    page = {"_Child_Items_": list(rows), "NextStartIndexFromSharePoint": None}
    answer = [{"ErrorInfo": None}, 2, {"IsNull": False}, page]
    return collected(sites, {f"POST {SPO_SITES.path}#{SPO_SITES.name}": answer})


def picker(**changes):
    return collected(claims, {f"GET {SPO_TENANT.path}": {"d": TENANT | changes}})


def test_sites_of_groups_that_are_closed_to_guests_pass_together():
    both = (TAX, replace(TAX, url="2"))
    assert outcomes(grouped(both, [GROUP])) == outcomes(no_guests(both, ALLOWED)) == [Pass]


def test_of_a_site_without_a_group_nobody_can_tell_whose_it_is():
    assert outcomes(grouped([TAX, replace(TAX, url="2", group="")], [GROUP])) == [Unknown]


def test_a_site_whose_group_was_deleted_is_nobodys_that_can_be_told():
    assert outcomes(grouped([TAX], [replace(GROUP, id="another")])) == [Unknown]
    assert outcomes(grouped([TAX], [replace(GROUP, id=ID.upper())])) == [Pass]


@pytest.mark.parametrize("sharing", [1, 2, 3])
def test_a_site_that_lets_guests_in_fails(sharing):
    assert outcomes(no_guests([TAX, replace(TAX, url="2", sharing=sharing)], ALLOWED)) == [Fail]


def test_a_site_is_no_more_open_than_its_tenant():
    shared = replace(TAX, sharing=2)
    assert outcomes(no_guests([shared], SHUT)) == [Pass]
    [verdict] = no_guests([shared], UNREAD)
    assert (type(verdict), verdict.reason) == (Unknown, Reason.DENIED)
    assert outcomes(no_guests([TAX], UNREAD)) == [Pass]


@pytest.mark.parametrize("tenant", [ALLOWED, UNREAD], ids=["read", "unread"])
def test_a_sharing_that_no_page_lists_is_unknown(tenant):
    assert outcomes(no_guests([replace(TAX, sharing=4)], tenant)) == [Unknown]


def test_without_sites_there_is_nothing_to_judge():
    assert outcomes(grouped([], [])) == outcomes(no_guests([], ALLOWED)) == [NotApplicable]


@pytest.mark.parametrize("change", ["everyone", "staff", "all_users"])
def test_a_people_picker_that_offers_everybody_fails(change):
    assert outcomes(everyone(PICKER)) == [Pass]
    assert outcomes(everyone(replace(PICKER, **{change: True}))) == [Fail]


def test_a_site_is_read_with_its_group():
    assert listed(ROW) == [TAX]


def test_the_site_of_a_channel_belongs_to_the_group_of_its_team():
    channel = ROW | {"GroupId": NONE, "RelatedGroupId": f"/Guid({ID.upper()})/", "Template": "TEAMCHANNEL#1"}
    assert [one.group for one in listed(channel, channel | {"RelatedGroupId": NONE})] == [ID, ""]


def test_a_persons_own_site_is_none_of_a_section():
    assert listed(ROW | {"Template": "SPSPERS#10"}) == []


def test_a_malformed_site_hides_no_other():
    page = {"_Child_Items_": [ROW | {"GroupId": "?"}, ROW], "NextStartIndexFromSharePoint": None}
    answers = {f"POST {SPO_SITES.path}#{SPO_SITES.name}": [{"ErrorInfo": None}, page]}

    async def work(m365):
        found = await sites(m365)
        with pytest.raises(FailedError, match="GroupId"):
            await anext(found)
        return [one async for one in found]

    assert run(player(answers), work) == [TAX]


@pytest.mark.parametrize(
    "change", [{"GroupId": "11"}, {"GroupId": None}, {"SharingCapability": "0"}], ids=str
)
def test_a_site_that_does_not_say_it_as_expected_is_malformed(change):
    with pytest.raises(FailedError, match=next(iter(change))):
        listed(ROW | change)


def test_the_people_picker_is_read_and_a_switch_that_is_missing_is_malformed():
    assert picker() == [PICKER]
    with pytest.raises(FailedError, match="ShowAllUsersClaim"):
        picker(ShowAllUsersClaim=None)
