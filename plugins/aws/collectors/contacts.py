"""The account's alternate contacts."""

from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Account
from plugins.aws.settings.contacts import AlternateContacts
from scanner import collector

NONE = frozenset({"ResourceNotFoundException"})


@collector("account:GetAlternateContact")
def alternate_contacts(account: Account, aws: AwsConnection) -> AlternateContacts:
    return AlternateContacts(
        account=account, security=_has(aws, "SECURITY"), operations=_has(aws, "OPERATIONS")
    )


def _has(aws: AwsConnection, kind: str) -> bool:
    answer = aws.ask_unless(NONE, "account.GetAlternateContact", AlternateContactType=kind)
    return answer is not None and bool(answer["AlternateContact"]["EmailAddress"])
