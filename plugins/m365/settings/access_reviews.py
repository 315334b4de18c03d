"""Access reviews: whose rights are looked at again, how often, and whether it was done."""

from scanner import ALL, Instant, setting


@setting("microsoft.graph.accessReviewScheduleDefinition", key="id", name="name")
class AccessReview:
    """A series of reviews (learn.microsoft.com/graph/api/resources/accessreviewscheduledefinition).

    `queries` are those of its scope, principals and resources together; `enumeration` that of
    instanceEnumerationScope. `inactive_only`: nobody else is reviewed. `recurrence` is the type of the
    recurrence's range: noEnd, endDate or numbered; None for a review that takes place once.
    `until` is that range's end, a date as text; None without one.
    """

    id: str
    name: str
    queries: tuple[str, ...]
    enumeration: str | None
    inactive_only: bool
    recurrence: str | None
    until: str | None


@setting("microsoft.graph.accessReviewInstance", of="review", key="id", passing=ALL)
class AccessReviewInstance:
    """One recurrence of a series, for one resource (…/graph/api/resources/accessreviewinstance)."""

    review: AccessReview
    id: str
    start: Instant
    end: Instant
    status: str
