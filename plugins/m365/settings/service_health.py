"""How Microsoft's services run."""

from scanner import ALL, Instant, setting


@setting("microsoft.graph.serviceHealth", key="service", name="service", nonempty=True, passing=ALL)
class ServiceHealth:
    """A service that the tenant subscribes to (learn.microsoft.com/graph/api/resources/servicehealth)."""

    service: str
    status: str


@setting("microsoft.graph.serviceHealthIssue", key="id", name="service", passing=ALL)
class ServiceIssue:
    """Something that went wrong with a service (…/graph/api/resources/servicehealthissue).

    `classification` is advisory or incident, `end` None while it goes on.
    """

    id: str
    service: str
    classification: str
    resolved: bool
    start: Instant
    end: Instant | None
