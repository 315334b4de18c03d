"""Random worlds, whole and with holes: what is said of the holed one is true of the whole one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hypothesis import given, settings, strategies as st

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
    derived,
    setting,
)
from scanner.declare import Check
from scanner.derive import derive
from scanner.judge import judge
from scanner.model import Outcome
from scanner.plan import Plan
from scanner.pool import Pool
from scanner.settings import resource_of
from tests.scanner.world import Account, Cloud, Denied, Region, Trail, provider, read

POOL = Pool(8)


@setting("trail/detail", of="trail")
class Detail:
    trail: Trail
    kept: bool


@setting("network", key="region", region="region")
class Network:
    region: str
    trails: int
    complete: bool


@setting("summary", singleton=True)
class Summary:
    networks: int
    complete: bool


@dataclass(frozen=True)
class Holes:
    """What can't be read: the account, the list of regions after so many, trails of a region, details."""

    account: bool = False
    regions: int | None = None
    trails: tuple[tuple[str, int], ...] = ()
    details: frozenset[str] = frozenset()


@dataclass(frozen=True)
class World:
    """Trails by region, each on or off."""

    trails: tuple[tuple[str, tuple[bool, ...]], ...]


WHOLE = Holes()
REGIONS = ("east", "north", "south", "west")
worlds = st.builds(
    World,
    st.lists(st.sampled_from(REGIONS), unique=True, min_size=1).flatmap(
        lambda names: st.tuples(
            *(st.tuples(st.just(name), st.lists(st.booleans(), max_size=3).map(tuple)) for name in names)
        )
    ),
)
holes = st.builds(
    Holes,
    account=st.booleans(),
    regions=st.none() | st.integers(0, 3),
    trails=st.dictionaries(st.sampled_from(REGIONS), st.integers(0, 3)).map(
        lambda found: tuple(found.items())
    ),
    details=st.frozensets(st.sampled_from([f"{name}-{number}" for name in REGIONS for number in range(3)])),
)


def collectors(world, holed):
    return (*listing(world, holed), *following(world, holed))


def listing(world, holed):
    @collector("cloud:GetAccount")
    def account(cloud: Cloud) -> Account:
        if holed.account:
            raise Denied
        return Account(id="111122223333")

    @collector("cloud:ListRegions")
    def regions(cloud: Cloud) -> Iterator[Region]:
        for number, (name, _) in enumerate(world.trails):
            if number == holed.regions:
                raise Denied
            yield Region(name=name)

    return account, regions


def following(world, holed):
    contents, failing = dict(world.trails), dict(holed.trails)

    @collector("cloud:ListTrails")
    def trails(region: Region, cloud: Cloud) -> Iterator[Trail]:
        for number, on in enumerate(contents[region.name]):
            if number == failing.get(region.name):
                raise Denied
            yield Trail(name=f"{region.name}-{number}", region=region.name, on=on)
        if region.name in failing:
            raise Denied

    @collector("cloud:GetTrail")
    def details(trail: Trail, cloud: Cloud) -> Detail:
        if trail.name in holed.details:
            raise Denied
        return Detail(trail=trail, kept=trail.on)

    return trails, details


@derived
def networks(region: Region, trails: Reading[Trail]) -> Network:
    mine = [trail for trail in trails.items if trail.region == region.name]
    return Network(region=region.name, trails=len(mine), complete=trails.complete)


@derived
def summary(networks: Reading[Network]) -> Summary:
    complete = networks.complete and all(one.complete for one in networks.items)
    return Summary(networks=len(networks.items), complete=complete)


DOC = """Good.

Reason.

## Remediation
Remedy.
"""


def each_trail(trail: Trail) -> Iterator[Verdict]:
    yield Pass(trail, "on") if trail.on else Fail(trail, "off")


def each_detail(detail: Detail) -> Iterator[Verdict]:
    yield Pass(detail, "kept") if detail.kept else Fail(detail, "lost")


def all_trails(account: Account, trails: Sequence[Trail]) -> Iterator[Verdict]:
    yield Pass(account, "on") if any(one.on for one in trails) else Fail(account, "none on")


def every_trail(trails: Sequence[Trail], account: Account) -> Iterator[Verdict]:
    off = [Fail(one, "off") for one in trails if not one.on]
    yield from off or [Pass(account, "all on")]


def each_region(region: Region, trails: Sequence[Trail]) -> Iterator[Verdict]:
    on = any(one.on for one in trails if one.region == region.name)
    yield Pass(region, "watched") if on else Fail(region, "not watched")


def each_region_clean(region: Region, details: Sequence[Detail]) -> Iterator[Verdict]:
    lost = any(not one.kept for one in details if one.trail.region == region.name)
    yield Fail(region, "something lost") if lost else Pass(region, "nothing lost")


def honest_network(network: Network, summary: Summary) -> Iterator[Verdict]:
    if network.trails:
        yield Pass(network, "has trails")
    elif network.complete:
        yield Fail(network, "has none")
    else:
        yield NotApplicable(network, "may have some")  # stands for an unknown: never compared


def made(function, partial=None):
    function.__doc__ = DOC
    name = f"cloud.{function.__name__.replace('_', '.')}.{partial or 'whole'}"
    found: Check[...] = check(name, severity=Severity.LOW, partial=partial)(function)
    return found


CHECKS = (
    made(each_trail),
    made(each_detail),
    made(all_trails),
    made(all_trails, "existence"),
    made(every_trail),
    made(every_trail, "universal"),
    made(each_region),
    made(each_region, "existence"),
    made(each_region_clean),
    made(each_region_clean, "universal"),
    made(honest_network),
)


def said(world, holed):
    """What each check says: of which resource, which outcome; and the gaps of what was read."""
    functions = (*collectors(world, holed), networks, summary, *CHECKS)
    evidence = read(*functions, pool=POOL)
    plan = Plan.of(provider(*functions))
    known = derive(plan, evidence.readings, evidence.target.resource)
    found = defaultdict(set)
    for one in plan.checks:
        for verdict in judge(one, known, evidence.target.resource):
            gap = isinstance(verdict, Gap)
            subject = verdict.scope if gap else resource_of(verdict.subject)
            found[one.id].add((subject, Outcome.UNKNOWN if gap else verdict.outcome))
    return found, {cls: reading.gaps for cls, reading in known.items()}


@settings(max_examples=150)
@given(worlds, holes)
def test_what_is_said_of_a_world_with_holes_is_true_of_the_whole_world(world, holed):
    truth, _ = said(world, WHOLE)
    seen, _ = said(world, holed)
    for one in CHECKS:
        certain = {(subject, outcome) for subject, outcome in seen[one.id] if outcome is not Outcome.UNKNOWN}
        if one is CHECKS[-1]:
            certain = {pair for pair in certain if pair[1] is not Outcome.NOT_APPLICABLE}
        assert certain <= truth[one.id], one.id
        assert seen[one.id]
        if certain != truth[one.id] and one is not CHECKS[-1]:
            assert Outcome.UNKNOWN in {outcome for _, outcome in seen[one.id]}, one.id


@settings(max_examples=100)
@given(worlds, holes)
def test_every_gap_is_an_unknown_of_each_for_each_check_below_it(world, holed):
    seen, gaps = said(world, holed)
    for name, cls in (("cloud.each.trail.whole", Trail), ("cloud.each.detail.whole", Detail)):
        unknown = {subject for subject, outcome in seen[name] if outcome is Outcome.UNKNOWN}
        assert unknown == {gap.scope for gap in gaps[cls]}
        assert {gap.reason for gap in gaps[cls]} <= {Reason.DENIED, Reason.MALFORMED}
    about = seen["cloud.all.trails.whole"]
    if gaps[Trail] or gaps[Account]:
        assert {outcome for _, outcome in about} == {Outcome.UNKNOWN}
        assert len(about) == 1
    assert set(gaps[Region]) <= set(gaps[Trail]) <= set(gaps[Detail])


@settings(max_examples=50)
@given(worlds, holes, holes)
def test_more_holes_never_make_anything_certain(world, fewer, more):
    both = Holes(
        account=fewer.account or more.account,
        regions=min((n for n in (fewer.regions, more.regions) if n is not None), default=None),
        trails=tuple(
            {name: min(n for one in (fewer, more) for region, n in one.trails if region == name)
             for one in (fewer, more) for name, _ in one.trails}.items()
        ),
        details=fewer.details | more.details,
    )  # fmt: skip
    before, _ = said(world, fewer)
    after, _ = said(world, both)
    for one in CHECKS[:-1]:
        certain = {pair for pair in after[one.id] if pair[1] is not Outcome.UNKNOWN}
        assert certain <= before[one.id], one.id
