"""Answers written from documentation: learn.microsoft.com/graph/api/group-list."""

from dataclasses import replace

import pytest

from plugins.m365.checks.groups import owned, private
from plugins.m365.collectors.groups import groups
from plugins.m365.endpoints import GROUPS
from plugins.m365.failures import FailedError
from plugins.m365.settings.groups import UnifiedGroup
from scanner import Fail, NotApplicable, Pass, Unknown
from tests.plugins.m365.replay import collected, page, player, run

TAX = UnifiedGroup(id="g1", name="Tax section", visibility="Private", owners=2)
ROW = {
    "id": "g1",
    "displayName": "Tax section",
    "visibility": "Private",
    "owners": [{"id": "u1"}, {"id": "u2"}],
}


def outcomes(verdicts):
    return [type(one) for one in verdicts]


def test_closed_groups_with_owners_pass_together():
    found = (TAX, replace(TAX, id="g2", visibility="HiddenMembership"))
    assert outcomes(private(found)) == outcomes(owned(found)) == [Pass]


@pytest.mark.parametrize(
    ("visibility", "expected"), [("Public", Fail), (None, Unknown), ("BrandNew", Unknown)]
)
def test_a_group_that_is_not_closed_does_not_pass(visibility, expected):
    assert outcomes(private((TAX, replace(TAX, id="g2", visibility=visibility)))) == [expected]


def test_a_group_without_an_owner_fails():
    assert outcomes(owned((TAX, replace(TAX, id="g2", owners=0)))) == [Fail]


def test_without_groups_there_is_nothing_to_judge():
    assert outcomes(private(())) == outcomes(owned(())) == [NotApplicable]


def test_only_microsoft_365_groups_are_asked_for():
    played = player({f"GET {GROUPS.path}?$filter=groupTypes/any(c:c eq 'Unified')": page([ROW])})
    assert run(played, groups) == [TAX]


def test_owners_that_were_not_expanded_are_malformed_not_none():
    with pytest.raises(FailedError, match="owners"):
        collected(groups, {f"GET {GROUPS.path}": page([ROW | {"owners": None}])})
