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


@setting("microsoft.graph.servicePrincipal", key="id", name="name", nonempty=True)
class EnterpriseApplication:
    """An application in use in the tenant (learn.microsoft.com/graph/api/resources/serviceprincipal).

    `kind` is servicePrincipalType, `owner` appOwnerOrganizationId in lower case: the tenant that registered
    it.
    """

    id: str
    name: str
    app_id: str
    kind: str
    enabled: bool
    owner: str | None


@setting("microsoft.graph.detectedApp", key="id", name="name")
class DetectedApp:
    """A program found on terminals (learn.microsoft.com/graph/api/resources/intune-devices-detectedapp).

    On a terminal that its holder owns only managed programs are found. `devices` is how many terminals have
    it.
    """

    id: str
    name: str
    version: str
    devices: int
