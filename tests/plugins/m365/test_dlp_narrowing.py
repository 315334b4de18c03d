"""A rule that blocks My Number only sometimes is told from one that always does."""

import json

import pytest

from plugins.m365.rules.dlp_narrowing import narrowed
from plugins.m365.rules.dlp_types import MY_NUMBER

TYPE = {"Name": MY_NUMBER, "Mincount": 1}
# Written from documentation: learn.microsoft.com/powershell/module/exchangepowershell/new-dlpcompliancerule.
PLAIN = {
    "Name": "r",
    "BlockAccess": True,
    "BlockAccessScope": "All",
    "AccessScope": "NotInOrganization",
    "FromScope": None,
    "ExceptIfFrom": [],
    "ContentIsShared": False,
    "SenderDomainIs": None,
    "ContentContainsSensitiveInformation": [TYPE],
}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, False),
        ({"AccessScope": "None"}, False),
        ({"AccessScope": None, "BlockAccessScope": None}, False),
        ({"FromScope": "InOrganization", "BlockAccessScope": "PerUser"}, False),
        ({"Priority": 3, "NotifyUser": ["Owner"], "GenerateAlert": True}, False),
        ({"AccessScope": "InOrganization"}, True),
        ({"AccessScope": "BrandNew"}, True),
        ({"FromScope": "NotInOrganization"}, True),
        ({"BlockAccessScope": "PerAnonymousUser"}, True),
        ({"SenderDomainIs": ["aozora.example"]}, True),
        ({"senderdomainis": ["aozora.example"]}, True),
        ({"ExceptIfFrom": ["joho@aozora.example"]}, True),
        ({"ExceptIfBrandNew": True}, True),
        ({"ContentIsShared": True}, True),
        ({"DocumentSizeOver": "1 MB"}, True),
        ({"ContentContainsSensitiveInformation": [{**TYPE, "Mincount": 10}]}, True),
        ({"ContentContainsSensitiveInformation": [{"name": MY_NUMBER, "mincount": "10"}]}, True),
        ({"ContentContainsSensitiveInformation": [{"name": "Other", "mincount": "10"}, TYPE]}, False),
    ],
)
def test_a_rule_of_the_simple_form(changed, expected):
    assert narrowed({**PLAIN, **changed}, advanced=False) is expected


def group(name, *types):
    return {"Name": name, "Operator": "Or", "sensitivetypes": list(types)}


def contains(*groups, operator="And"):
    value = [{"operator": operator, "groups": list(groups)}]
    return {"ConditionName": "ContentContainsSensitiveInformation", "Value": value}


ALONE = contains(group("Default", TYPE))
DOMAIN = {"ConditionName": "RecipientDomainIs", "Value": ["example.net"]}
OUT = {"ConditionName": "AccessScope", "Value": "NotInOrganization"}


@pytest.mark.parametrize(
    ("operator", "conditions", "expected"),
    [
        ("And", [ALONE], False),
        ("And", [ALONE, OUT], False),
        ("And", [ALONE, {**OUT, "Value": ["NotInOrganization"]}], False),
        ("And", [ALONE, {**OUT, "Value": "InOrganization"}], True),
        ("And", [ALONE, DOMAIN], True),
        ("Or", [ALONE, DOMAIN], False),
        ("And", [ALONE, {"Operator": "Not", "SubConditions": [DOMAIN]}], True),
        ("And", [contains(group("A", TYPE), group("B", {"Name": "Other"}))], True),
        ("And", [contains(group("A", TYPE), group("B", {"Name": "Other"}), operator="Or")], False),
        ("And", [contains(group("A", {**TYPE, "Mincount": 5}))], True),
    ],
)
def test_an_advanced_rule(operator, conditions, expected):
    tree = {"Version": "1.0", "Condition": {"Operator": operator, "SubConditions": conditions}}
    assert narrowed({"AdvancedRule": json.dumps(tree)}, advanced=True) is expected
