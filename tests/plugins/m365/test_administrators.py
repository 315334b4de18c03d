from dataclasses import replace
from datetime import UTC, datetime

import pytest

from plugins.m365.checks.administrators import cloud_only, enough, few, registered
from plugins.m365.settings.administrators import (
    GLOBAL_ADMINISTRATOR,
    AssignedPeople,
    EligiblePeople,
    Person,
    RoleEligibility,
)
from plugins.m365.settings.roles import Holder, RoleAssignment
from scanner import DeclaredAdministrator, DeclaredBreakGlass, Fail, Limits, NotApplicable, Pass, Unknown

LIMITS = Limits.of({"global_administrators_min": 2, "global_administrators_max": 4})
HANAKO = Person(
    id="b0000000-0000-4000-8000-000000000010",
    kind="user",
    principal_name="hanako.admin@aozora.example",
    enabled=True,
    user_type="Member",
    synced=False,
    standing=True,
)
APP = replace(HANAKO, id="app", kind="servicePrincipal", principal_name=None, enabled=None, user_type=None)
REGISTER = (DeclaredAdministrator(account="Hanako.Admin@aozora.example"),)


def colleagues(count):
    return [
        replace(HANAKO, id=f"id-{one}", principal_name=f"admin{one}@aozora.example") for one in range(count)
    ]


def assigned(*people):
    holder = Holder(id="h", kind="user", principal_name=None)
    assignment = RoleAssignment(id="a", role=GLOBAL_ADMINISTRATOR, scope="/", principal="h", holder=holder)
    return (AssignedPeople(assignment=assignment, people=tuple(people)),)


def eligible(*people):
    end = datetime(2027, 4, 1, tzinfo=UTC)
    holder = Holder(id="h", kind="user", principal_name=None)
    found = RoleEligibility(
        id="e", role=GLOBAL_ADMINISTRATOR, scope="/", principal="h", holder=holder, end=end
    )
    return (EligiblePeople(eligibility=found, people=tuple(people)),)


def outcomes(verdicts):
    return [type(one) for one in verdicts]


@pytest.mark.parametrize(("count", "expected"), [(0, Fail), (1, Fail), (2, Pass), (4, Pass), (5, Pass)])
def test_two_administrators_are_enough(count, expected):
    assert outcomes(enough(assigned(*colleagues(count)), (), LIMITS)) == [expected]


@pytest.mark.parametrize(("count", "expected"), [(0, Pass), (4, Pass), (5, Fail)])
def test_more_than_four_are_too_many(count, expected):
    assert outcomes(few(assigned(*colleagues(count)), (), LIMITS)) == [expected]


def test_whoever_may_activate_the_role_counts_too():
    people = colleagues(5)
    assert outcomes(few(assigned(*people[:2]), eligible(*people[2:]), LIMITS)) == [Fail]


def test_a_person_who_has_activated_the_role_counts_once():
    people = colleagues(4)
    assert outcomes(few(assigned(*people), eligible(*people), LIMITS)) == [Pass]


def test_an_account_that_is_switched_off_and_an_application_help_nobody():
    people = [HANAKO, APP, replace(HANAKO, id="off", enabled=False)]
    assert outcomes(enough(assigned(*people), (), LIMITS)) == [Fail]


def test_an_application_is_one_holder_more():
    assert outcomes(few(assigned(*colleagues(4), APP), (), LIMITS)) == [Fail]


def test_an_account_of_the_cloud_passes():
    assert outcomes(cloud_only(assigned(HANAKO), ())) == [Pass]


def test_a_synchronised_account_fails():
    assert outcomes(cloud_only(assigned(replace(HANAKO, synced=True)), ())) == [Fail]


def test_a_guest_fails_also_if_only_eligible():
    assert outcomes(cloud_only((), eligible(replace(HANAKO, user_type="Guest")))) == [Fail]


@pytest.mark.parametrize(
    "change", [{"user_type": None}, {"user_type": "Visitor"}, {"kind": "agent"}], ids=str
)
def test_a_kind_of_account_that_no_page_lists_is_unknown(change):
    assert outcomes(cloud_only(assigned(replace(HANAKO, **change)), ())) == [Unknown]


def test_where_nobody_holds_the_role_there_is_no_account_to_judge():
    assert outcomes(cloud_only((), ())) == [NotApplicable]
    assert outcomes(registered((), (), REGISTER, ())) == [NotApplicable]


def test_a_registered_administrator_passes_however_the_name_is_written():
    assert outcomes(registered(assigned(HANAKO), (), REGISTER, ())) == [Pass]


def test_the_register_may_name_the_object_id():
    by_id = (DeclaredAdministrator(account=APP.id.upper()),)
    assert outcomes(registered(assigned(APP), (), by_id, ())) == [Pass]


def test_an_emergency_account_is_registered_as_such():
    declared = (DeclaredBreakGlass(account=HANAKO.principal_name),)
    assert outcomes(registered(assigned(HANAKO), (), (), declared)) == [Pass]


def test_whoever_is_not_on_the_register_fails():
    assert outcomes(registered((), eligible(*colleagues(1)), REGISTER, ())) == [Fail]
