"""Many items of Graph in few requests."""

import time

import pytest

from plugins.m365.endpoints import USER
from plugins.m365.failures import FailedError
from scanner import Reason
from scanner.testing import Fault, Reply
from tests.plugins.m365.replay import PlayedTransport, player, run

DENIED = Reply(403, {"error": {"code": "Forbidden", "message": "no"}})


def users(count):
    return {f"GET /v1.0/users/{one}": {"id": str(one)} for one in range(count)}


def batched(count):
    async def work(m365):
        wanted = [{"id": str(one)} for one in range(count)]
        return [read async for read in m365.batch(USER, wanted, "$select=id")]

    return work


def test_many_items_are_read_twenty_in_a_request():
    played = player(users(45))
    assert {read.answer().text("id") for read in run(played, batched(45))} == {str(one) for one in range(45)}
    assert len([one for one in played.log if one.path == "/v1.0/users/1"]) == 1


def test_an_item_of_a_batch_that_is_busy_is_asked_again_after_its_time():
    busy = Fault("/v1.0/users/1", Reply(429, {}, {"Retry-After": "1"}), times=1)
    started = time.monotonic()
    found = run(player(users(3), faults=[busy]), batched(3))
    assert {read.answer().text("id") for read in found} == {"0", "1", "2"}
    assert time.monotonic() - started >= 1


def test_an_item_of_a_batch_that_fails_leaves_the_others():
    found = run(player(users(3), faults=[Fault("/v1.0/users/1", DENIED)]), batched(3))
    reasons = {}
    for read in found:
        try:
            reasons[read.ids["id"]] = read.answer().text("id")
        except FailedError as error:
            reasons[read.ids["id"]] = error.failure.reason
    assert reasons == {"0": "0", "1": Reason.DENIED, "2": "2"}


def test_an_item_that_stays_busy_until_the_deadline_is_throttled_alone():
    async def work(m365):
        m365.stop(time.monotonic() + 5)
        return await batched(2)(m365)

    busy = Fault("/v1.0/users/1", Reply(429, {}, {"Retry-After": "600"}))
    found = {read.ids["id"]: read for read in run(player(users(2), faults=[busy]), work)}
    assert found["0"].answer().text("id") == "0"
    assert found["1"].error.failure.reason is Reason.THROTTLED


@pytest.mark.parametrize("body", [{}, {"responses": []}, {"responses": [{"id": "9", "status": 200}]}, b"x"])
def test_an_answer_to_another_batch_is_malformed(body):
    class Wrong(PlayedTransport):
        async def handle_async_request(self, request):
            import httpx

            return httpx.Response(200, content=Reply(200, body).content, request=request)

    with pytest.raises(FailedError) as caught:
        run(player({}), batched(1), transport=Wrong)
    assert caught.value.failure.reason is Reason.MALFORMED
