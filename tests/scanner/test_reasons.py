"""Why a control has its verdict: only a permission that is missing is called missing."""

from dataclasses import replace

import pytest

from scanner.assessment import Status
from scanner.model import Gap, Reason, Resource
from scanner.reasons import reasons
from scanner.text import Message
from scanner.verdict import Case
from tests.scanner.controls import CITY, CONTROL, SCOPE, UNKNOWN


def said(reason):
    gap = Gap("bucket", Resource("target", "t1"), reason, Message.of("not read"), "s3:ListAllMyBuckets")
    finding = replace(UNKNOWN, code=reason, gap=gap)
    case = Case(control=CONTROL, organisation=CITY, findings=(finding,), scope=SCOPE)
    return [str(one) for one in reasons(case, Status.UNDETERMINED)]


def test_a_refused_read_names_the_missing_permission():
    assert "missing permissions: s3:ListAllMyBuckets" in said(Reason.DENIED)


def test_a_read_without_a_licence_asks_for_the_licence():
    assert "no licence for what these permissions read: s3:ListAllMyBuckets" in said(Reason.UNLICENSED)


@pytest.mark.parametrize("reason", sorted(set(Reason) - {Reason.DENIED, Reason.UNLICENSED}))
def test_a_read_that_failed_otherwise_names_no_permission(reason):
    assert not [one for one in said(reason) if "s3:ListAllMyBuckets" in one]
