"""The organization of the account: any member may ask for it."""

from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Account
from plugins.aws.settings.organization import Organization
from scanner import collector

NONE = frozenset({"AWSOrganizationsNotInUseException"})


@collector("organizations:DescribeOrganization")
def organization(account: Account, aws: AwsConnection) -> Organization:
    answer = aws.ask_unless(NONE, "organizations.DescribeOrganization")
    if answer is None:
        return Organization(account=account, id=None, management=None)
    found = answer["Organization"]
    return Organization(account=account, id=found["Id"], management=found["MasterAccountId"])
