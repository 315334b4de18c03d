"""The organization that the account belongs to."""

from plugins.aws.settings.account import Account
from scanner import setting


@setting("AWS::Organizations::Organization", of="account", singleton=True)
class Organization:
    """The organization's id and its management account (12 digits); None for an account of its own.

    Source: Organizations DescribeOrganization (AWSOrganizationsNotInUseException: none).
    """

    account: Account
    id: str | None
    management: str | None
