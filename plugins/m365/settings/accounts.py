"""Accounts: who can sign in, who last did, and who answers for a guest."""

from scanner import ALL, Instant, setting


@setting("microsoft.graph.user", key="id", name="principal_name", nonempty=True, passing=ALL)
class UserAccount:
    """A member's or guest's account (learn.microsoft.com/graph/api/resources/user).

    `last_use` is signInActivity.lastSuccessfulSignInDateTime, interactive or not: None if there was none
    since December 2023 (…/graph/api/resources/signinactivity). `guest` is True for userType Guest.
    `created` is None where the service doesn't know it.
    """

    id: str
    principal_name: str
    enabled: bool
    guest: bool
    created: Instant | None
    last_use: Instant | None


@setting("microsoft.graph.user/sponsors", key="id", name="principal_name", passing=ALL)
class Guest:
    """A guest, and how many users and groups answer for it (…/graph/api/user-list-sponsors)."""

    id: str
    principal_name: str
    enabled: bool
    sponsors: int
