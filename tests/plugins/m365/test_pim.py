from dataclasses import replace
from datetime import UTC, datetime

import pytest

from plugins.m365.checks.pim import approved, expires, no_standing_administrator
from plugins.m365.settings.administrators import GLOBAL_ADMINISTRATOR, AssignedPeople, RoleEligibility
from plugins.m365.settings.pim import RoleInstance, RolePolicy
from plugins.m365.settings.roles import Holder, Role, RoleAssignment
from scanner import DeclaredBreakGlass, Fail, NotApplicable, Pass, Unknown
from tests.plugins.m365.licences import P1, P2, UNREAD
from tests.plugins.m365.test_administrators import HANAKO

SOON = datetime(2026, 12, 1, tzinfo=UTC)
HOLDER = Holder(id=HANAKO.id, kind="user", principal_name=HANAKO.principal_name)
ASSIGNMENT = RoleAssignment(id="a", role=GLOBAL_ADMINISTRATOR, scope="/", principal=HANAKO.id, holder=HOLDER)
HELD = AssignedPeople(assignment=ASSIGNMENT, people=(HANAKO,))
FOR_A_TIME = RoleInstance(id="i", role=GLOBAL_ADMINISTRATOR, principal=HANAKO.id, kind="Activated", end=SOON)
PERMANENT = replace(FOR_A_TIME, kind="Assigned", end=None)
ELIGIBLE = RoleEligibility(
    id="e", role=GLOBAL_ADMINISTRATOR, scope="/", principal=HANAKO.id, holder=HOLDER, end=SOON
)
POLICY = RolePolicy(id="p", role=GLOBAL_ADMINISTRATOR, approval=True)
ROLES = (
    Role(id=GLOBAL_ADMINISTRATOR, template=GLOBAL_ADMINISTRATOR, name="Global Administrator", built_in=True),
)
EMERGENCY = (DeclaredBreakGlass(account=HANAKO.principal_name),)


def outcomes(verdicts):
    return [type(one) for one in verdicts]


def standing(*instances, held=HELD, emergency=(), skus=P2):
    return outcomes(no_standing_administrator(held, instances, emergency, skus))


@pytest.mark.parametrize("instance", [FOR_A_TIME, replace(PERMANENT, end=SOON)], ids=["activated", "ends"])
def test_a_role_that_is_held_for_a_time_passes(instance):
    assert standing(instance) == [Pass]


def test_a_role_that_is_held_permanently_fails():
    assert standing(PERMANENT) == [Fail]


def test_a_permanent_assignment_fails_also_while_another_one_is_activated():
    assert standing(FOR_A_TIME, PERMANENT) == [Fail]


def test_an_emergency_account_may_hold_it_permanently():
    assert standing(PERMANENT, emergency=EMERGENCY) == [Pass]


def test_members_of_a_group_that_holds_it_permanently_are_unknown():
    assignment = replace(ASSIGNMENT, holder=replace(HOLDER, kind="group"))
    held = AssignedPeople(assignment=assignment, people=(HANAKO,))
    assert standing(PERMANENT, held=held) == [Unknown]
    assert standing(PERMANENT, held=held, emergency=EMERGENCY) == [Pass]


def test_a_group_whose_members_have_to_activate_their_membership_passes():
    assignment = replace(ASSIGNMENT, holder=replace(HOLDER, kind="group"))
    held = AssignedPeople(assignment=assignment, people=(replace(HANAKO, standing=False),))
    assert standing(PERMANENT, held=held) == [Pass]


@pytest.mark.parametrize(
    "other", [(), (replace(PERMANENT, principal="x"),), (replace(FOR_A_TIME, kind="New"),)]
)
def test_an_assignment_that_pim_does_not_explain_is_unknown(other):
    assert standing(*other) == [Unknown]


def test_without_the_plan_every_assignment_is_permanent():
    assert standing(skus=P1) == [Fail]


def test_licences_that_were_not_read_change_nothing():
    assert standing(PERMANENT, skus=UNREAD) == [Fail]


def approval(*eligibilities, policy=POLICY, skus=P2):
    return outcomes(approved(eligibilities, (policy,), ROLES, skus))


def test_a_role_whose_activation_needs_approval_passes():
    assert approval(ELIGIBLE, replace(ELIGIBLE, id="e2")) == [Pass]


def test_a_role_that_anybody_eligible_activates_alone_fails():
    assert approval(ELIGIBLE, policy=replace(POLICY, approval=False)) == [Fail]


@pytest.mark.parametrize("change", [{"approval": None}, {"role": "other"}], ids=str)
def test_a_role_without_a_rule_on_approval_is_unknown(change):
    assert approval(ELIGIBLE, policy=replace(POLICY, **change)) == [Unknown]


def test_where_nobody_is_eligible_there_is_nothing_to_approve():
    assert approval() == [NotApplicable]


def test_where_nobody_can_be_eligible_the_plan_is_missing():
    assert approval(skus=P1) == [Fail]
    assert outcomes(expires((), P1)) == [Fail]


def test_an_eligibility_with_an_end_passes_and_one_without_fails():
    assert outcomes(expires((ELIGIBLE, replace(ELIGIBLE, end=None)), P2)) == [Pass, Fail]


def test_where_nobody_is_eligible_nothing_has_to_end():
    assert outcomes(expires((), P2)) == [NotApplicable]
