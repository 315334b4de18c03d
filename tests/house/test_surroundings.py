"""The tests' own surroundings keep their promises."""

import contextlib
import os
import socket
import threading

import pytest

from tests import conftest


@pytest.fixture
def forgiven(stays_on_this_machine):
    yield
    conftest.attempts.clear()


def test_another_machine_is_out_of_reach(forgiven):
    with socket.socket() as line, pytest.raises(conftest.NetworkUsed):
        line.connect(("192.0.2.1", 443))


def test_a_name_is_not_looked_up(forgiven):
    with pytest.raises(conftest.NetworkUsed):
        socket.getaddrinfo("aozora.example", 443)


def test_an_attempt_that_is_swallowed_on_a_thread_is_still_noticed(forgiven):
    def swallow():
        with contextlib.suppress(conftest.NetworkUsed):
            socket.create_connection(("2001:db8::1", 443))

    thread = threading.Thread(target=swallow)
    thread.start()
    thread.join()

    assert conftest.attempts


def test_this_machine_is_in_reach():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_no_credentials_are_left():
    assert os.environ["AWS_ACCESS_KEY_ID"] == "testing"
    assert not [name for name in os.environ if name.startswith("AZURE_")]
