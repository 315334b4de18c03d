"""What an access review covers, and whether its last round was completed.

Queries: learn.microsoft.com/graph/accessreviews-scope-concept.
"""

from collections.abc import Iterable, Iterator

from plugins.m365.settings.access_reviews import AccessReview, AccessReviewInstance
from plugins.m365.settings.administrators import GLOBAL_ADMINISTRATOR
from scanner import AsOf

ROLES = "/roleManagement/directory/"
GUESTS = "userType eq 'Guest'"
ALL_GROUPS = ("/groups", "/groups?$filter=(groupTypes/any(c:c eq 'Unified'))")
EVERY_MEMBER = ("./members", "./members/microsoft.graph.user")


def is_recurring(review: AccessReview, as_of: AsOf) -> bool:
    """True for a series that goes on: its range has no end, or one that hasn't come."""
    if review.recurrence == "endDate":
        return review.until is not None and review.until >= as_of.time.date().isoformat()
    return review.recurrence in ("noEnd", "numbered")


def is_about_administrators(review: AccessReview) -> bool:
    """True if Global Administrator is among the roles that are reviewed."""
    return any(ROLES in query and GLOBAL_ADMINISTRATOR in query for query in review.queries)


def is_about_guests(review: AccessReview) -> bool:
    """True if guests are reviewed somewhere."""
    return any(GUESTS in query for query in review.queries) or is_about_all_guests(review)


def is_about_all_guests(review: AccessReview) -> bool:
    """True if guests are reviewed in every group, active and inactive ones."""
    everywhere = {_plain(one) for one in (*review.queries, review.enumeration or "")} & set(ALL_GROUPS)
    guests = any(GUESTS in query or query.rstrip("/") in EVERY_MEMBER for query in review.queries)
    return bool(everywhere) and guests and not review.inactive_only


def last_round(
    review: AccessReview, instances: Iterable[AccessReviewInstance], as_of: AsOf
) -> tuple[AccessReviewInstance, ...]:
    """The instances of the latest recurrence that has ended; a recurrence has one for each resource."""
    ended = tuple(_ended(review, instances, as_of))
    latest = max((one.start for one in ended), default=None)
    return tuple(one for one in ended if one.start == latest)


def _ended(
    review: AccessReview, instances: Iterable[AccessReviewInstance], as_of: AsOf
) -> Iterator[AccessReviewInstance]:
    return (one for one in instances if one.review.id == review.id and one.end <= as_of.time)


def _plain(query: str) -> str:
    """Take the version of the API off: the portal writes it, the page doesn't."""
    return query.removeprefix("/v1.0").removeprefix("/beta").rstrip("/")
