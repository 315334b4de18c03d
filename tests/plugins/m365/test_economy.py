"""What a large tenant costs: pages, as few as the service allows, and nothing for each person."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

import scanner
from benchmarks.tenant import LargeTenant, sizes
from plugins.m365 import provider
from plugins.m365.connection import open_connection
from plugins.m365.endpoint import Endpoint
from plugins.m365.endpoints import GROUP_MEMBERS, GROUPS, MFA_REGISTRATIONS, USER, USERS
from plugins.m365.graph_pages import TOKEN
from scanner import Config
from scanner.host import Host
from tests.plugins.m365.replay import Given, PlayedNames, PlayedTransport
from tests.plugins.m365.test_denied import CITY, LIMITS

ACTIVITY = "signInActivity"
"""With it a page of users holds 500 at most: learn.microsoft.com/graph/api/user-list."""
PEOPLE = 2_500
PAGED = (USERS.operation, MFA_REGISTRATIONS.operation, GROUPS.operation, GROUP_MEMBERS.operation)


@cache
def scanned(people):
    played = LargeTenant(sizes(people, people // 10, 20))

    async def connect(target, permissions):
        transport, names = PlayedTransport(played), PlayedNames(played)
        return open_connection(target.options, permissions, Given(), transport, names)

    large = replace(provider, connect=connect)
    host = Host(plugins=(), providers={"m365": large}, renderers={}, mapping_files=(), problems=())
    evidence = scanner.collect(Config(organisations=(CITY,), deadline=120, limits=LIMITS), host=host)
    return played.log, evidence


def graph(log, endpoint: Endpoint):
    return [one for one in log if one.method == endpoint.method and endpoint.matches(one.path)]


def test_everything_of_a_large_tenant_is_read():
    _, evidence = scanned(PEOPLE)
    assert [gap for gap in evidence.targets[0].gaps if gap.operation] == []
    kinds = {cls.__name__: len(reading.items) for cls, reading in evidence.targets[0].readings.items()}
    assert kinds["UserAccount"] == kinds["MfaRegistration"] == PEOPLE
    assert kinds["UnifiedGroup"] == PEOPLE // 10
    assert kinds["Policy"] == 20


@pytest.mark.parametrize("endpoint", [USERS, GROUPS, GROUP_MEMBERS], ids=lambda one: one.operation)
def test_every_list_of_people_and_groups_asks_for_few_fields_and_long_pages(endpoint):
    log, _ = scanned(PEOPLE)
    asked = graph(log, endpoint)
    assert asked
    for request in asked:
        assert request.query.get("$select")
        most = "500" if ACTIVITY in request.query["$select"] else "999"
        assert request.query.get("$top") == most


def test_nobody_is_asked_for_one_by_one_but_administrators_and_those_left_out():
    log, evidence = scanned(PEOPLE)
    readings = {cls.__name__: reading.items for cls, reading in evidence.targets[0].readings.items()}
    few = {one.id for one in readings["ExcludedUser"]}
    few |= {one.holder.id for one in readings["RoleAssignment"] if one.holder}
    assert {request.path.rpartition("/")[2] for request in graph(log, USER)} <= few
    batched = [one for one in log if one.path.endswith("/$batch") and b"/users/" in one.body]
    assert batched == []


def test_twice_the_people_cost_nothing_but_pages():
    log, twice = scanned(PEOPLE)[0], scanned(2 * PEOPLE)[0]
    assert first_pages(log) == first_pages(twice)
    assert len(twice) > len(log)


def first_pages(log):
    return Counter(_shape(one) for one in log if TOKEN not in one.query)


def _shape(request):
    return request.method, re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "{id}", request.path)
