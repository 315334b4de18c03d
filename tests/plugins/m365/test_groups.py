"""Answers written from documentation: learn.microsoft.com/graph/api/group-list, …/api/user-list-memberof."""

from dataclasses import replace

import pytest

from plugins.m365.checks.groups import no_guests, owned, private, section
from plugins.m365.collectors.groups import groups, guest_groups
from plugins.m365.endpoints import GROUPS
from plugins.m365.failures import FailedError
from plugins.m365.settings.groups import GuestGroups, UnifiedGroup
from scanner import Fail, NotApplicable, Pass, Unknown
from tests.plugins.m365.replay import collected, page, player, run

TAX = UnifiedGroup(id="g1", name="Tax section", visibility="Private", owners=2, sections=("Tax",), unplaced=0)
GUEST = GuestGroups(
    id="u9", principal_name="ume_partner.example#EXT#@aozora.example", enabled=True, groups=(), complete=True
)
OWNER = {"@odata.type": "#microsoft.graph.user", "id": "u1", "department": "Tax"}
ROW = {
    "id": "g1",
    "displayName": "Tax section",
    "visibility": "Private",
    "owners": [OWNER, OWNER | {"id": "u2", "department": "Tax "}],
}
USERS = "GET /v1.0/users"
GUEST_ROW = {
    "id": "u9",
    "userPrincipalName": GUEST.principal_name,
    "accountEnabled": True,
    "memberOf": [
        {"@odata.type": "#microsoft.graph.group", "id": "g1"},
        {"@odata.type": "#microsoft.graph.directoryRole", "id": "r1"},
    ],
}


def outcomes(verdicts):
    return [type(one) for one in verdicts]


def test_closed_groups_with_owners_pass_together():
    found = (TAX, replace(TAX, id="g2", visibility="HiddenMembership"))
    assert outcomes(private(found)) == outcomes(owned(found)) == [Pass]


@pytest.mark.parametrize(
    ("visibility", "expected"), [("Public", Fail), (None, Unknown), ("BrandNew", Unknown)]
)
def test_a_group_that_is_not_closed_does_not_pass(visibility, expected):
    assert outcomes(private((TAX, replace(TAX, id="g2", visibility=visibility)))) == [expected]


def test_a_group_without_an_owner_fails():
    assert outcomes(owned((TAX, replace(TAX, id="g2", owners=0)))) == [Fail]


def test_without_groups_there_is_nothing_to_judge():
    assert outcomes(private(())) == outcomes(owned(())) == [NotApplicable]
    assert outcomes(section(())) == outcomes(no_guests((), ())) == [NotApplicable]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, Pass),
        ({"sections": ("Tax", "Welfare")}, Fail),
        ({"sections": ("Tax", "Welfare"), "unplaced": 1}, Fail),
        ({"unplaced": 1}, Unknown),
        ({"sections": (), "unplaced": 2}, Unknown),
        ({"owners": 19}, Pass),
        ({"owners": 20}, Unknown),
    ],
    ids=str,
)
def test_the_owners_of_a_group_belong_to_one_section(change, expected):
    assert outcomes(section([replace(TAX, **change)])) == [expected]


def test_a_group_that_nobody_owns_has_no_section_to_ask_for():
    orphan = replace(TAX, id="g2", owners=0, sections=())
    assert outcomes(section([orphan])) == [NotApplicable]
    assert outcomes(section([TAX, orphan])) == [Pass]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, Pass),
        ({"groups": ("g1",)}, Fail),
        ({"groups": ("g2",)}, Pass),
        ({"groups": ("g1",), "enabled": False}, Pass),
        ({"complete": False}, Unknown),
        ({"complete": False, "enabled": False}, Pass),
    ],
    ids=str,
)
def test_a_guest_who_can_sign_in_is_in_no_group(change, expected):
    assert outcomes(no_guests([TAX], [replace(GUEST, **change)])) == [expected]


def test_the_guests_of_a_group_are_told_together_beside_what_is_not_shown():
    several = [replace(GUEST, id=one, groups=("g1",)) for one in ("1", "2")]
    fail, unknown = no_guests([TAX], [*several, replace(GUEST, complete=False)])
    assert dict(fail.message.params) == {"count": 2}
    assert isinstance(unknown, Unknown)


def test_without_guests_every_group_passes():
    assert outcomes(no_guests([TAX], [])) == [Pass]


def test_only_microsoft_365_groups_are_asked_for():
    played = player({f"GET {GROUPS.path}?$filter=groupTypes/any(c:c eq 'Unified')": page([ROW])})
    assert run(played, groups) == [TAX]


def test_owners_that_were_not_expanded_are_malformed_not_none():
    with pytest.raises(FailedError, match="owners"):
        collected(groups, {f"GET {GROUPS.path}": page([ROW | {"owners": None}])})


def test_an_owner_who_shows_an_id_alone_has_no_section_that_is_known():
    hidden = [OWNER, {"@odata.type": "#microsoft.graph.user", "id": "u2"}, OWNER | {"department": " "}]
    [found] = collected(groups, {f"GET {GROUPS.path}": page([ROW | {"owners": hidden}])})
    assert (found.owners, found.sections, found.unplaced) == (3, ("Tax",), 2)


def test_a_guests_groups_are_read_without_roles():
    [found] = collected(guest_groups, {f"{USERS}?$filter=userType eq 'Guest'": page([GUEST_ROW])})
    assert found == replace(GUEST, groups=("g1",))


def test_memberships_that_fill_what_can_be_shown_may_go_on():
    many = [{"@odata.type": "#microsoft.graph.group", "id": str(number)} for number in range(20)]
    rows = [GUEST_ROW | {"memberOf": many}, GUEST_ROW | {"memberOf": many[1:]}]
    assert [one.complete for one in collected(guest_groups, {USERS: page(rows)})] == [False, True]


def test_memberships_that_were_not_expanded_are_malformed_not_none():
    with pytest.raises(FailedError, match="memberOf"):
        collected(guest_groups, {USERS: page([GUEST_ROW | {"memberOf": None}])})


def test_a_kind_of_membership_that_no_page_lists_is_a_gap():
    row = GUEST_ROW | {"memberOf": [{"@odata.type": "#microsoft.graph.brandNew", "id": "n1"}]}
    with pytest.raises(FailedError, match="not a kind of membership"):
        collected(guest_groups, {USERS: page([row])})
