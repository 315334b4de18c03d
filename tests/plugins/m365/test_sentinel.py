"""A service that sends what no page describes: it is told, it never crashes a scan, and it never passes."""

import copy
import re
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st

import scanner
from plugins.m365 import demo, provider
from plugins.m365.connection import open_connection
from plugins.m365.endpoints import CA_POLICIES, ENDPOINTS
from scanner import Config
from scanner.assessing import Judge
from scanner.host import Host
from scanner.model import Outcome, Reason
from scanner.plan import Plan, permissions_of
from scanner.sentinel import declared_shapes
from scanner.testing import Reply, Script
from tests.plugins.m365.replay import Given, PlayedNames, PlayedTransport
from tests.plugins.m365.test_denied import CITY, LIMITS

NEW = "brandNewSwitch"
WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,40}")
"""What a member of an enumeration looks like; names of people and things have blanks, dots or signs."""
KIND = "#microsoft.graph."
IDENTITY = frozenset({"id", "identity", "name", "displayname", "guid"})


def read(change, checks=None):
    """What is read of the city, with `change` made to each answer (request line and body)."""

    async def connect(target, permissions):
        city = demo.player(page=100)
        replies = {
            line: Reply(200, change(line, copy.deepcopy(one.body))) if one.status == 200 else one
            for line, one in city.script.replies.items()
        }
        city.script = Script(replies)
        return open_connection(target.options, permissions, Given(), PlayedTransport(city), PlayedNames(city))

    played = replace(provider, connect=connect)
    host = Host(plugins=(), providers={"m365": played}, renderers={}, mapping_files=(), problems=())
    config = Config(organisations=(CITY,), deadline=60, limits=LIMITS)
    evidence = scanner.collect(config, checks=checks, host=host)
    return Judge(plans=plans(checks), frameworks=(), standing={}).assess(evidence)


@cache
def plans(checks):
    chosen = [one for one in provider.checks if checks is None or one.id in checks]
    return {"m365": Plan.of(provider, chosen)}


@cache
def untouched():
    return read(lambda line, body: body)


def worst(assessment):
    """The checks of which nothing but good is told."""
    bad = {one.check for one in assessment.findings if one.outcome in (Outcome.FAIL, Outcome.UNKNOWN)}
    return {one.check for one in assessment.findings if one.outcome is Outcome.PASS} - bad


def defects(assessment):
    return [one for one in assessment.findings if one.code is Reason.DEFECT]


def test_the_file_of_known_fields_holds_every_field_of_the_city():
    assert untouched().targets[0].new_fields == ()


def test_every_operation_of_the_plugin_has_known_fields():
    declared = {one.operation for one in declared_shapes(provider.shapes) if one.keys}
    assert {one.operation for one in ENDPOINTS} <= declared


def with_new_keys(line: str, body: Any) -> Any:
    """A new switch in every object of an answer."""
    if isinstance(body, dict):
        return {**{key: with_new_keys(line, part) for key, part in body.items()}, NEW: False}
    return [with_new_keys(line, part) for part in body] if isinstance(body, list) else body


def test_new_fields_everywhere_are_listed_crash_nothing_and_make_nothing_pass():
    changed = read(with_new_keys)
    assert not defects(changed)
    assert worst(changed) <= worst(untouched())
    told = changed.targets[0].new_fields
    assert {one.operation for one in told} >= {CA_POLICIES.operation}
    assert all(one.field.endswith(NEW) for one in told)
    assert {one.field for one in told if one.operation == CA_POLICIES.operation} >= {
        f"value[].{NEW}",
        f"value[].conditions.{NEW}",
    }
    answered = {
        operation for line, one in demo.player().script.replies.items() for operation in asked(line)
        if one.status == 200
    }  # fmt: skip
    called = {one.operation for one in changed.targets[0].calls}
    assert called & answered == {one.operation for one in told}


def asked(line):
    """The operations behind a request line."""
    path, _, word = line.partition(" ")[2].partition("#")
    bare = path.partition("?")[0]
    return {one.operation for one in ENDPOINTS if one.matches(bare) and one.name == word}


def words(body: Any, place: tuple[Any, ...] = ()) -> Any:
    """Every place of an answer where a member of an enumeration may stand."""
    if isinstance(body, dict):
        for key, part in body.items():
            if ("@" not in key or key == "@odata.type") and key.casefold() not in IDENTITY:
                yield from words(part, (*place, key))
    elif isinstance(body, list):
        for number, part in enumerate(body):
            yield from words(part, (*place, number))
    elif isinstance(body, str) and (WORD.fullmatch(body) or body.startswith(KIND)):
        yield place


def replaced(body: Any, place: tuple[Any, ...], value: Any) -> Any:
    inner = body
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return body


@cache
def places():
    """Every such place of the city: request line and path."""
    replies = demo.player().script.replies.items()
    return tuple((line, place) for line, one in replies if one.status == 200 for place in words(one.body))


@cache
def touched(line):
    """The checks that need a permission which the operation behind a request line needs."""
    asked, _, word = line.partition(" ")[2].partition("#")
    path = asked.partition("?")[0]
    needed = {name for one in ENDPOINTS if one.matches(path) and one.name == word for name in one.permissions}
    plan = Plan.of(provider)
    return tuple(one.id for one in plan.checks if needed & set(permissions_of(one, plan)))


def unknown_member(number):
    """Write a member that no page lists at one place, and read what depends on it."""
    where, place = places()[number]

    new = f"{KIND}brandNew" if place[-1] == "@odata.type" else "brandNewMember"

    def change(line, body):
        return replaced(body, place, new) if line == where else body

    checks = touched(where)
    if not checks:
        return
    changed = read(change, checks)
    assert not defects(changed), (where, place)
    better = worst(changed) - worst(untouched())
    assert not better, (where, place, better)


def test_there_are_many_places_to_change():
    assert len(places()) > 200


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_an_unknown_member_of_any_enumeration_crashes_nothing_and_makes_nothing_pass(data):
    unknown_member(data.draw(st.integers(0, len(places()) - 1)))


def test_a_member_of_a_kind_that_nobody_knows_hides_nobody():
    line = next(one for one in demo.player().script.replies if one.endswith("/transitiveMembers"))

    def change(asked, body):
        return replaced(body, ("value", 0, "@odata.type"), f"{KIND}brandNew") if asked == line else body

    assert "microsoft.graph.conditionalAccessPolicy/excludedMembers" in {
        gap.setting for _, gap in read(change).gaps
    }
