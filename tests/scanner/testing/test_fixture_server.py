import json
import time
import urllib.error
import urllib.request

import pytest

from scanner.testing import Fault, FixtureServer, Hang, Player, Reply, Request, Reset, Script

SCRIPT = Script.of({"GET /users": {"value": [1]}, "GET /users?top=5": {"value": [5]}})


def get(url, timeout=5.0):
    with urllib.request.urlopen(url, timeout=timeout) as response:
        return json.load(response)


def test_a_scripted_answer_comes_over_http():
    with FixtureServer(Player(SCRIPT)) as server:
        assert get(server.url + "/users") == {"value": [1]}


def test_it_listens_on_this_machine_alone():
    with FixtureServer(Player(SCRIPT)) as server:
        assert server.url.startswith("http://127.0.0.1:")


def test_the_line_with_most_of_the_query_wins():
    player = Player(SCRIPT)
    assert player.play(Request.of("GET", "/users?top=5&x=1")).body == {"value": [5]}
    assert player.play(Request.of("GET", "/users?top=6")).body == {"value": [1]}


def test_what_is_not_written_is_a_404():
    assert Player(SCRIPT).play(Request.of("GET", "/groups")).status == 404
    assert Player(SCRIPT).play(Request.of("POST", "/users")).status == 404


def test_the_log_holds_every_request_with_its_headers():
    player = Player(SCRIPT)
    with FixtureServer(player) as server:
        get(server.url + "/users?top=5")
    assert [(one.method, one.path, one.query) for one in player.log] == [("GET", "/users", {"top": "5"})]
    assert "user-agent" in player.log[0].headers


def test_a_fault_strikes_so_many_times_and_then_no_more():
    player = Player(SCRIPT, faults=[Fault("/users", Reply(429, {}, {"Retry-After": "1"}), times=2, after=1)])
    replies = [player.play(Request.of("GET", "/users")) for _ in range(5)]
    assert [reply.status for reply in replies] == [200, 429, 429, 200, 200]


def test_a_refusal_has_its_status_headers_and_body_over_http():
    refusal = Reply(429, {"error": "busy"}, {"Retry-After": "7"})
    with (
        FixtureServer(Player(SCRIPT, faults=[Fault("/users", refusal)])) as server,
        pytest.raises(urllib.error.HTTPError) as caught,
    ):
        get(server.url + "/users")
    with caught.value as error:
        assert (error.code, error.headers["Retry-After"], json.load(error)) == (429, "7", {"error": "busy"})


def test_wrong_json_is_sent_as_it_is():
    with (
        FixtureServer(Player(SCRIPT, faults=[Fault("/users", Reply(200, b"<html>"))])) as server,
        pytest.raises(json.JSONDecodeError),
    ):
        get(server.url + "/users")


def test_a_reset_breaks_the_connection():
    with (
        FixtureServer(Player(SCRIPT, faults=[Fault("/users", Reset())])) as server,
        pytest.raises((ConnectionError, urllib.error.URLError)),
    ):
        get(server.url + "/users")


def test_a_hanging_answer_ends_with_the_server():
    started = time.monotonic()
    with (
        FixtureServer(Player(SCRIPT, faults=[Fault("/users", Hang())])) as server,
        pytest.raises(TimeoutError),
    ):
        get(server.url + "/users", timeout=0.1)
    assert time.monotonic() - started < 60


def test_an_answer_can_be_finished_before_it_is_sent():
    def finish(request, reply, base_url):
        return Reply(reply.status, reply.body | {"next": base_url + request.path})

    with FixtureServer(Player(SCRIPT, finish=finish)) as server:
        assert get(server.url + "/users")["next"] == server.url + "/users"


def write(folder, name, held):
    (folder / name).write_text(json.dumps(held), "utf-8")


def test_a_folder_is_read_with_answers_and_refusals(tmp_path):
    write(tmp_path, "a.json", {"source": "page a", "answers": {"GET /a": {"x": 1}}})
    write(
        tmp_path,
        "b.json",
        {"source": "page b", "refusals": {"GET /b": {"status": 403, "body": {"error": {}}}}},
    )
    player = Player(Script.from_folder(tmp_path))
    assert player.play(Request.of("GET", "/a")).body == {"x": 1}
    assert player.play(Request.of("GET", "/b")).status == 403
    assert set(player.script.lines) == {"GET /a", "GET /b"}


def test_a_file_that_does_not_say_where_its_answers_come_from_is_refused(tmp_path):
    write(tmp_path, "a.json", {"answers": {"GET /a": {}}})
    with pytest.raises(ValueError, match="source"):
        Script.from_folder(tmp_path)


def test_a_line_that_stands_twice_is_refused(tmp_path):
    for name in ("a.json", "b.json"):
        write(tmp_path, name, {"source": "page", "answers": {"GET /a": {}}})
    with pytest.raises(ValueError, match="twice"):
        Script.from_folder(tmp_path)


def test_a_line_that_is_no_request_is_refused():
    with pytest.raises(ValueError, match="request line"):
        Script.of({"/users": {}})
