"""Stacks of mandatory templates: there, complete, and as their templates say."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.aws.checks.stackdrift import drift
from plugins.aws.checks.stacks import mandatory
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.stacks import Stack
from scanner import (
    AsOf,
    DeclaredStack,
    Fail,
    Gap,
    Limits,
    Message,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Resource,
    Unknown,
)
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read

ACCOUNT = Account(id="111122223333", target="aozora-aws")
NOW = AsOf(time=datetime(2026, 11, 1, tzinfo=UTC))
LIMITS = Limits.of({"drift_check_days": 30})
WANTED = DeclaredStack(target="aozora-aws", stack="aozora-baseline", region=TOKYO)
ID = f"arn:aws:cloudformation:{TOKYO}:111122223333:stack/aozora-baseline/1234abcd"
GOOD = Stack(
    id=ID,
    name="aozora-baseline",
    region=TOKYO,
    status="UPDATE_COMPLETE",
    root=None,
    updated=NOW.time - timedelta(days=90),
    drift="IN_SYNC",
    checked=NOW.time - timedelta(days=5),
)
NESTED = replace(GOOD, id=f"{ID}-nested", name="aozora-baseline-trail-1A2B", root=ID)
GAP = Gap("x", Resource("AWS::Region", TOKYO, TOKYO, TOKYO), Reason.DENIED, Message("no"))


def there(*stacks, gaps=(), wanted=(WANTED,), regions=(TOKYO, OSAKA)):
    read = [Region(name=name) for name in regions]
    return [type(one) for one in mandatory(ACCOUNT, wanted, read, Reading(stacks, gaps))]


def drifted(*stacks, gaps=(), wanted=(WANTED,), regions=(TOKYO, OSAKA)):
    read = [Region(name=name) for name in regions]
    return [type(one) for one in drift(ACCOUNT, wanted, read, Reading(stacks, gaps), LIMITS, NOW)]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("CREATE_COMPLETE", Pass),
        ("IMPORT_COMPLETE", Pass),
        ("UPDATE_COMPLETE", Pass),
        ("UPDATE_ROLLBACK_COMPLETE", Fail),  # the new template was not rolled out
        ("ROLLBACK_COMPLETE", Fail),
        ("REVIEW_IN_PROGRESS", Fail),  # planned only
        ("UPDATE_IN_PROGRESS", Unknown),
        ("DELETE_IN_PROGRESS", Unknown),
        ("A_NEW_STATUS", Unknown),
    ],
)
def test_a_mandatory_stack_must_be_complete(status, expected):
    assert there(replace(GOOD, status=status)) == [expected]


def test_a_stack_that_is_missing_or_in_another_region_fails():
    assert there() == [Fail]
    assert there(replace(GOOD, region=OSAKA)) == [Fail]
    assert there(replace(GOOD, name="aozora-baseline-2")) == [Fail]
    assert there(NESTED) == [Fail]  # a nested stack is not the stack


def test_a_pattern_means_every_stack_that_it_fits():
    all_of_them = (replace(WANTED, stack="aozora-*"),)
    other = replace(GOOD, id=f"{ID}-2", name="aozora-watch")
    assert there(GOOD, other, wanted=all_of_them) == [Pass]
    assert there(GOOD, replace(other, status="UPDATE_FAILED"), wanted=all_of_them) == [Fail]


def test_nothing_mandatory_is_nothing_to_judge():
    assert there(wanted=()) == [NotApplicable]
    assert drifted(wanted=()) == [NotApplicable]


@pytest.mark.parametrize("judged", [there, drifted])
def test_what_was_not_read_is_not_known(judged):
    elsewhere = replace(GAP, scope=replace(GAP.scope, region=OSAKA))
    assert judged(GOOD, gaps=(GAP,)) == [Unknown]
    assert judged(GOOD, gaps=(elsewhere,)) == [Pass]
    assert judged(GOOD, regions=(OSAKA,)) == [Unknown]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Pass),
        ({"checked": NOW.time - timedelta(days=30)}, Pass),
        ({"checked": NOW.time - timedelta(days=31)}, Unknown),
        ({"checked": None}, Unknown),
        ({"drift": "NOT_CHECKED", "checked": None}, Unknown),
        ({"drift": None, "checked": None}, Unknown),
        ({"drift": "UNKNOWN"}, Unknown),
        ({"drift": "ALIKE"}, Unknown),
        ({"updated": NOW.time - timedelta(days=4)}, Unknown),  # what was looked at is not there any more
        ({"drift": "DRIFTED"}, Fail),
        ({"drift": "DRIFTED", "checked": NOW.time - timedelta(days=99)}, Fail),
    ],
)
def test_a_stack_is_as_its_template_says_if_somebody_looked_lately(more, expected):
    assert drifted(replace(GOOD, **more)) == [expected]
    assert drifted(GOOD, replace(NESTED, **more)) == [expected]


def test_a_missing_stack_is_judged_by_the_other_check():
    assert drifted() == [NotApplicable]
    assert drifted(replace(NESTED, root="arn:of-another")) == [NotApplicable]


# Written from documentation: CloudFormation API reference, ListStacks.
def test_stacks_are_read_but_for_those_that_were_deleted(tape, sign_in):
    one = {
        "StackId": ID,
        "StackName": GOOD.name,
        "StackStatus": GOOD.status,
        "CreationTime": NOW.time - timedelta(days=400),
        "LastUpdatedTime": GOOD.updated,
        "DriftInformation": {"StackDriftStatus": "IN_SYNC", "LastCheckTimestamp": GOOD.checked},
    }
    fresh = {
        "StackId": f"{ID}-nested",
        "StackName": NESTED.name,
        "StackStatus": "CREATE_COMPLETE",
        "CreationTime": GOOD.updated,
        "RootId": ID,
    }
    gone = one | {"StackId": f"{ID}-old", "StackStatus": "DELETE_COMPLETE"}
    answers = {"cloudformation.ListStacks": {"StackSummaries": [one, gone, fresh]}}
    assert read(Stack, answered(tape, sign_in, answers)) == [
        GOOD,
        replace(NESTED, status="CREATE_COMPLETE", drift=None, checked=None),
    ]
