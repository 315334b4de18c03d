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
    Unknown,
    Verdict,
    check,
    collector,
    derived,
    setting,
)
from scanner.model import Outcome
from tests.scanner.world import (
    Account,
    Bucket,
    Cloud,
    Denied,
    Encryption,
    Region,
    Trail,
    broken,
    outcomes,
    run,
)

PASS, FAIL, NA, UNKNOWN = Outcome.PASS, Outcome.FAIL, Outcome.NOT_APPLICABLE, Outcome.UNKNOWN


@collector("cloud:GetAccount")
def account(cloud: Cloud) -> Account:
    return Account(id="111122223333")


@collector("cloud:GetAccount")
def denied_account(cloud: Cloud) -> Account:
    raise Denied


@collector("cloud:ListRegions")
def regions(cloud: Cloud) -> Iterator[Region]:
    yield Region(name="east")
    yield Region(name="west")


@collector("cloud:ListTrails")
def trails(region: Region, cloud: Cloud) -> Iterator[Trail]:
    yield Trail(name=f"trail-{region.name}", region=region.name, on=True)


@collector("cloud:ListTrails")
def trails_denied_in_the_west(region: Region, cloud: Cloud) -> Iterator[Trail]:
    if region.name == "west":
        raise Denied
    yield Trail(name="trail-east", region="east", on=True)


@collector("cloud:ListTrails")
def trails_off_and_denied_in_the_west(region: Region, cloud: Cloud) -> Iterator[Trail]:
    if region.name == "west":
        raise Denied
    yield Trail(name="trail-east", region="east", on=False)


@collector("cloud:ListTrails")
def no_trails(cloud: Cloud) -> Iterator[Trail]:
    yield from ()


@check("cloud.trail.each", severity=Severity.HIGH)
def each_trail(trail: Trail) -> Iterator[Verdict]:
    """Every trail is on.

    Off is blind.

    ## Remediation
    Switch it on.
    """
    yield Pass(trail, "on") if trail.on else Fail(trail, "off")


@check("cloud.trail.any", severity=Severity.HIGH)
def any_trail(account: Account, trails: Sequence[Trail]) -> Iterator[Verdict]:
    """A trail is on.

    Off is blind.

    ## Remediation
    Switch it on.
    """
    on = [trail for trail in trails if trail.on]
    yield from [Pass(trail, "on") for trail in on] or [Fail(account, "none on")]


@check("cloud.trail.exists", severity=Severity.HIGH, partial="existence")
def existing_trail(account: Account, trails: Sequence[Trail]) -> Iterator[Verdict]:
    """A trail is on.

    Off is blind.

    ## Remediation
    Switch it on.
    """
    on = [trail for trail in trails if trail.on]
    yield from [Pass(trail, "on") for trail in on] or [Fail(account, "none on")]


@check("cloud.trail.all", severity=Severity.HIGH, partial="universal")
def universal_trail(account: Account, trails: Sequence[Trail]) -> Iterator[Verdict]:
    """All trails are on.

    Off is blind.

    ## Remediation
    Switch it on.
    """
    off = [trail for trail in trails if not trail.on]
    yield from [Fail(trail, "off") for trail in off] or [Pass(account, "all on")]


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


@setting("network", singleton=True)
class Network:
    trails: int


@check("cloud.network", severity=Severity.LOW)
def network_check(network: Network) -> Iterator[Verdict]:
    """The network has trails.

    Reason.

    ## Remediation
    Remedy.
    """
    yield Pass(network, "{count} trails", count=network.trails)


def test_a_derived_setting_that_takes_all_is_not_built_from_a_part():
    @derived
    def network(trails: Sequence[Trail]) -> Network:
        raise AssertionError

    (gap,) = run(regions, trails_denied_in_the_west, network, network_check)
    assert isinstance(gap, Gap)
    assert gap.scope.name == "west"


def test_a_derived_setting_that_asks_for_the_reading_takes_over_the_responsibility():
    @derived
    def network(trails: Reading[Trail]) -> Network:
        assert not trails.complete
        return Network(trails=len(trails.items))

    (verdict,) = run(regions, trails_denied_in_the_west, network, network_check)
    assert isinstance(verdict, Pass)


def test_a_collector_that_takes_all_is_not_run_on_a_part():
    @collector("cloud:Summary")
    def summary(trails: Sequence[Trail], cloud: Cloud) -> Network:
        raise AssertionError

    assert outcomes(run(regions, trails_denied_in_the_west, summary, network_check)) == [UNKNOWN]


def test_items_before_a_failing_page_are_kept_and_the_gap_is_added():
    @collector("cloud:ListTrails")
    def trails_until_page_two(cloud: Cloud) -> Iterator[Trail]:
        yield from broken([Trail(name="first", region="east", on=False)], Denied())

    assert outcomes(run(trails_until_page_two, each_trail)) == [FAIL, UNKNOWN]


def test_an_unread_singleton_is_one_unknown_per_check_and_never_none():
    @check("cloud.each.with.account", severity=Severity.LOW)
    def with_account(account: Account, trail: Trail) -> Iterator[Verdict]:
        """Both are there.

        Reason.

        ## Remediation
        Remedy.
        """
        raise AssertionError

    assert outcomes(run(denied_account, regions, trails, with_account)) == [UNKNOWN]


def test_the_same_resource_twice_and_equal_is_merged():
    @collector("cloud:ListTrails")
    def shadows(region: Region, cloud: Cloud) -> Iterator[Trail]:
        yield Trail(name="one", region="home", on=True)

    assert outcomes(run(regions, shadows, each_trail)) == [PASS]


def test_the_same_resource_twice_and_different_is_malformed_and_neither_counts():
    @collector("cloud:ListTrails")
    def shadows(region: Region, cloud: Cloud) -> Iterator[Trail]:
        yield Trail(name="one", region="home", on=region.name == "east")

    (gap,) = run(regions, shadows, each_trail)
    assert isinstance(gap, Gap)
    assert gap.reason is Reason.MALFORMED


def test_what_was_read_on_from_a_contradicted_resource_is_dropped():
    @collector("cloud:ListBuckets")
    def buckets(region: Region, cloud: Cloud) -> Iterator[Bucket]:
        yield Bucket(name="b", region="home")

    @setting("odd", key="name")
    class Odd:
        name: str
        seen: str

    @setting("odd/detail", of="odd")
    class Detail:
        odd: Odd

    @collector("cloud:ListOdd")
    def odds(region: Region, cloud: Cloud) -> Iterator[Odd]:
        yield Odd(name="same", seen=region.name)

    @collector("cloud:GetOdd")
    def details(odd: Odd, cloud: Cloud) -> Iterator[Detail]:
        yield Detail(odd=odd)

    @check("cloud.odd", severity=Severity.LOW)
    def odd_check(detail: Detail) -> Iterator[Verdict]:
        """Odd.

        Reason.

        ## Remediation
        Remedy.
        """
        yield Pass(detail, "fine")

    assert outcomes(run(regions, odds, details, odd_check)) == [UNKNOWN]


def test_a_check_that_raises_loses_that_call_s_verdicts_only():
    @check("cloud.trail.faulty", severity=Severity.LOW)
    def faulty(trail: Trail) -> Iterator[Verdict]:
        """Every trail is on.

        Reason.

        ## Remediation
        Remedy.
        """
        yield Pass(trail, "on")
        if trail.region == "west":
            raise ZeroDivisionError("a tenant's name")

    found = run(regions, trails, faulty)
    assert sorted(outcomes(found)) == [PASS, UNKNOWN]
    (unknown,) = [one for one in found if isinstance(one, Unknown)]
    assert unknown.reason is Reason.DEFECT
    assert "tenant's name" not in str(unknown.message)


def test_a_check_that_says_nothing_is_a_defect():
    @check("cloud.trail.silent", severity=Severity.LOW)
    def silent(trails: Sequence[Trail]) -> Iterator[Verdict]:
        """Quiet.

        Reason.

        ## Remediation
        Remedy.
        """
        yield from ()

    (verdict,) = run(no_trails, silent)
    assert isinstance(verdict, Unknown)
    assert verdict.reason is Reason.DEFECT


@pytest.mark.parametrize("error", [ZeroDivisionError("x"), KeyError("Name"), SystemExit(3)])
def test_an_unknown_error_of_a_collector_is_a_defect_and_never_denied(error):
    @collector("cloud:ListTrails")
    def failing(cloud: Cloud) -> Iterator[Trail]:
        raise error
        yield

    (gap,) = run(failing, each_trail)
    assert isinstance(gap, Gap)
    assert gap.reason is Reason.DEFECT


def test_regions_that_cannot_be_listed_leave_everything_below_unknown():
    @collector("cloud:ListRegions")
    def denied_regions(cloud: Cloud) -> Iterator[Region]:
        raise Denied
        yield

    assert outcomes(run(account, denied_regions, trails, each_trail, any_trail)) == [UNKNOWN, UNKNOWN]


def test_a_setting_that_does_not_hold_its_type_is_malformed_and_never_judged():
    @collector("cloud:GetEncryption")
    def encryption(bucket: Bucket, cloud: Cloud) -> Iterator[Encryption]:
        yield Encryption(bucket=bucket, algorithm=False)  # type: ignore[arg-type]

    @collector("cloud:ListBuckets")
    def buckets(cloud: Cloud) -> Iterator[Bucket]:
        yield Bucket(name="b", region="east")

    @check("cloud.encryption", severity=Severity.LOW)
    def encrypted(encryption: Encryption) -> Iterator[Verdict]:
        """Encrypted.

        Reason.

        ## Remediation
        Remedy.
        """
        yield Pass(encryption, "encrypted")

    (gap,) = run(buckets, encryption, encrypted)
    assert isinstance(gap, Gap)
    assert gap.reason is Reason.MALFORMED
    assert gap.scope.name == "b"
