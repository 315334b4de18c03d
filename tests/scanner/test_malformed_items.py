"""One malformed item of a list is one gap; the others are read, and nothing about all of them is told."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from scanner import Failure, Gap, Mapped, Message, Reason, collector
from scanner.model import Outcome
from tests.scanner.trails import account, any_trail, each_trail
from tests.scanner.world import Cloud, Denied, Trail, classify, outcomes, run

ROWS = ({"name": "a"}, {}, {"name": "c"}, {"other": 1}, {"name": "e"})


class Lacking(Exception):  # noqa: N818 - what the made-up connection raises for a missing field
    pass


class Strict(Cloud):
    def classify(self, error):
        if isinstance(error, Lacking):
            return Failure(Reason.MALFORMED, Message.of("lacks {field}", field=str(error)))
        return classify(error)


def connect(target, permissions):
    return Strict(target)


def made(row):
    if "name" not in row:
        raise Lacking("name")
    return Trail(name=row["name"], region="east", on=True)


async def later():
    for row in ROWS:
        await asyncio.sleep(0)
        yield row


@collector("cloud:ListTrails")
def mapped(cloud: Cloud) -> Iterator[Trail]:
    return map(made, ROWS)


@collector("cloud:ListTrails")
async def mapped_later(cloud: Cloud) -> AsyncIterator[Trail]:
    return Mapped(made, later())


@pytest.mark.parametrize("trails", [mapped, mapped_later])
def test_the_rows_beside_a_malformed_one_are_read(trails):
    found = run(trails, each_trail, connect=connect)
    assert outcomes(found) == [Outcome.PASS] * 3 + [Outcome.UNKNOWN]
    assert [one.subject.name for one in found[:3]] == ["a", "c", "e"]
    assert (found[-1].reason, found[-1].permission) == (Reason.MALFORMED, "cloud:ListTrails")
    assert outcomes(run(account, trails, any_trail, connect=connect)) == [Outcome.UNKNOWN]


@pytest.mark.parametrize("name", ["wrong", None])
def test_a_setting_that_does_not_hold_its_type_is_one_gap_that_names_it_if_it_can(name):
    @collector("cloud:ListTrails")
    def trails(cloud: Cloud) -> Iterator[Trail]:
        yield Trail(name="first", region="east", on=True)
        yield Trail(name=name, region="east", on="yes")  # type: ignore[arg-type]
        yield Trail(name="last", region="east", on=True)

    *found, gap = run(trails, each_trail)
    assert [one.subject.name for one in found] == ["first", "last"]
    assert isinstance(gap, Gap)
    assert gap.reason is Reason.MALFORMED
    assert gap.scope.id == (name or "t1")


@pytest.mark.parametrize(
    ("error", "read"), [(Denied(), ["a", "c", "e"]), (Lacking("x"), ["a", "c", "e"]), (KeyError("x"), ["a"])]
)
def test_what_is_refused_of_one_row_hides_no_other_but_any_other_failure_ends_the_list(error, read):
    def failing(row):
        if "name" not in row:
            raise error
        return made(row)

    @collector("cloud:ListTrails")
    def trails(cloud: Cloud) -> Iterator[Trail]:
        return map(failing, ROWS)

    *found, gap = run(trails, each_trail, connect=connect)
    assert [one.subject.name for one in found] == read
    assert isinstance(gap, Gap)


def test_a_source_of_rows_that_fails_has_ended():
    def rows():
        yield from ROWS[:1]
        raise Denied

    @collector("cloud:ListTrails")
    def trails(cloud: Cloud) -> Iterator[Trail]:
        return map(made, rows())

    assert outcomes(run(trails, each_trail, connect=connect)) == [Outcome.PASS, Outcome.UNKNOWN]
