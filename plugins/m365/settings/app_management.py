"""What the tenant lets applications have as credentials."""

from scanner import Instant, setting, value


@value
class Restriction:
    """One restriction on new credentials (…/graph/api/resources/passwordcredentialconfiguration).

    `kind` is restrictionType, `state` enabled or disabled, `lifetime` maxLifetime, an ISO 8601 duration.
    `since` is restrictForAppsCreatedAfterDateTime: it is for applications made after that; None is for all.
    """

    kind: str
    state: str
    lifetime: str | None
    since: Instant | None


@setting("microsoft.graph.tenantAppManagementPolicy", singleton=True)
class AppManagement:
    """The default policy for credentials (learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy).

    `applications` holds for applications registered here, `services` for all that are used here.
    """

    enabled: bool
    applications: tuple[Restriction, ...]
    services: tuple[Restriction, ...]
