"""Each word in a tenant's answers becomes one that no page lists: nothing passes, fails or breaks by it."""

from collections.abc import Iterator
from functools import cache

import pytest

from scanner.model import Outcome, Reason
from scanner.testing import Script
from tests.plugins.m365 import fuller, richer
from tests.plugins.m365.asking import checks_of
from tests.plugins.m365.listed import LISTED
from tests.plugins.m365.test_denied import GOOD, assessed, called
from tests.plugins.m365.unlisted import NEW, Field, changed, fields

LOOKED_FOR = {
    "compliance Get-UnifiedAuditLogRetentionPolicy RecordTypes",
    "deviceConfigurations @odata.type",
    "diagnosticSettings properties.logs.category",
    "exchange Get-MalwareFilterPolicy FileTypes",
}
"""Lists in which one thing is looked for among many: another one is just that, whatever it is."""
TENANTS = {"fuller": fuller.replies(), "richer": richer.replies()}


def cases() -> Iterator[tuple[str, Field]]:
    """Each field of the fuller tenant, and of the richer one where that says something else."""
    known = TENANTS["fuller"]
    for name, replies in TENANTS.items():
        for field in fields(replies):
            lines = {line for line, _ in field.places}
            same = name != "fuller" and all(known.get(line) == replies[line] for line in lines)
            if not same and str(field) not in LOOKED_FOR and field.operation in checks_of():
                yield name, field


CASES = {f"{name} {field}": (name, field) for name, field in cases()}
WITNESSED = sorted(one for one, (_, field) in CASES.items() if str(field) in LISTED)


def judged(tenant, field, replies):
    found = assessed(script=Script(replies), checks=sorted(checks_of()[field.operation]), frameworks=())
    assert [gap for _, gap in found.gaps if gap.reason is Reason.DEFECT] == []
    return {one.id: one for one in found.findings}


@cache
def as_it_is(case):
    name, field = CASES[case]
    return judged(name, field, TENANTS[name])


@cache
def with_word(case, word=NEW):
    name, field = CASES[case]
    return judged(name, field, changed(TENANTS[name], field, word))


def wholly_good(findings):
    """The checks that find nothing wrong, and nothing unknown."""
    bad = {one.check for one in findings.values() if one.outcome not in GOOD}
    return {one.check for one in findings.values()} - bad


def newly(now, was, outcomes):
    """The checks that come to one of these outcomes where they came to another one, or to none."""
    found = [(name, one.check) for name, one in now.items() if one.outcome in outcomes]
    return {check for name, check in found if name not in was or was[name].outcome not in outcomes}


def better(now, was):
    """The checks that call something good which was not, unless they found nothing wrong before either."""
    return newly(now, was, GOOD) - wholly_good(was)


def test_the_code_of_collectors_tells_which_operations_they_call():
    assert called() == set(checks_of())


@pytest.mark.parametrize("case", CASES)
def test_a_new_word_makes_nothing_better_and_nothing_fail(case):
    was, now = as_it_is(case), with_word(case)
    assert better(now, was) == set()
    assert newly(now, was, (Outcome.FAIL,)) == set()


@pytest.mark.parametrize("case", WITNESSED)
def test_what_is_good_with_a_new_word_is_good_with_every_word_that_the_page_lists(case):
    for word in LISTED[str(CASES[case][1])]:
        assert better(with_word(case), with_word(case, word)) == set(), word


def test_every_listed_field_stands_in_one_of_the_tenants():
    assert set(LISTED) - {str(field) for _, field in CASES.values()} == set()
