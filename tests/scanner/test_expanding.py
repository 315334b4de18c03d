"""The targets behind a target: each is read, and a list that can't be read is not empty."""

import asyncio
import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from scanner import AsOf, DeclaredZone, Gap, Message, Reason, Resource, Target, collector
from scanner.accepted import AcceptedGap, accepted
from scanner.assessing import Judge
from scanner.assessment import Run
from scanner.collecting import Job, Stop, read_all
from scanner.evidence import Evidence, TargetEvidence
from scanner.evidence_store import read, write
from scanner.exit_code import unread
from scanner.model import Outcome
from scanner.plan import Plan
from scanner.pool import Pool
from scanner.provider import Provider, is_target
from scanner.records import Declarations, given_for
from tests.scanner.test_inventory import judging
from tests.scanner.world import TARGET, Bucket, Cloud, Denied, Options, provider

RUN = Run(id="1", started_at="2026-11-20T00:00:00Z", finished_at="", version="0", plugins=(), checks=None)


@collector("cloud:ListBuckets")
def buckets(cloud: Cloud) -> Iterator[Bucket]:
    yield Bucket(name=f"bucket-{cloud.target.id}", region="east")


EACH = judging(Bucket)


def plan(expand: Callable[..., Any], connect: Callable[..., Any] | None = None) -> Plan:
    return Plan.of(replace_expand(provider(buckets, EACH, connect=connect), expand))


def replace_expand(made: Provider, expand: Callable[..., Any]) -> Provider:
    new = replace(made, expand=expand)
    new.__dict__["functions"] = made.functions
    return new


def take(made: Plan, seconds: float = 5.0, stop: Stop | None = None) -> tuple[TargetEvidence, ...]:
    return asyncio.run(read_all([Job(made, TARGET, lambda _: {})], seconds, stop=stop, pool=Pool(8)))


def giving(*found: Any, error: Exception | None = None) -> Callable[..., Iterator[Any]]:
    def expand(target: Target, calls: Any) -> Iterator[Any]:
        calls.add("cloud.ListAccounts", "global", at="2026-11-20T00:00:00Z", seconds=0.1)
        yield from found
        if error:
            raise error

    return expand


def member(key: str) -> Target:
    return TARGET.member(key, Options(), name=f"name of {key}")


def judged(made: Plan, found: tuple[TargetEvidence, ...]) -> dict[str, set[Outcome]]:
    evidence = Evidence(run=RUN, organisations=(), frameworks=(), targets=found)
    findings = Judge(plans={"cloud": made}, frameworks=(), standing={}).findings(evidence)
    return {
        one.target.id: {finding.outcome for finding in findings if finding.target == one.target.id}
        for one in found
    }


def test_each_member_is_read_and_judged_and_the_whole_is_not():
    made = plan(giving(member("a"), member("b"), Message.of("two of them")))
    whole, *members = found = take(made)
    assert judged(made, found) == {"t1": set(), "t1/a": {Outcome.PASS}, "t1/b": {Outcome.PASS}}
    assert whole.target.notes == (Message.of("two of them"),)
    assert [(one.target.parent, one.target.name) for one in members] == [
        ("t1", "name of a"),
        ("t1", "name of b"),
    ]
    assert [call.operation for call in whole.calls] == ["cloud.ListAccounts"]
    assert unread(whole) == ()


def test_a_target_that_stands_for_itself_stays_as_it_is():
    [evidence] = take(plan(giving(TARGET)))
    assert evidence.target == TARGET


def test_what_was_given_before_a_failure_is_read_and_the_rest_is_unknown():
    made = plan(giving(member("a"), error=Denied()))
    found = take(made)
    assert judged(made, found) == {"t1": {Outcome.UNKNOWN}, "t1/a": {Outcome.PASS}}
    assert [gap.reason for gap in unread(found[0])] == [Reason.DENIED]


def test_a_list_that_is_refused_is_not_empty():
    made = plan(giving(error=Denied()))
    assert judged(made, take(made)) == {"t1": {Outcome.UNKNOWN}}


def test_an_empty_list_is_not_taken_for_an_answer():
    made = plan(giving())
    [whole] = take(made)
    assert [gap.reason for gap in unread(whole)] == [Reason.MALFORMED]


def test_a_member_that_is_given_twice_is_malformed():
    made = plan(giving(member("a"), member("a")))
    whole, one = take(made)
    assert [gap.reason for gap in unread(whole)] == [Reason.MALFORMED]
    assert one.target.id == "t1/a"


def test_a_fault_of_the_plugin_is_a_defect():
    [whole] = take(plan(giving(error=ZeroDivisionError())))
    assert [gap.reason for gap in unread(whole)] == [Reason.DEFECT]


def test_a_member_that_can_not_be_reached_is_listed():
    def connect(target: Target, permissions: Any) -> Cloud:
        if target.id == "t1/b":
            raise Denied
        return Cloud(target)

    made = plan(giving(member("a"), member("b")), connect)
    assert judged(made, take(made)) == {"t1": set(), "t1/a": {Outcome.PASS}, "t1/b": {Outcome.UNKNOWN}}


def test_what_is_not_known_of_the_whole_is_a_gap_that_judges_nothing():
    gap = Gap("roles", TARGET.resource, Reason.DENIED, Message.of("refused"), "cloud:ListRoles")
    made = plan(giving(member("a"), gap))
    found = take(made)
    assert unread(found[0]) == (gap,)
    assert judged(made, found)["t1/a"] == {Outcome.PASS}


def test_a_list_that_hangs_ends_with_the_deadline():
    def expand(target: Target, calls: Any) -> Iterator[Target]:
        yield member("a")
        release.wait(5)

    release = threading.Event()
    whole, one = take(plan(expand), 0.3)
    release.set()
    assert {gap.reason for gap in unread(whole)} == {Reason.DEADLINE}
    assert one.target.id == "t1/a"


def test_a_stop_while_the_list_is_read_leaves_the_whole_unread():
    stop = Stop()
    stop.now()
    whole = take(plan(giving(member("a"), error=Denied())), 5.0, stop)[0]
    assert {gap.reason for gap in unread(whole)} <= {Reason.DEADLINE, Reason.DENIED}
    assert unread(whole)


def test_the_evidence_file_keeps_what_is_known_of_members():
    made = plan(giving(member("a"), Message.of("one of them")))
    before = Evidence(run=RUN, organisations=(), frameworks=(), targets=take(made))
    file = io.BytesIO()
    write(before, file)
    after = read(io.BytesIO(file.getvalue()), {"cloud": made.provider})
    assert judged(made, after.targets) == {"t1": set(), "t1/a": {Outcome.PASS}}
    assert [replace(one.target, options=None) for one in before.targets] == [
        one.target for one in after.targets
    ]
    assert unread(after.targets[0]) == ()


def test_records_that_name_the_whole_hold_for_its_members():
    zones = (
        DeclaredZone(target="t1", vpc="vpc-1", zone="lgwan"),
        DeclaredZone(target="t1/a", vpc="vpc-1", zone="internet"),
        DeclaredZone(target="t2", vpc="vpc-2", zone="dmz"),
    )
    declarations = Declarations(items={DeclaredZone: zones})
    given = {
        name: given_for(name, declarations, {}, datetime(2026, 11, 20, tzinfo=UTC))
        for name in ("t1/a", "t1/b")
    }
    here = {
        name: {one.zone for one in found[DeclaredZone].items if one.target == name}
        for name, found in given.items()
    }
    assert here == {"t1/a": {"internet"}, "t1/b": {"lgwan"}}
    assert AsOf in given["t1/a"]


def test_a_gap_of_a_member_is_accepted_by_a_record_of_the_whole():
    gap = Gap("bucket", Resource("target", "t1/a"), Reason.DENIED, Message.of("refused"), "cloud:Read")
    record = AcceptedGap(
        target="t1",
        reason="r",
        approver="統括情報セキュリティ責任者",
        date="2026-11-20",
        valid_until="2027-03-31",
        permission="cloud:*",
    )
    day = datetime(2026, 12, 1, tzinfo=UTC)
    assert accepted(gap, "t1/a", [record], day)
    assert not accepted(gap, "t10", [record], day)


def test_records_may_name_members():
    assert is_target("t1/a", ["t1"])
    assert not is_target("t10/a", ["t1"])
