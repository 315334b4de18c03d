"""Who could pass multi-factor authentication."""

from scanner import ALL, setting


@setting("microsoft.graph.userRegistrationDetails", key="id", name="principal_name", passing=ALL)
class MfaRegistration:
    """What an account has registered (learn.microsoft.com/graph/api/resources/userregistrationdetails).

    `capable`: a strong method is registered, and the methods policy allows it.
    """

    id: str
    principal_name: str
    administrator: bool
    capable: bool
