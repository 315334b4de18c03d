"""How settings are read: lazily, once, as streams, fairly, and never past the deadline."""

import threading
import time
from collections.abc import AsyncIterator, Iterator, Sequence

import pytest

from scanner import Gap, Pass, Reason, Severity, Verdict, check, collector
from scanner.collecting import Stop
from scanner.model import Outcome
from scanner.pool import Pool
from tests.scanner.world import Bucket, Cloud, Denied, Encryption, Region, Trail, outcomes, read, run


def judging(cls):
    @check(f"cloud.each.{cls.__name__.lower()}", severity=Severity.LOW)
    def each(item: cls) -> Iterator[Verdict]:
        """Each is there.

        Reason.

        ## Remediation
        Remedy.
        """
        yield Pass(item, "there")

    return each


EACH_BUCKET, EACH_TRAIL, EACH_ENCRYPTION = judging(Bucket), judging(Trail), judging(Encryption)


@collector("cloud:ListRegions")
def regions(cloud: Cloud) -> Iterator[Region]:
    for name in ("east", "north", "south", "west"):
        yield Region(name=name)


def counting(calls):
    @collector("cloud:ListTrails")
    def trails(region: Region, cloud: Cloud) -> Iterator[Trail]:
        calls.append(region.name)
        yield Trail(name=f"trail-{region.name}", region=region.name, on=True)

    return trails


@collector("cloud:ListBuckets")
def buckets(cloud: Cloud) -> Iterator[Bucket]:
    for number in range(20):
        yield Bucket(name=f"bucket-{number:02}", region="east")


def test_only_what_a_selected_check_needs_is_read():
    calls: list[str] = []
    run(regions, counting(calls), buckets, EACH_BUCKET)
    assert calls == []


def test_a_setting_that_two_checks_need_is_read_once():
    calls: list[str] = []

    @check("cloud.all.trails", severity=Severity.LOW)
    def all_trails(trails: Sequence[Trail]) -> Iterator[Verdict]:
        """All are there.

        Reason.

        ## Remediation
        Remedy.
        """
        yield Pass(trails[0], "there")

    run(regions, counting(calls), EACH_TRAIL, all_trails)
    assert sorted(calls) == ["east", "north", "south", "west"]


def test_an_item_is_read_on_from_before_the_list_has_ended():
    read_on = threading.Event()

    @collector("cloud:ListBuckets")
    def slow_list(cloud: Cloud) -> Iterator[Bucket]:
        yield Bucket(name="first", region="east")
        assert read_on.wait(5), "the first bucket was held back"
        yield Bucket(name="second", region="east")

    @collector("cloud:GetEncryption")
    def encryption(bucket: Bucket, cloud: Cloud) -> Iterator[Encryption]:
        read_on.set()
        yield Encryption(bucket=bucket, algorithm=None)

    assert outcomes(run(slow_list, encryption, EACH_ENCRYPTION)) == [Outcome.PASS] * 2


def test_async_collectors_are_awaited_and_keep_what_came_before_a_failure():
    @collector("cloud:ListBuckets")
    async def pages(cloud: Cloud) -> AsyncIterator[Bucket]:
        yield Bucket(name="first", region="east")
        raise Denied

    found = run(pages, EACH_BUCKET)
    assert outcomes(found) == [Outcome.PASS, Outcome.UNKNOWN]


def test_a_collector_holds_at_most_a_quarter_of_the_pool():
    running, most, lock = 0, 0, threading.Lock()

    @collector("cloud:GetEncryption")
    def encryption(bucket: Bucket, cloud: Cloud) -> Iterator[Encryption]:
        nonlocal running, most
        with lock:
            running, most = running + 1, max(most, running + 1)
        time.sleep(0.01)
        with lock:
            running -= 1
        yield Encryption(bucket=bucket, algorithm=None)

    run(buckets, encryption, EACH_ENCRYPTION, pool=Pool(8))
    assert most == 2


@pytest.fixture
def hung():
    release = threading.Event()
    yield release
    release.set()


def test_what_hangs_becomes_a_gap_at_the_deadline_and_the_rest_stands(hung):
    @collector("cloud:ListTrails")
    def trails(region: Region, cloud: Cloud) -> Iterator[Trail]:
        if region.name == "west":
            hung.wait()
        yield Trail(name=f"trail-{region.name}", region=region.name, on=True)

    began = time.monotonic()
    found = run(regions, trails, EACH_TRAIL, seconds=0.5)
    assert time.monotonic() - began < 1.5
    assert outcomes(found) == [Outcome.PASS] * 3 + [Outcome.UNKNOWN]
    assert found[-1].reason is Reason.DEADLINE
    assert found[-1].scope.name == "west"


def test_what_hangs_at_the_root_is_one_root_gap_under_everything_below(hung):
    @collector("cloud:ListRegions")
    def no_answer(cloud: Cloud) -> Iterator[Region]:
        hung.wait()
        yield Region(name="east")

    calls: list[str] = []
    found = run(no_answer, counting(calls), EACH_TRAIL, seconds=0.2)
    (gap,) = found
    assert isinstance(gap, Gap)
    assert (gap.setting, gap.reason, calls) == ("region", Reason.DEADLINE, [])


def test_a_stop_is_the_deadline_coming_early(hung):
    @collector("cloud:ListBuckets")
    def first_page(cloud: Cloud) -> Iterator[Bucket]:
        yield Bucket(name="first", region="east")
        stop.now()
        hung.wait()

    stop = Stop()
    found = run(first_page, EACH_BUCKET, seconds=30, stop=stop)
    assert outcomes(found) == [Outcome.PASS, Outcome.UNKNOWN]


def test_a_connection_that_cannot_be_opened_is_one_gap_under_everything():
    def refuse(target, permissions):
        raise Denied

    found = run(buckets, EACH_BUCKET, connect=refuse)
    (gap,) = found
    assert (gap.setting, gap.reason) == ("connection", Reason.DENIED)


def test_a_connection_that_is_not_answered_ends_at_the_deadline(hung):
    (gap,) = run(buckets, EACH_BUCKET, seconds=0.2, connect=lambda target, permissions: hung.wait())
    assert gap.reason is Reason.DEADLINE


def test_the_connection_is_told_the_deadline_and_closed():
    opened: list[Cloud] = []

    def connect(target, permissions):
        opened.append(Cloud(target))
        return opened[0]

    read(buckets, EACH_BUCKET, connect=connect)
    assert opened[0].closed
    assert opened[0].stopped_at > time.monotonic()


def test_the_connection_allows_only_what_the_selected_checks_need():
    asked: list[frozenset[str]] = []

    def connect(target, permissions):
        asked.append(permissions)
        return Cloud(target)

    read(regions, counting([]), buckets, EACH_BUCKET, connect=connect)
    assert asked == [frozenset({"cloud:ListBuckets"})]


def test_a_collector_that_gives_another_type_is_malformed():
    @collector("cloud:ListBuckets")
    def odd(cloud: Cloud) -> Iterator[Bucket]:
        yield Region(name="east")  # type: ignore[misc]

    (gap,) = run(odd, EACH_BUCKET)
    assert gap.reason is Reason.MALFORMED


def test_a_missing_sdk_is_a_gap_that_names_the_extra():
    from dataclasses import replace

    from scanner.opening import missing_sdk
    from scanner.plan import Plan
    from tests.scanner.world import provider

    plan = Plan.of(provider(buckets, EACH_BUCKET))
    absent = replace(plan.provider, sdk=("no_such_sdk.client",), requires="cloud")
    failure = missing_sdk(Plan(absent, plan.checks, plan.sources))
    assert failure is not None
    assert "tenken[cloud]" in str(failure.message)
