import asyncio
import time
from collections import Counter

import pytest

from plugins.m365 import provider
from plugins.m365.demo import FOLDER, city, player
from plugins.m365.endpoints import CA_POLICIES, ENDPOINTS
from plugins.m365.endpoints_admin import TEAMS_CLIENT
from plugins.m365.failures import FailedError
from plugins.m365.graph_pages import graph_pages
from scanner import Reason, Target
from scanner.testing import Player, Reply, Request, Script


async def read(connection, endpoint):
    return [row.text("id") async for row in connection.rows(endpoint)]


def test_the_city_is_read_over_http_through_the_ordinary_connection():
    async def go(options):
        target = Target("aozora-m365", "m365", "aozora", options)
        connection = await provider.connect(target, frozenset(CA_POLICIES.permissions))
        found = await read(connection, CA_POLICIES)
        await connection.close()
        return found, list(connection.calls)

    started = time.monotonic()
    with city() as demo:
        found, calls = asyncio.run(go(demo.options))
    assert len(found) == len(set(found)) == 5
    assert Counter(call.retries for call in calls) == {1: 1}
    assert sum(call.count for call in calls) == 3
    assert time.monotonic() - started < 30


def test_one_host_of_the_demo_turns_the_reader_away():
    async def go(options):
        target = Target("aozora-m365", "m365", "aozora", options)
        connection = await provider.connect(target, frozenset(TEAMS_CLIENT.permissions))
        with pytest.raises(FailedError) as error:
            await connection.one(TEAMS_CLIENT)
        await connection.close()
        return error.value.failure.reason

    with city() as demo:
        assert asyncio.run(go(demo.options)) is Reason.DENIED


def test_nothing_of_the_city_is_left_in_the_environment():
    import os

    before = dict(os.environ)
    with city():
        pass
    assert dict(os.environ) == before


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: one.operation)
def test_the_city_answers_every_endpoint(endpoint):
    lines = [(*line.split(" ", 1), line.partition("#")[2]) for line in Script.from_folder(FOLDER).lines]
    assert any(
        (method, word) == (endpoint.method, endpoint.name) and endpoint.matches(Request.of(method, url).path)
        for method, url, word in lines
    ), endpoint.operation


def test_every_page_but_the_last_links_to_the_next():
    finish = graph_pages(2)
    played = Player(Script.of({"GET /list": {"value": [1, 2, 3, 4, 5]}}), finish=finish)
    first = played.play(Request.of("GET", "/list?$select=id,name"), "http://127.0.0.1:1")
    assert first.body["value"] == [1, 2]
    second = played.play(Request.of("GET", first.body["@odata.nextLink"]), "http://127.0.0.1:1")
    third = played.play(Request.of("GET", second.body["@odata.nextLink"]), "http://127.0.0.1:1")
    assert (second.body["value"], third.body) == ([3, 4], {"value": [5]})
    assert played.log[-1].query["$select"] == "id,name"


def test_what_is_no_list_is_not_paged():
    finish = graph_pages(2)
    for reply in (Reply(200, {"isEnabled": True}), Reply(404, {"value": []}), Reply(200, b"x")):
        assert finish(Request.of("GET", "/"), reply, "") == reply


def test_the_city_has_no_empty_source():
    assert len(player().script.lines) > 20
