"""Answers written from documentation.

learn.microsoft.com/graph/api/accessreviewset-list-definitions,
…/graph/api/accessreviewscheduledefinition-list-instances, …/graph/accessreviews-scope-concept.
"""

import pytest

from plugins.m365.collectors.access_reviews import instances, reviews
from plugins.m365.endpoints import ACCESS_REVIEWS
from plugins.m365.failures import FailedError
from tests.plugins.m365.licences import P2
from tests.plugins.m365.replay import collected, page

ROLE = "/roleManagement/directory/roleDefinitions/62e90394-69f5-4237-9190-012177145e10"
DEFINITION = {
    "id": "e6cafba0-cbf0-4748-8868-0810c7f4cc06",
    "displayName": "Administrators",
    "status": "InProgress",
    "scope": {
        "@odata.type": "#microsoft.graph.principalResourceMembershipsScope",
        "principalScopes": [
            {
                "@odata.type": "#microsoft.graph.accessReviewInactiveUsersQueryScope",
                "query": "/users",
                "inactiveDuration": "P30D",
            }
        ],
        "resourceScopes": [{"@odata.type": "#microsoft.graph.accessReviewQueryScope", "query": ROLE}],
    },
    "instanceEnumerationScope": None,
    "settings": {
        "recurrence": {
            "pattern": {"type": "absoluteMonthly", "interval": 6, "dayOfMonth": 0},
            "range": {"type": "endDate", "startDate": "2026-04-01", "endDate": "2028-03-31"},
        }
    },
}
INSTANCE = {
    "id": "61a617dd-238f-4037-8fa5-d800e515f5bc",
    "startDateTime": "2026-04-01T00:00:00Z",
    "endDateTime": "2026-04-15T00:00:00Z",
    "status": "Completed",
}


def read(**changes):
    (found,) = collected(reviews, {f"GET {ACCESS_REVIEWS.path}": page([DEFINITION | changes])}, P2)
    return found


def test_scopes_within_the_scope_are_read():
    found = read()
    assert (found.queries, found.inactive_only) == (("/users", ROLE), True)
    assert (found.recurrence, found.until) == ("endDate", "2028-03-31")


def test_a_scope_of_its_own_is_read_with_the_groups_it_is_asked_of():
    groups = "/groups?$filter=(groupTypes/any(c:c eq 'Unified'))"
    found = read(scope={"query": "./members"}, instanceEnumerationScope={"query": groups})
    assert (found.queries, found.enumeration, found.inactive_only) == (("./members",), groups, False)


def test_a_review_without_a_pattern_takes_place_once():
    once = {"recurrence": {"pattern": None, "range": {"type": "numbered", "numberOfOccurrences": 0}}}
    assert read(settings=once).recurrence is None
    assert read(settings={"recurrence": None}).recurrence is None


def test_instances_of_a_series_are_read():
    bodies = {f"GET {ACCESS_REVIEWS.path}/{DEFINITION['id']}/instances": page([INSTANCE])}
    assert [one.status for one in collected(instances, bodies, read())] == ["Completed"]


def test_a_review_that_takes_place_once_is_not_asked_for_instances():
    assert collected(instances, {}, read(settings={"recurrence": None})) == []


def test_a_scope_or_range_that_no_page_lists_is_a_gap():
    with pytest.raises(FailedError, match=r"@odata\.type"):
        read(scope={"@odata.type": "#microsoft.graph.brandNewScope", "query": ROLE})
    again = {"pattern": {"type": "weekly"}, "range": {"type": "brandNew"}}
    with pytest.raises(FailedError, match="type: not a range"):
        read(settings={"recurrence": again})
