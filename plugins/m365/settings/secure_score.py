"""Microsoft's own score of the tenant's settings."""

from scanner import ALL, Instant, setting


@setting("microsoft.graph.secureScore", singleton=True, passing=ALL)
class SecureScore:
    """The latest daily score in points, and the most there are (…/graph/api/resources/securescore)."""

    created: Instant
    current: float
    most: float


@setting("microsoft.graph.secureScoreControlProfile", key="id", name="title", passing=ALL)
class ScoreProfile:
    """One of the controls that the score counts (…/graph/api/resources/securescorecontrolprofile).

    `state` is that of the latest of controlStateUpdates: what the tenant marked it as; None if it never did.
    """

    id: str
    title: str
    state: str | None
    deprecated: bool
