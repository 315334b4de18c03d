"""The rows on what collectors, derived settings and checks themselves leave untold."""

from collections.abc import Iterator, Sequence

import pytest

from scanner import (
    Gap,
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
from tests.scanner.trails import (
    account,
    any_trail,
    denied_account,
    each_trail,
    no_trails,
    regions,
    trails,
    trails_denied_in_the_west,
)
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
