"""Answers written from documentation: learn.microsoft.com/graph/api/rbacapplication-list-roleassignments,
…/resources/unifiedroleeligibilityscheduleinstance, …/privilegedaccessgroup-list-eligibilityscheduleinstances.
"""

from dataclasses import replace

import pytest

from plugins.m365.collectors.administrators import assigned_people, eligibilities, eligible_people
from plugins.m365.endpoints import GROUP_ELIGIBILITIES, ROLE_ELIGIBILITIES
from plugins.m365.failures import FailedError
from plugins.m365.settings.administrators import GLOBAL_ADMINISTRATOR, RoleEligibility
from plugins.m365.settings.plans import Plan, Sku
from plugins.m365.settings.roles import Holder, RoleAssignment
from scanner import Reading, Reason
from scanner.testing import Fault, Reply
from tests.plugins.m365.replay import collected, page, player, run

GROUP = Holder(id="c0000000-0000-4000-8000-000000000009", kind="group", principal_name=None)
HANAKO = {
    "@odata.type": "#microsoft.graph.user",
    "id": "b0000000-0000-4000-8000-000000000010",
    "userPrincipalName": "hanako.admin@aozora.example",
    "userType": "Member",
    "accountEnabled": True,
    "onPremisesSyncEnabled": None,
}
JIRO = HANAKO | {"id": "b0000000-0000-4000-8000-000000000011", "userPrincipalName": "jiro@aozora.example"}
ASSIGNMENT = RoleAssignment(
    id="a1",
    role=GLOBAL_ADMINISTRATOR,
    scope="/",
    principal="h",
    holder=Holder(id=HANAKO["id"], kind="user", principal_name=HANAKO["userPrincipalName"]),
)
ELIGIBILITY = {
    "id": "e1",
    "principalId": HANAKO["id"],
    "roleDefinitionId": GLOBAL_ADMINISTRATOR,
    "directoryScopeId": "/",
    "appScopeId": None,
    "startDateTime": "2026-04-01T00:00:00Z",
    "endDateTime": None,
    "memberType": "Direct",
    "roleEligibilityScheduleId": "e1",
    "principal": HANAKO,
}
UNLICENSED = Reply(400, {"error": {"code": "AadPremiumLicenseRequired", "message": "no licence"}})


def sku(*plans):
    made = Sku(
        id="s",
        name="AOZORA",
        status="Enabled",
        consumed=1,
        enabled=10,
        warning=0,
        suspended=0,
        plans=tuple(Plan(name=one, status="Success") for one in plans),
    )
    return Reading((made,))


P1, P2 = sku("AAD_PREMIUM"), sku("AAD_PREMIUM_P2")


def user_line(row):
    return f"GET /v1.0/users/{row['id']}"


def test_an_assignment_to_a_person_is_looked_up():
    (found,) = collected(assigned_people, {user_line(HANAKO): HANAKO}, ASSIGNMENT, P2)
    assert [(one.principal_name, one.synced, one.standing) for one in found.people] == [
        ("hanako.admin@aozora.example", False, True)
    ]


def test_other_roles_are_not_looked_up():
    other = RoleAssignment(
        id="a2", role="f2ef992c-3afb-46b9-b7cf-a126ee74c451", scope="/", principal="h", holder=None
    )
    assert collected(assigned_people, {}, other, P2) == []


def test_a_holder_that_is_not_shown_is_a_gap_not_nobody():
    hidden = RoleAssignment(id="a3", role=GLOBAL_ADMINISTRATOR, scope="/", principal="h", holder=None)
    with pytest.raises(FailedError, match="not shown"):
        collected(assigned_people, {}, hidden, P2)


def test_a_group_is_resolved_into_members_and_those_who_may_become_members():
    bodies = {
        f"GET /v1.0/groups/{GROUP.id}/transitiveMembers": page([HANAKO]),
        f"GET {GROUP_ELIGIBILITIES.path}": page(
            [{"accessId": "member", "principal": JIRO}, {"accessId": "owner", "principal": HANAKO}]
        ),
        user_line(JIRO): JIRO,
    }
    assignment = RoleAssignment(id="a4", role=GLOBAL_ADMINISTRATOR, scope="/", principal="h", holder=GROUP)
    (found,) = collected(assigned_people, bodies, assignment, P2)
    assert [(one.principal_name, one.standing) for one in found.people] == [
        ("hanako.admin@aozora.example", True),
        ("jiro@aozora.example", False),
    ]


def test_an_account_whose_fields_are_hidden_is_malformed_not_cloud_only():
    hidden = {"@odata.type": "#microsoft.graph.user", "id": HANAKO["id"]}
    with pytest.raises(FailedError) as caught:
        collected(assigned_people, {user_line(HANAKO): hidden}, ASSIGNMENT, P2)
    assert caught.value.failure.reason is Reason.MALFORMED


def test_an_eligibility_is_read_with_its_holder_and_end():
    ends = ELIGIBILITY | {"id": "e2", "endDateTime": "2027-03-31T15:00:00Z"}
    first, second = collected(
        eligibilities, {f"GET {ROLE_ELIGIBILITIES.path}": page([ELIGIBILITY, ends])}, P2
    )
    assert (first.holder.kind, first.end, second.end.year) == ("user", None, 2027)


def test_only_eligible_global_administrators_are_looked_up():
    holder = ASSIGNMENT.holder
    eligibility = RoleEligibility(
        id="e", role=GLOBAL_ADMINISTRATOR, scope="/", principal="h", holder=holder, end=None
    )
    (found,) = collected(eligible_people, {user_line(HANAKO): HANAKO}, eligibility, P2)
    assert [one.id for one in found.people] == [HANAKO["id"]]


def refused(skus):
    played = player({}, faults=[Fault(ROLE_ELIGIBILITIES.path, UNLICENSED)])
    return run(played, lambda graph: eligibilities(skus, graph))


def test_without_the_plan_nobody_is_eligible():
    assert refused(P1) == []


@pytest.mark.parametrize(
    "skus", [P2, Reading(P1.items, gaps=("denied",))], ids=["licensed", "licences unread"]
)
def test_a_refusal_alone_is_a_gap(skus):
    with pytest.raises(FailedError) as caught:
        refused(skus)
    assert caught.value.failure.reason is Reason.UNLICENSED


def test_a_kind_of_holder_that_no_page_lists_is_a_gap():
    new = replace(ASSIGNMENT, holder=Holder(id="h", kind="brandNew", principal_name=None))
    with pytest.raises(FailedError, match="brandNew"):
        collected(assigned_people, {}, new, P2)


def test_a_kind_of_membership_that_no_page_lists_is_a_gap():
    held = replace(ASSIGNMENT, holder=GROUP)
    row = {"id": "m", "accessId": "brandNew", "groupId": GROUP.id, "principalId": "p", "principal": JIRO}
    bodies = {f"GET {GROUP_ELIGIBILITIES.path}": page([row])}
    with pytest.raises(FailedError, match="accessId"):
        collected(assigned_people, bodies, held, P2)
