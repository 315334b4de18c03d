from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.m365.checks.access_reviews import administrators, guests
from plugins.m365.settings.access_reviews import AccessReview, AccessReviewInstance
from plugins.m365.settings.accounts import Guest
from scanner import AsOf, Fail, Limits, NotApplicable, Pass, Unknown
from tests.plugins.m365.licences import P1, P2, UNREAD

NOW = datetime(2026, 11, 21, tzinfo=UTC)
AS_OF, LIMITS = AsOf(time=NOW), Limits.of({"access_review_days": 366})
ROLE = "/beta/roleManagement/directory/roleDefinitions/62e90394-69f5-4237-9190-012177145e10"
UNIFIED = "/groups?$filter=(groupTypes/any(c:c eq 'Unified'))"
GUESTS = "./members/microsoft.graph.user/?$filter=(userType eq 'Guest')"
ONE_GROUP = "/groups/1/transitiveMembers/microsoft.graph.user/?$filter=(userType eq 'Guest')"
TEAMS = UNIFIED.replace("'Unified')", "'Unified') and resourceProvisioningOptions/Any(x:x eq 'Team')'")
OF_ROLE = AccessReview(
    id="r",
    name="Administrators, every half year",
    queries=("/users", ROLE),
    enumeration=None,
    inactive_only=False,
    recurrence="noEnd",
    until=None,
)
OF_GUESTS = replace(OF_ROLE, id="g", name="Guests", queries=(GUESTS,), enumeration=UNIFIED)
A_GUEST = Guest(id="x", principal_name="ume#EXT#@aozora.example", enabled=True, sponsors=1)


def rounds(review, *statuses, ended=30):
    start = NOW - timedelta(days=ended + 14)
    made = AccessReviewInstance(
        review=review, id="0", start=start, end=NOW - timedelta(days=ended), status="Completed"
    )
    return [replace(made, id=str(index), status=status) for index, status in enumerate(statuses)]


def roles(*reviews, held=None, skus=P2):
    instances = rounds(OF_ROLE, "Completed") if held is None else held
    return [type(one) for one in administrators(reviews, instances, skus, AS_OF, LIMITS)]


def of_guests(*reviews, held=None, skus=P2, present=(A_GUEST,)):
    instances = rounds(OF_GUESTS, "Completed") if held is None else held
    return [type(one) for one in guests(present, reviews, instances, skus, AS_OF, LIMITS)]


def test_a_recurring_review_of_administrators_whose_last_round_is_completed_passes():
    assert roles(OF_ROLE) == [Pass]


def test_without_a_review_it_fails():
    assert roles() == [Fail]


@pytest.mark.parametrize(
    "change",
    [
        {"recurrence": None},
        {"recurrence": "endDate", "until": "2026-11-20"},
        {"recurrence": "brandNew"},
        {"queries": ("/roleManagement/directory/roleDefinitions/f2ef992c-3afb-46b9-b7cf-a126ee74c451",)},
        {"queries": (GUESTS,)},
    ],
    ids=str,
)
def test_a_review_that_is_over_or_about_something_else_does_not_count(change):
    assert roles(replace(OF_ROLE, **change)) == [Fail]


@pytest.mark.parametrize(
    "change", [{"recurrence": "endDate", "until": "2027-03-31"}, {"recurrence": "numbered"}]
)
def test_a_series_may_have_an_end_that_has_not_come(change):
    assert roles(replace(OF_ROLE, **change)) == [Pass]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ([], Fail),
        (rounds(OF_ROLE, "InProgress"), Fail),
        (rounds(OF_ROLE, "Completed", "InProgress"), Fail),
        (rounds(OF_ROLE, "AutoReviewed"), Unknown),
        (rounds(OF_ROLE, "BrandNew"), Unknown),
        (rounds(OF_ROLE, "Completed", ended=400), Fail),
    ],
    ids=["never", "open", "one group open", "automatic", "new status", "long ago"],
)
def test_the_last_round_has_to_be_completed(held, expected):
    assert roles(OF_ROLE, held=held) == [expected]


def test_a_round_that_is_still_running_does_not_count_yet():
    running = rounds(OF_ROLE, "InProgress", ended=-5)
    assert roles(OF_ROLE, held=running + rounds(OF_ROLE, "Completed", ended=180)) == [Pass]


def test_one_review_that_is_up_to_date_is_enough():
    assert roles(OF_ROLE, replace(OF_ROLE, id="r2")) == [Pass]


def test_a_review_of_all_guests_passes():
    assert of_guests(OF_GUESTS) == [Pass]


def test_a_review_of_all_members_of_all_groups_reaches_the_guests():
    everybody = replace(OF_GUESTS, queries=("./members/microsoft.graph.user",))
    assert of_guests(everybody) == [Pass]


@pytest.mark.parametrize(
    "change",
    [
        {"inactive_only": True},
        {"enumeration": None, "queries": (ONE_GROUP,)},
        {"enumeration": TEAMS},
    ],
    ids=["inactive", "one group", "teams"],
)
def test_a_review_of_some_guests_is_unknown(change):
    assert of_guests(replace(OF_GUESTS, **change)) == [Unknown]


def test_guests_that_nobody_reviews_fail():
    assert of_guests(OF_ROLE) == [Fail]


def test_without_guests_there_is_nothing_to_review():
    assert of_guests(present=()) == [NotApplicable]


@pytest.mark.parametrize("skus", [P1, UNREAD])
def test_without_the_plan_there_can_be_no_review(skus):
    assert roles(skus=skus) == [Fail]
    assert of_guests(skus=skus) == [Fail]
