"""What it takes to reach many accounts from one: the permissions of that one, each with its reason.

The account that signs in to the others needs them beside those of the reads; the others don't.
Sources: Service Authorization Reference, "AWS Organizations", "AWS Control Tower", "AWS Security Token
Service"; Organizations API reference, ListDelegatedAdministrators (the management account, or a delegated
administrator); Control Tower API reference, ListLandingZones, GetLandingZone,
ListEnabledBaselines; AWS Config API reference, SelectAggregateResourceConfig.
"""

from collections.abc import Mapping

from scanner import Message

ASSUME = "sts:AssumeRole"
"""Signing in to the role in each account; granted for the roles of that name alone."""
ROLE = "TenkenReader"
_SIGN_IN = {ASSUME: Message.of("to sign in to each account, as the role in it")}
_UNITS = Message.of("to find the accounts below 'organizational_units'; without these lines it is not needed")
_TOWER = Message.of(
    "to tell the log archive and audit accounts of Control Tower; asked in the management account"
)
_FOUND = {
    "controltower:GetLandingZone": _TOWER,
    "controltower:ListEnabledBaselines": Message.of(
        "to tell the accounts that are enrolled in Control Tower; asked in the management account"
    ),
    "controltower:ListLandingZones": _TOWER,
    "organizations:DescribeOrganization": Message.of("to tell which account manages the organization"),
    "organizations:ListAccounts": Message.of("to find the accounts of the organization"),
    "organizations:ListAccountsForParent": _UNITS,
    "organizations:ListDelegatedAdministrators": Message.of("to tell the delegated administrators"),
    "organizations:ListDelegatedServicesForAccount": Message.of(
        "to tell for which services an account is a delegated administrator"
    ),
    "organizations:ListOrganizationalUnitsForParent": _UNITS,
}
_AGGREGATOR = {
    "config:DescribeConfigurationAggregatorSourcesStatus": Message.of(
        "to tell which accounts and regions the aggregator holds, and how old its data are"
    ),
    "config:SelectAggregateResourceConfig": Message.of("to read from the aggregator"),
}
DISCOVERY: Mapping[str, Mapping[str, Message]] = {
    "accounts": _SIGN_IN,
    "aggregator": _AGGREGATOR,
    "organization": _FOUND | _SIGN_IN,
}
"""By the key of the configuration that asks for it."""
