"""Every row of the rules on what could not be told."""

from collections.abc import Iterator, Sequence

import pytest

from scanner import (
    Fail,
    Gap,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Severity,
    Verdict,
    check,
    collector,
    setting,
)
from scanner.model import Outcome
from tests.scanner.trails import (
    account,
    any_trail,
    each_trail,
    existing_trail,
    no_trails,
    regions,
    trails,
    trails_denied_in_the_west,
    trails_off_and_denied_in_the_west,
    universal_trail,
)
from tests.scanner.world import (
    Cloud,
    Denied,
    Region,
    Trail,
    outcomes,
    run,
)

PASS, FAIL, NA, UNKNOWN = Outcome.PASS, Outcome.FAIL, Outcome.NOT_APPLICABLE, Outcome.UNKNOWN


def test_for_each_of_nothing_is_not_applicable_to_the_target():
    (verdict,) = run(no_trails, each_trail)
    assert isinstance(verdict, NotApplicable)
    assert str(verdict.message) == "no trail"


def test_an_empty_answer_of_a_type_that_cannot_be_empty_is_malformed():
    @collector("cloud:ListRegions")
    def no_regions(cloud: Cloud) -> Iterator[Region]:
        yield from ()

    (gap,) = run(no_regions, trails, each_trail)
    assert isinstance(gap, Gap)
    assert gap.reason is Reason.MALFORMED


def test_for_each_with_a_gap_keeps_its_verdicts_and_adds_one_unknown_per_root_gap():
    found = run(regions, trails_denied_in_the_west, each_trail)
    assert outcomes(found) == [PASS, UNKNOWN]
    assert found[1].scope.name == "west"
    assert found[1].permission == "cloud:ListTrails"


def test_a_root_gap_under_two_settings_is_one_unknown():
    @setting("left", key="name")
    class Left:
        name: str

    @setting("right", key="name")
    class Right:
        name: str

    @collector("cloud:Both")
    def both(cloud: Cloud) -> Iterator[Left | Right]:
        raise Denied
        yield

    @check("cloud.both", severity=Severity.LOW)
    def two(lefts: Sequence[Left], rights: Sequence[Right]) -> Iterator[Verdict]:
        """Both.

        Reason.

        ## Remediation
        Remedy.
        """
        raise AssertionError

    assert outcomes(run(both, two)) == [UNKNOWN]


def test_about_all_with_a_gap_is_one_unknown_and_nothing_else():
    assert outcomes(run(account, regions, trails_denied_in_the_west, any_trail)) == [UNKNOWN]
    assert outcomes(run(account, regions, trails_off_and_denied_in_the_west, any_trail)) == [UNKNOWN]


def test_existence_lets_a_pass_stand_alone_though_something_is_unread():
    assert outcomes(run(account, regions, trails_denied_in_the_west, existing_trail)) == [PASS]


@pytest.mark.parametrize("partial", ["existence", "universal"])
def test_a_check_that_asks_for_a_reading_sees_its_gaps_though_another_set_is_partial(partial):
    @check("cloud.trail.reading", severity=Severity.HIGH, partial=partial)
    def both(trails: Sequence[Trail], regions: Reading[Region]) -> Iterator[Verdict]:
        """A trail is on.

        Off is blind.

        ## Remediation
        Switch it on.
        """
        assert not regions.complete
        yield Pass(trails[0], "on") if partial == "existence" else Fail(trails[0], "off")

    @collector("cloud:ListRegions")
    def some_regions(cloud: Cloud) -> Iterator[Region]:
        yield Region(name="east")
        raise Denied

    found = run(some_regions, trails, both)
    assert outcomes(found)[0] in (PASS, FAIL)


def test_existence_without_a_pass_is_one_unknown_and_never_a_fail():
    found = run(account, regions, trails_off_and_denied_in_the_west, existing_trail)
    assert outcomes(found) == [UNKNOWN]


def test_universal_lets_fails_stand_and_adds_one_unknown():
    found = run(account, regions, trails_off_and_denied_in_the_west, universal_trail)
    assert outcomes(found) == [FAIL, UNKNOWN]


def test_universal_without_a_fail_is_one_unknown_and_never_a_pass():
    found = run(account, regions, trails_denied_in_the_west, universal_trail)
    assert outcomes(found) == [UNKNOWN]
