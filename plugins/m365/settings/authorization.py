"""What users and guests may do in the directory."""

from scanner import setting


@setting("microsoft.graph.authorizationPolicy", singleton=True)
class Authorization:
    """Fields of learn.microsoft.com/graph/api/resources/authorizationpolicy.

    `guest_role` is a role template id. `grants` are the permission grant policies of ordinary users;
    `risky_apps` is None if it was never set, which is the same as False.
    """

    invites_from: str
    guest_role: str
    grants: tuple[str, ...]
    risky_apps: bool | None
    create_apps: bool
    create_tenants: bool | None
    create_groups: bool


@setting("microsoft.graph.adminConsentRequestPolicy", singleton=True)
class AdminConsent:
    """Fields of learn.microsoft.com/graph/api/resources/adminconsentrequestpolicy.

    `reviewers` is how many there are.
    .
    """

    enabled: bool
    reviewers: int
