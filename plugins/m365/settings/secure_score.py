"""Microsoft's own score of the tenant's settings."""

from scanner import ALL, Instant, setting, value


@value
class ControlScore:
    """The points of one control (…/graph/api/resources/controlscore); `control` is the profile's id."""

    control: str
    score: float


@setting("microsoft.graph.secureScore", singleton=True, passing=ALL)
class SecureScore:
    """The latest daily score in points, and the most there are (…/graph/api/resources/securescore)."""

    created: Instant
    current: float
    most: float
    controls: tuple[ControlScore, ...]


@setting("microsoft.graph.secureScoreControlProfile", key="id", name="title", passing=ALL)
class ScoreProfile:
    """One of the controls that the score counts (…/graph/api/resources/securescorecontrolprofile).

    `state` is that of the latest of controlStateUpdates: what the tenant marked it as; None if it never did.
    `most` is maxScore, the points that there are for it; None where the service doesn't say.
    """

    id: str
    title: str
    state: str | None
    deprecated: bool
    most: float | None
