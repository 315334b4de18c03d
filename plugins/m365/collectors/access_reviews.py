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

INACTIVE = "#microsoft.graph.accessReviewInactiveUsersQueryScope"


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
        recurrence=None if span is None else span.text("type"),
        until=None if span is None else span.text_or_none("endDate"),
    )


def scopes(scope: Answer | None) -> tuple[Answer, ...]:
    """Give a scope and the scopes in it."""
    if scope is None:
        return ()
    return (scope, *scope.children("principalScopes"), *scope.children("resourceScopes"))
