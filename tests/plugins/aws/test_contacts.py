"""Alternate contacts of the account."""

import boto3
import pytest

from plugins.aws.checks.contacts import contacts
from plugins.aws.settings.account import Account
from plugins.aws.settings.contacts import AlternateContacts
from scanner import Fail, Pass
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

ACCOUNT = Account(id="111122223333", target="aozora-aws")


@pytest.mark.parametrize(
    ("security", "operations", "expected"),
    [(True, True, [Pass, Pass]), (True, False, [Pass, Fail]), (False, True, [Fail, Pass])],
)
def test_both_contacts_must_be_set(security, operations, expected):
    there = AlternateContacts(account=ACCOUNT, security=security, operations=operations)
    assert [type(one) for one in contacts(there)] == expected


def test_contacts_are_read_without_names(aws):
    assert [(one.security, one.operations) for one in read(AlternateContacts, aws)] == [(False, False)]
    boto3.client("account", TOKYO).put_alternate_contact(
        AlternateContactType="SECURITY",
        Name="Aozora",
        Title="CSIRT",
        EmailAddress="security@aozora.example",
        PhoneNumber="+81-3-0000-0000",
    )
    assert [(one.security, one.operations) for one in read(AlternateContacts, aws)] == [(True, False)]
