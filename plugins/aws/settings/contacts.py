"""Whom AWS reaches in an emergency."""

from plugins.aws.settings.account import Account
from scanner import setting


@setting("AWS::Account/alternate-contacts", of="account", singleton=True)
class AlternateContacts:
    """Whether the account has a contact for security and one for operations; no names, no addresses.

    Source: Account Management GetAlternateContact (ResourceNotFoundException: none).
    """

    account: Account
    security: bool
    operations: bool
