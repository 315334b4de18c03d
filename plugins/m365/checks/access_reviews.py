"""Access reviews: rights that are looked at again, and again."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from plugins.m365.rules.access_reviews import (
    is_about_administrators,
    is_about_all_guests,
    is_about_guests,
    is_recurring,
    last_round,
)
from plugins.m365.rules.plans import ENTRA_P2, plan_missing
from plugins.m365.settings.access_reviews import AccessReview, AccessReviewInstance
from plugins.m365.settings.accounts import Guest
from plugins.m365.settings.plans import Sku
from scanner import (
    AsOf,
    Fail,
    Limits,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Resource,
    Severity,
    Unknown,
    Verdict,
    check,
)

SIGNALS = ["m365.review"]
REVIEWS = Resource("microsoft.graph.accessReviewSet", "accessReviews", "access reviews")
OPEN = ("Initializing", "NotStarted", "Starting", "InProgress", "Completing", "AutoReviewing")


@check("m365.review.administrators", severity=Severity.MEDIUM, signals=SIGNALS)
def administrators(
    reviews: Sequence[AccessReview],
    instances: Sequence[AccessReviewInstance],
    skus: Reading[Sku],
    as_of: AsOf,
    limits: Limits,
) -> Iterator[Verdict]:
    """It is reviewed regularly who needs to be a Global Administrator.

    Rights are given when a task begins, and seldom given back when it ends.

    ## Remediation
    In *Identity Governance > Access reviews*, or in *Privileged Identity Management*, create a recurring
    review of the role *Global Administrator*, with active and eligible assignments, and complete each round.
    """
    found = [one for one in reviews if is_about_administrators(one) and is_recurring(one, as_of)]
    nothing = Fail(REVIEWS, "no recurring review covers Global Administrator")
    yield from _judged(found, instances, as_of, limits) or [plan_missing(REVIEWS, ENTRA_P2, skus) or nothing]


@check("m365.review.guests", severity=Severity.MEDIUM, signals=SIGNALS)
def guests(  # noqa: PLR0913, PLR0917 - each is a setting
    guests: Sequence[Guest],
    reviews: Sequence[AccessReview],
    instances: Sequence[AccessReviewInstance],
    skus: Reading[Sku],
    as_of: AsOf,
    limits: Limits,
) -> Iterator[Verdict]:
    """It is reviewed regularly which guests still need access.

    A guest's own organisation doesn't tell when the person leaves. Without a review, access outlives
    the work it was given for.

    ## Remediation
    In *Identity Governance > Access reviews*, create a recurring review of *Guest users only* in *All
    Microsoft 365 groups with guest users*, and complete each round.
    """
    going_on = [one for one in reviews if is_recurring(one, as_of)]
    found = [one for one in going_on if is_about_all_guests(one)]
    if not guests:
        yield NotApplicable(REVIEWS, "there are no guests")
    elif found:
        yield from _judged(found, instances, as_of, limits)
    elif part := next(filter(is_about_guests, going_on), None):
        template = "only some of the guests are reviewed; whether that is enough can't be told"
        yield Unknown(part, Reason.UNSUPPORTED, template)
    else:
        nothing = Fail(REVIEWS, "no recurring review covers the guests")
        yield plan_missing(REVIEWS, ENTRA_P2, skus) or nothing


def _judged(
    found: Sequence[AccessReview], instances: Sequence[AccessReviewInstance], as_of: AsOf, limits: Limits
) -> list[Verdict]:
    """One review that is up to date is enough; else each says what is wrong with it."""
    verdicts = [_state(one, last_round(one, instances, as_of), as_of, limits) for one in found]
    return [one for one in verdicts if isinstance(one, Pass)] or verdicts


def _state(
    review: AccessReview, last: Sequence[AccessReviewInstance], as_of: AsOf, limits: Limits
) -> Verdict:
    days, states = limits["access_review_days"], {one.status for one in last}
    if not last:
        return Fail(review, "no round of the review has been completed so far")
    if max(one.end for one in last) < as_of.time - timedelta(days=days):
        return Fail(review, "the last round of the review ended more than {days} days ago", days=days)
    if states <= {"Completed"}:
        return Pass(review, "the last round of the review is completed")
    if states & set(OPEN):
        return Fail(review, "the last round of the review has ended and is not completed")
    named = ", ".join(sorted(states))
    template = "the last round of the review is {state}: whether people decided can't be told"
    return Unknown(review, Reason.UNSUPPORTED, template, state=named)
