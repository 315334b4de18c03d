"""Everything is recorded, and the record is protected."""

from dataclasses import replace

import pytest

from plugins.aws.checks.trail import all_regions, encryption, validation
from plugins.aws.settings.account import Account
from plugins.aws.settings.kms import Key
from plugins.aws.settings.trail import (
    AdvancedSelector,
    BasicSelector,
    FieldSelector,
    Trail,
    TrailRecording,
)
from scanner import Fail, Pass, Reading, Unknown

ACCOUNT = Account(id="111122223333", target="aozora-aws")
TRAIL = Trail(
    arn="arn:aws:cloudtrail:ap-northeast-1:111122223333:trail/aozora",
    name="aozora",
    home_region="ap-northeast-1",
    multi_region=True,
    organization=False,
    bucket="aozora-trail",
    prefix=None,
    validation=True,
    key="arn:aws:kms:ap-northeast-1:111122223333:key/own",
    log_group=None,
)
EVERYTHING = BasicSelector(read_write="All", management=True, excluded=(), data=())
GOOD = TrailRecording(trail=TRAIL, logging=True, basic=(EVERYTHING,), advanced=())


def kinds(*trails):
    return [type(one) for one in all_regions(ACCOUNT, trails)]


def field(name, *values, operator="Equals"):
    return FieldSelector(field=name, operator=operator, values=values)


def advanced(*fields):
    selector = AdvancedSelector(fields=(field("eventCategory", "Management"), *fields))
    return replace(GOOD, basic=(), advanced=(selector,))


def test_a_trail_of_all_regions_that_records_everything_passes():
    assert kinds(GOOD) == [Pass]
    assert kinds(advanced()) == [Pass]


def test_a_trail_of_another_account_in_the_organization_counts():
    foreign = replace(TRAIL, arn=TRAIL.arn.replace("111122223333", "444455556666"), organization=True)
    assert kinds(replace(GOOD, trail=foreign)) == [Pass]


def test_a_trail_that_is_switched_off_fails():
    assert kinds(replace(GOOD, logging=False)) == [Fail]


def test_a_trail_of_one_region_fails():
    assert kinds(replace(GOOD, trail=replace(TRAIL, multi_region=False))) == [Fail]


def test_no_trail_at_all_fails():
    assert kinds() == [Fail]


@pytest.mark.parametrize("side", ["ReadOnly", "WriteOnly"])
def test_a_trail_that_records_one_side_fails(side):
    assert kinds(replace(GOOD, basic=(replace(EVERYTHING, read_write=side),))) == [Fail]


def test_two_trails_that_record_one_side_each_pass_together():
    sides = [replace(GOOD, basic=(replace(EVERYTHING, read_write=one),)) for one in ("ReadOnly", "WriteOnly")]
    assert kinds(*sides) == [Pass, Pass]
    assert kinds(advanced(field("readOnly", "true")), advanced(field("readOnly", "false"))) == [Pass, Pass]


@pytest.mark.parametrize(
    "bad",
    [
        replace(GOOD, basic=(replace(EVERYTHING, management=False),)),
        replace(GOOD, basic=(replace(EVERYTHING, excluded=("kms.amazonaws.com",)),)),
        replace(GOOD, basic=(replace(EVERYTHING, read_write="Sometimes"),)),
        replace(GOOD, basic=()),
        advanced(field("readOnly", "true")),
        advanced(field("eventSource", "kms.amazonaws.com", operator="NotEquals")),
        advanced(field("eventName", "ConsoleLogin")),
        replace(GOOD, basic=(), advanced=(AdvancedSelector(fields=(field("eventCategory", "Data"),)),)),
    ],
)
def test_a_trail_that_leaves_management_events_out_fails(bad):
    assert kinds(bad) == [Fail]


def test_log_files_must_be_validated():
    assert [type(one) for one in validation(TRAIL)] == [Pass]
    assert [type(one) for one in validation(replace(TRAIL, validation=False))] == [Fail]


OWN = Reading((Key(id="own", arn="arn:own", region="ap-northeast-1", aliases=()),))


@pytest.mark.parametrize(
    ("key", "keys", "expected"),
    [
        (TRAIL.key, OWN, Pass),
        (None, OWN, Fail),
        (TRAIL.key, Reading(), Unknown),
        ("arn:aws:kms:ap-northeast-1:444455556666:key/log-archive", Reading(), Pass),
    ],
)
def test_log_files_must_be_encrypted_with_an_own_key(key, keys, expected):
    [verdict] = encryption(replace(TRAIL, key=key), ACCOUNT, keys)
    assert type(verdict) is expected
