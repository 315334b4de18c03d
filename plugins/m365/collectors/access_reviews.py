"""Reads access reviews and their instances."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.collectors.licensed import rows_if_licensed
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import ACCESS_REVIEW_INSTANCES, ACCESS_REVIEWS
from plugins.m365.rules.plans import ENTRA_P2
from plugins.m365.settings.access_reviews import AccessReview, AccessReviewInstance
from plugins.m365.settings.plans import Sku
from scanner import Reading, collector

RANGES = ("noEnd", "endDate", "numbered")
INACTIVE = "#microsoft.graph.accessReviewInactiveUsersQueryScope"
SCOPES = (
    None,
    INACTIVE,
    "#microsoft.graph.accessReviewQueryScope",
    "#microsoft.graph.principalResourceMembershipsScope",
)
"""learn.microsoft.com/graph/api/resources/accessreviewscope; the kind of a plain query may be left out."""


@collector(*ACCESS_REVIEWS.permissions)
async def reviews(skus: Reading[Sku], graph: M365Connection) -> AsyncIterator[AccessReview]:
    async for row in rows_if_licensed(graph, ACCESS_REVIEWS, "", ENTRA_P2, skus):
        yield review(row)


@collector(*ACCESS_REVIEW_INSTANCES.permissions)
async def instances(review: AccessReview, graph: M365Connection) -> AsyncIterator[AccessReviewInstance]:
    if review.recurrence is None:
        return
    async for row in graph.rows(ACCESS_REVIEW_INSTANCES, id=review.id):
        yield AccessReviewInstance(
            review=review,
            id=row.text("id"),
            start=row.time("startDateTime"),
            end=row.time("endDateTime"),
            status=row.text("status"),
        )


def review(row: Answer) -> AccessReview:
    """Read a series; a scope or recurrence that isn't there is not configured."""
    found = list(scopes(row.child_or_none("scope")))
    enumeration = row.child_or_none("instanceEnumerationScope")
    repeated = row.child("settings").child_or_none("recurrence")
    span = repeated.child_or_none("range") if repeated and repeated.child_or_none("pattern") else None
    return AccessReview(
        id=row.text("id"),
        name=row.text("displayName"),
        queries=tuple(query for one in found if (query := one.text_or_none("query"))),
        enumeration=None if enumeration is None else enumeration.text_or_none("query"),
        inactive_only=any(one.text_or_none("@odata.type") == INACTIVE for one in found),
        recurrence=None if span is None else recurrence(span),
        until=None if span is None else span.text_or_none("endDate"),
    )


def recurrence(span: Answer) -> str:
    """Read until when a series goes on. Raises *malformed* for a type that no page lists."""
    if (found := span.text("type")) not in RANGES:
        raise span.wrong("type", "not a range that is known")
    return found


def scopes(scope: Answer | None) -> tuple[Answer, ...]:
    """Give a scope and the scopes in it. Raises *malformed* for a kind that no page lists."""
    if scope is None:
        return ()
    found = (scope, *scope.children("principalScopes"), *scope.children("resourceScopes"))
    for one in found:
        if one.text_or_none("@odata.type") not in SCOPES:
            raise one.wrong("@odata.type", "not a kind of scope that is known")
    return found
