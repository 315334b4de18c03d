import asyncio
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from plugins.m365 import asking as module
from plugins.m365.endpoints import CA_POLICIES, SECURITY_DEFAULTS, USER
from plugins.m365.failures import FailedError
from plugins.m365.patience import wait
from plugins.m365.tokens import EMPTY, LoginError
from scanner import Reason
from scanner.testing import Fault, Hang, Reply, Reset
from tests.plugins.m365.replay import connection, player, run

DEFAULTS = {"GET " + SECURITY_DEFAULTS.path: {"isEnabled": True}}
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def with_fault(act, **options):
    return player(DEFAULTS, faults=[Fault(SECURITY_DEFAULTS.path, act, **options)])


def read(graph):
    return graph.one(SECURITY_DEFAULTS)


def failure(played, work=read, **options):
    with pytest.raises(FailedError) as caught:
        run(played, work, **options)
    return connection(played).classify(caught.value)


def refusal(status, code="", message="", headers=None):
    return Reply(status, {"error": {"code": code, "message": message}}, headers or {})


def test_an_answer_is_read_with_token_and_unknown_members():
    played = player(DEFAULTS)
    assert run(played, read).flag("isEnabled") is True
    assert played.log[0].headers["authorization"] == "Bearer token-of-graph"
    assert played.log[0].headers["prefer"] == "include-unknown-enum-members"


def test_calls_are_counted_with_their_retries():
    async def work(graph):
        await read(graph)
        return list(graph.calls)

    (call,) = run(with_fault(refusal(429, headers={"Retry-After": "0"}), times=2), work)
    assert (call.operation, call.count, call.retries) == ("graph GET " + SECURITY_DEFAULTS.path, 1, 2)


def test_a_busy_service_is_asked_again_after_the_time_it_names():
    started = time.monotonic()
    run(with_fault(refusal(429, headers={"Retry-After": "1"}), times=1), read)
    assert time.monotonic() - started >= 1


@pytest.mark.parametrize("status", [429, 503, 504])
def test_every_status_that_means_busy_is_asked_again(status):
    played = with_fault(refusal(status, headers={"Retry-After": "0"}), times=2)
    assert run(played, read).flag("isEnabled")
    assert len(played.log) == 3


def test_a_retry_after_of_an_hour_is_waited_for_if_there_is_time():
    assert wait({"retry-after": "3600"}, 0) == 3600


def test_a_retry_after_may_be_a_date():
    assert wait({"retry-after": format_datetime(NOW + timedelta(seconds=90), usegmt=True)}, 0, NOW) == 90
    assert wait({"retry-after": format_datetime(NOW - timedelta(seconds=90), usegmt=True)}, 0, NOW) == 0


@pytest.mark.parametrize("said", ["", "soon", "-5", "٣", "1e9"])
def test_without_a_readable_retry_after_the_wait_grows_with_jitter(said):
    waits = [wait({"retry-after": said}, attempt) for attempt in range(10)]
    assert 0.5 <= waits[0] <= 1
    assert 1 <= waits[1] <= 2
    assert 30 <= waits[9] <= 60


def test_a_wait_beyond_the_deadline_is_throttled_at_once():
    async def work(graph):
        graph.stop(time.monotonic() + 5)
        await read(graph)

    started = time.monotonic()
    found = failure(with_fault(refusal(429, headers={"Retry-After": "600"})), work)
    assert found.reason is Reason.THROTTLED
    assert time.monotonic() - started < 60


def test_a_service_that_stays_busy_is_throttled(monkeypatch):
    monkeypatch.setattr(module, "TRIES", 3)
    played = with_fault(refusal(429, headers={"Retry-After": "0"}))
    assert failure(played).reason is Reason.THROTTLED
    assert len(played.log) == 3


def test_a_service_that_hangs_ends_at_the_deadline():
    async def work(graph):
        graph.stop(time.monotonic() + 0.05)
        await read(graph)

    assert failure(with_fault(Hang()), work).reason is Reason.DEADLINE


def test_after_the_deadline_nothing_is_sent():
    async def work(graph):
        graph.stop(time.monotonic() - 1)
        await read(graph)

    played = player(DEFAULTS)
    assert failure(played, work).reason is Reason.DEADLINE
    assert not played.log


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (refusal(401, "InvalidAuthenticationToken"), Reason.DENIED),
        (refusal(403, "Authorization_RequestDenied", "Insufficient privileges"), Reason.DENIED),
        (refusal(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"), Reason.UNLICENSED),
        (refusal(403, "AadPremiumLicenseRequired"), Reason.UNLICENSED),
        (refusal(403, "AccessDenied", "Your tenant is not licensed for this feature"), Reason.UNLICENSED),
        (refusal(400, "BadRequest", "Tenant does not have a SPO license."), Reason.UNLICENSED),
        (refusal(400, "BadRequest", "Request not applicable to target tenant."), Reason.UNLICENSED),
        (refusal(400, "BadRequest", "Invalid filter clause"), Reason.MALFORMED),
        (refusal(404, "ResourceNotFound"), Reason.UNSUPPORTED),
        (refusal(500, "InternalServerError"), Reason.UNREACHABLE),
        (refusal(502), Reason.UNREACHABLE),
        (Reply(302, b"", {"Location": "https://elsewhere.example/"}), Reason.MALFORMED),
        (Reply(204, b""), Reason.MALFORMED),
        (Reply(200, b"<html>sign in</html>"), Reason.MALFORMED),
        (Reply(200, b"[" * 100_000), Reason.MALFORMED),
        (Reply(200, b"\xff\xfe"), Reason.MALFORMED),
        (Reply(200, [1]), Reason.MALFORMED),
        (Reply(403, b"<html>proxy</html>"), Reason.DENIED),
        (Reset(), Reason.UNREACHABLE),
    ],
)
def test_what_comes_back_is_told_apart(act, reason):
    assert failure(with_fault(act)).reason is reason


def test_a_refusal_names_the_permission_and_the_operation():
    found = failure(with_fault(refusal(403)))
    assert found.permission == "Policy.Read.All"
    assert found.operation == "graph GET " + SECURITY_DEFAULTS.path
    assert "Policy.Read.All" in str(found.message)


def test_a_connection_that_breaks_is_opened_again_but_not_for_ever():
    assert run(with_fault(Reset(), times=2), read).flag("isEnabled")
    broken = with_fault(Reset())
    assert failure(broken).reason is Reason.UNREACHABLE
    assert len(broken.log) == 3


def test_a_redirect_is_never_followed():
    played = with_fault(Reply(302, b"", {"Location": "https://elsewhere.example/"}))
    failure(played)
    assert len(played.log) == 1


def test_a_deleted_object_is_none_but_a_404_of_a_proxy_is_not():
    gone = player({}, faults=[Fault("/v1.0/users/1", refusal(404, "Request_ResourceNotFound"))])
    assert run(gone, lambda graph: graph.one_or_none(USER, id="1")) is None
    proxy = player({}, faults=[Fault("/v1.0/users/1", Reply(404, b"<html>"))])
    assert failure(proxy, lambda graph: graph.one_or_none(USER, id="1")).reason is Reason.UNSUPPORTED


def test_an_id_cannot_leave_its_place_in_the_path():
    played = player({})
    failure(played, lambda graph: graph.one(USER, id="a/b?c#d"))
    assert played.log[0].path == "/v1.0/users/a/b?c#d"  # decoded: it was quoted on the wire
    assert played.log[0].query == {}


def test_a_missing_token_is_denied_with_the_name_of_the_variable():
    class Nobody:
        async def token(self, host, claims):
            raise LoginError(EMPTY, variable="TENKEN_M365_TOKEN_GRAPH")

    played = player(DEFAULTS)
    found = failure(played, tokens=Nobody())
    assert found.reason is Reason.DENIED
    assert "TENKEN_M365_TOKEN_GRAPH" in str(found.message)
    assert not played.log


def test_an_unknown_error_is_a_defect():
    assert connection(player({})).classify(KeyError("id")) is None
    assert connection(player({})).classify(asyncio.CancelledError()) is None


def test_no_message_holds_what_the_service_said_or_the_token():
    said = "user taro@aozora.example has no rights"
    found = failure(with_fault(refusal(403, "Denied", said)))
    assert "taro" not in str(found.message)
    assert "token-of" not in str(found.message)


def test_a_challenge_for_claims_is_answered_with_a_new_token():
    claims = []

    class Renewing:
        async def token(self, host, given):
            claims.append(given)
            return "t"

    challenge = Reply(401, {}, {"WWW-Authenticate": 'Bearer claims="eyJhIjoxfQ=="'})
    run(with_fault(challenge, times=1), read, tokens=Renewing())
    assert claims == [None, '{"a":1}']


def test_rows_of_all_pages_come_in_order():
    base = "https://graph.microsoft.com"
    path = CA_POLICIES.path
    played = player(
        {
            f"GET {path}": {"value": [{"id": "1"}], "@odata.nextLink": f"{base}{path}?$skiptoken=b"},
            f"GET {path}?$skiptoken=b": {"value": [], "@odata.nextLink": f"{base}{path}?$skiptoken=c"},
            f"GET {path}?$skiptoken=c": {"value": [{"id": "2"}]},
        }
    )
    rows = run(played, lambda graph: graph.rows(CA_POLICIES))
    assert [row.text("id") for row in rows] == ["1", "2"]


async def _until_failure(graph, seen):
    async for row in graph.rows(CA_POLICIES):
        seen.append(row.text("id"))


def broken_page(second):
    path = CA_POLICIES.path
    link = f"https://graph.microsoft.com{path}?$skiptoken=b"
    return player(
        {f"GET {path}": {"value": [{"id": "1"}], "@odata.nextLink": link}, f"GET {path}?$skiptoken=b": second}
    )


@pytest.mark.parametrize(
    "second",
    [
        {
            "value": [{"id": "2"}],
            "@odata.nextLink": f"https://graph.microsoft.com{CA_POLICIES.path}?$skiptoken=b",
        },
        {
            "value": [],
            "@odata.nextLink": "https://elsewhere.example/v1.0/identity/conditionalAccess/policies",
        },
        {
            "value": [],
            "@odata.nextLink": "http://graph.microsoft.com/v1.0/identity/conditionalAccess/policies",
        },
        {"value": [], "@odata.nextLink": "https://[broken"},
        {"value": [], "@odata.nextLink": 5},
        {"value": [], "@odata.nextLink": ""},
        {"error": {}},
        {"value": None},
        {"value": [1]},
    ],
)
def test_a_broken_second_page_keeps_the_first_and_is_malformed(second):
    seen = []
    found = failure(broken_page(second), lambda graph: _until_failure(graph, seen))
    assert found.reason is Reason.MALFORMED
    assert seen[0] == "1"


def test_a_refused_second_page_keeps_the_first():
    seen = []
    played = broken_page({})
    played = player(
        {line: reply.body for line, reply in played.script.replies.items()},
        faults=[Fault(CA_POLICIES.path, refusal(403), after=1)],
    )
    assert failure(played, lambda graph: _until_failure(graph, seen)).reason is Reason.DENIED
    assert seen == ["1"]
