"""Applications: how they prove who they are, and what they may do without a user."""

from scanner import Instant, setting, value


@value
class Credential:
    """A secret or certificate, never its value (…/api/resources/passwordcredential, …/keycredential)."""

    id: str
    kind: str
    start: Instant | None
    end: Instant | None


@setting("microsoft.graph.application", key="id", name="name")
class Application:
    """An application registered in the tenant (learn.microsoft.com/graph/api/resources/application).

    `kind` of a credential is secret or certificate.
    """

    id: str
    name: str
    credentials: tuple[Credential, ...]


@setting("microsoft.graph.appRoleAssignment", key="id")
class GraphPermission:
    """A granted application permission on Microsoft Graph (…/graph/api/resources/approleassignment).

    `permission` is its name (`appRole.value`); None if Graph's own list of permissions doesn't hold it.
    """

    id: str
    principal: str
    principal_name: str | None
    permission: str | None
