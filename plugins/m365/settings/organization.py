"""The tenant itself."""

from scanner import setting


@setting("microsoft.graph.organization", key="id", name="name", nonempty=True)
class Organization:
    """Fields of learn.microsoft.com/graph/api/resources/organization; mails are addresses for notices."""

    id: str
    name: str
    country: str | None
    technical_mails: tuple[str, ...]
    security_mails: tuple[str, ...]
