"""What rarely happens in a reading, and must not make anything certain that isn't."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator, Sequence

import pytest

from scanner import Fail, Gap, Pass, Reading, Reason, Severity, Verdict, check, collector, derived, setting
from scanner.collecting import Job, read_all
from scanner.judge import judge
from scanner.model import Outcome
from scanner.plan import Plan
from scanner.pool import Pool
from scanner.provider import Target
from tests.scanner.trails import any_trail, each_trail, regions, trails
from tests.scanner.world import (
    TARGET,
    Account,
    Bucket,
    Cloud,
    Denied,
    Options,
    Region,
    Trail,
    outcomes,
    provider,
    run,
)

PASS, FAIL, NA, UNKNOWN = Outcome.PASS, Outcome.FAIL, Outcome.NOT_APPLICABLE, Outcome.UNKNOWN


@setting("odd", key="name")
class Odd:
    name: str
    seen: str


@setting("odd/part", of="odd", key="name")
class Part:
    odd: Odd
    name: str


@setting("odd/part/detail", of="part")
class Detail:
    part: Part


@setting("network", singleton=True)
class Network:
    trails: int


@setting("report", singleton=True)
class Report:
    trails: int


def judging(cls):
    @check(f"cloud.{cls.__name__.lower()}", severity=Severity.LOW)
    def each(item: cls) -> Iterator[Verdict]:
        """Each is there.

        Reason.

        ## Remediation
        Remedy.
        """
        yield Pass(item, "there")

    return each


def test_what_was_read_far_below_a_contradicted_resource_is_dropped_too():
    @collector("cloud:ListOdd")
    def odds(region: Region, cloud: Cloud) -> Iterator[Odd]:
        yield Odd(name="same", seen=region.name)
        yield Odd(name=f"own of {region.name}", seen="once")

    @collector("cloud:ListParts")
    def parts(odd: Odd, cloud: Cloud) -> Iterator[Part]:
        yield Part(odd=odd, name=f"part of {odd.name}")

    @collector("cloud:GetDetail")
    def details(part: Part, cloud: Cloud) -> Detail:
        return Detail(part=part)

    found = run(regions, odds, parts, details, judging(Detail))
    assert outcomes(found) == [PASS, PASS, UNKNOWN]
    assert {one.subject.part.odd.name for one in found[:2]} == {"own of east", "own of west"}
    assert found[-1].reason is Reason.MALFORMED


def test_a_collector_of_several_types_that_fails_midway_leaves_a_gap_in_each():
    @collector("cloud:Everything")
    def everything(cloud: Cloud) -> Iterator[Bucket | Trail]:
        yield Bucket(name="b", region="east")
        raise Denied

    found = run(everything, judging(Bucket), each_trail, any_trail, collector_of_account)
    assert outcomes(found) == [PASS, UNKNOWN, UNKNOWN, UNKNOWN]
    assert len({one for one in found if isinstance(one, Gap)}) == 1


@collector("cloud:GetAccount")
def collector_of_account(cloud: Cloud) -> Account:
    return Account(id="111122223333")


def test_a_derived_setting_may_take_over_what_another_one_refuses():
    @derived
    def network(trails: Sequence[Trail]) -> Network:
        raise AssertionError("not of a part")

    @derived
    def report(network: Reading[Network], regions: Sequence[Region]) -> Report:
        return Report(trails=-1 if network.gaps else 0)

    @collector("cloud:ListTrails")
    def denied(region: Region, cloud: Cloud) -> Iterator[Trail]:
        raise Denied
        yield

    found = run(regions, denied, network, report, judging(Report), judging(Network))
    assert outcomes(found) == [UNKNOWN, PASS]
    assert found[-1].subject == Report(trails=-1)


def test_a_derived_setting_that_gives_nothing_where_one_is_certain_is_unknown():
    @derived
    def network(trails: Sequence[Trail]) -> Iterator[Network]:
        yield from ()

    (gap,) = run(regions, trails, network, judging(Network))
    assert gap.reason is Reason.MALFORMED


def test_two_singletons_are_one_too_many():
    @collector("cloud:GetAccount")
    def accounts(cloud: Cloud) -> Iterator[Account]:
        yield Account(id="111122223333")
        yield Account(id="444455556666")

    (gap,) = run(accounts, judging(Account))
    assert gap.reason is Reason.MALFORMED


def test_a_singleton_after_which_the_reading_fails_is_unread():
    @collector("cloud:GetAccount")
    def account(cloud: Cloud) -> Iterator[Account]:
        yield Account(id="111122223333")
        raise Denied

    assert outcomes(run(account, judging(Account))) == [UNKNOWN]


def test_for_each_of_nothing_with_a_gap_is_unknown_and_not_inapplicable():
    @collector("cloud:ListTrails")
    def denied(region: Region, cloud: Cloud) -> Iterator[Trail]:
        if region.name == "west":
            raise Denied
        yield from ()

    assert outcomes(run(regions, denied, each_trail)) == [UNKNOWN]


@pytest.mark.parametrize(
    ("partial", "kept"), [("existence", [PASS, UNKNOWN]), ("universal", [FAIL, UNKNOWN])]
)
def test_each_item_of_a_for_each_check_stands_or_falls_by_itself(partial, kept):
    @check("cloud.region.watched", severity=Severity.LOW, partial=partial)
    def watched(region: Region, trails: Sequence[Trail]) -> Iterator[Verdict]:
        """Each region has a trail.

        Reason.

        ## Remediation
        Remedy.
        """
        assert trails
        if any(trail.region == region.name for trail in trails):
            yield Pass(region, "watched")
        else:
            yield Fail(region, "not watched")

    @collector("cloud:ListTrails")
    def some(region: Region, cloud: Cloud) -> Iterator[Trail]:
        if region.name == "west":
            raise Denied
        yield Trail(name="one", region="east", on=True)

    assert sorted(outcomes(run(regions, some, watched)), key=[PASS, FAIL, UNKNOWN].index) == kept


@pytest.fixture
def hung():
    release = threading.Event()
    yield release
    release.set()


def test_a_deadline_amid_the_items_of_a_list_leaves_a_gap_for_each_that_is_not_back(hung):
    @collector("cloud:ListBuckets")
    def buckets(cloud: Cloud) -> Iterator[Bucket]:
        for number in range(6):
            yield Bucket(name=f"b{number}", region="east")

    @collector("cloud:GetPart")
    def parts(bucket: Bucket, cloud: Cloud) -> Iterator[Part]:
        odd = Odd(name=bucket.name, seen="")
        yield Part(odd=odd, name="first")
        if bucket.name in ("b1", "b4"):
            hung.wait()
        yield Part(odd=odd, name="second")

    found = run(buckets, parts, judging(Part), seconds=0.5, pool=Pool(32))
    assert outcomes(found) == [PASS] * 10 + [UNKNOWN] * 2
    assert {gap.scope.name for gap in found if isinstance(gap, Gap)} == {"b1", "b4"}


@pytest.mark.parametrize("error", [SystemExit(3), RecursionError(), StopIteration(), KeyError("x")])
def test_whatever_a_check_raises_ends_nothing_but_itself(error):
    @check("cloud.raising", severity=Severity.LOW)
    def raising(trail: Trail) -> Iterator[Verdict]:
        """Good.

        Reason.

        ## Remediation
        Remedy.
        """
        raise error
        yield

    found = run(regions, trails, raising, each_trail)
    assert sorted(outcomes(found)) == [PASS] * 2 + [UNKNOWN] * 2
    assert {one.reason for one in found if one.reason} == {Reason.DEFECT}


@pytest.mark.parametrize(
    "error", [SystemExit(3), GeneratorExit(), asyncio.CancelledError(), RecursionError()]
)
def test_whatever_a_collector_raises_ends_nothing_but_itself(error):
    @collector("cloud:Odd")
    def odds(cloud: Cloud) -> Iterator[Odd]:
        raise error
        yield

    @collector("cloud:Bucket")
    async def buckets(cloud: Cloud) -> AsyncIterator[Bucket]:
        raise error
        yield

    found = run(regions, trails, odds, buckets, judging(Odd), judging(Bucket), each_trail)
    assert sorted(outcomes(found)) == [PASS] * 2 + [UNKNOWN] * 2
    assert {one.reason for one in found if isinstance(one, Gap)} == {Reason.DEFECT}


def test_an_empty_organisation_and_no_targets_are_read_in_no_time():
    assert asyncio.run(read_all([], 1.0)) == ()


def test_a_fault_of_one_connection_stops_no_other_target():
    class Broken(Cloud):
        def stop(self, at):
            raise ZeroDivisionError

    def connect(target, permissions):
        return Broken(target) if target.id == "t2" else Cloud(target)

    functions = (regions, trails, each_trail)
    plan = Plan.of(provider(*functions, connect=connect))
    both = [Job(plan, one, lambda _: {}) for one in (TARGET, Target("t2", "cloud", "aozora", Options()))]
    good, bad = asyncio.run(read_all(both, 5.0, pool=Pool(8)))
    assert outcomes(judge(each_trail, good.readings, good.target.resource)) == [PASS, PASS]
    (gap,) = judge(each_trail, bad.readings, bad.target.resource)
    assert gap.reason is Reason.DEFECT
    assert "ZeroDivisionError" in str(gap.message)
