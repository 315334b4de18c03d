"""Before and after: which cells moved, and when that can't be told."""

from dataclasses import replace

import pytest

from scanner.assets import Lowered
from scanner.risk_compare import Direction, compare
from scanner.risk_values import RiskError
from tests.scanner.risk_world import FAIL, PASS, SERVER, UNKNOWN, assessed, rated

BEFORE = {"ALPHA-T09": PASS, "ALPHA-T10": FAIL, "ALPHA-T11": FAIL}


def table(found, asset=SERVER, **options):
    return rated(assessed(found), asset, **options)


def moved(before, after, threat="TH4"):
    return next(one for one in compare(before, after).changes if one.threat == threat)


def test_a_measure_that_is_added_makes_a_cell_better():
    one = moved(table(BEFORE), table(BEFORE | {"ALPHA-T10": PASS}))
    assert one.direction is Direction.BETTER
    assert (one.before.value.worst.product, one.after.value.worst.product) == (6, 3)
    assert not one.rerated


def test_a_measure_that_is_lost_makes_it_worse():
    assert moved(table(BEFORE), table(BEFORE | {"ALPHA-T09": FAIL})).direction is Direction.WORSE


def test_nothing_changed():
    comparison = compare(table(BEFORE), table(BEFORE))
    assert {one.direction for one in comparison.changes} == {Direction.SAME}
    assert comparison.of(Direction.SAME) == comparison.changes
    assert not comparison.what_if


def test_what_was_not_read_after_is_unclear_and_never_better():
    assert moved(table(BEFORE), table(BEFORE | {"ALPHA-T10": UNKNOWN})).direction is Direction.UNCLEAR


def test_what_was_not_read_before_is_unclear_and_never_better():
    one = moved(table(BEFORE | {"ALPHA-T10": UNKNOWN}), table(BEFORE | {"ALPHA-T10": PASS}))
    assert one.direction is Direction.UNCLEAR


def test_a_what_if_is_told_from_a_reading():
    comparison = compare(table(BEFORE), table(BEFORE, assume={"ALPHA-T11": "met"}))
    assert comparison.what_if
    assert moved(comparison.before, comparison.after).direction is Direction.BETTER


def test_a_cell_that_people_rated_anew_is_marked():
    calm = replace(SERVER, threats=SERVER.threats | {"TH4": 1})
    one = moved(table(BEFORE), table(BEFORE, calm))
    assert (one.direction, one.rerated) == (Direction.BETTER, True)
    lowered = Lowered(threat="TH4", level=1, reason="x", role="y", date="2026-11-01")
    one = moved(table(BEFORE), table(BEFORE, replace(SERVER, lowered=(lowered,))))
    assert (one.direction, one.rerated) == (Direction.WORSE, True)


def test_assets_come_and_go():
    other = replace(SERVER, id="new")
    comparison = compare(table(BEFORE), table(BEFORE, other))
    assert {one.asset for one in comparison.of(Direction.ADDED)} == {"new"}
    assert {one.asset for one in comparison.of(Direction.REMOVED)} == {"server"}


def test_two_readings_of_the_matrix_are_not_compared():
    with pytest.raises(RiskError, match="use the same reading"):
        compare(table(BEFORE), table(BEFORE, reading=2))


def test_two_organisations_are_not_compared():
    with pytest.raises(RiskError, match="two tables of one"):
        compare(table(BEFORE), replace(table(BEFORE), organisation="midori"))
