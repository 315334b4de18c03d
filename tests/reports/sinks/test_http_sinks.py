"""The sinks over HTTP keep the contract, with receivers that misbehave in every way their protocol knows."""

import hashlib
import hmac
import time

import pytest

from reports.sinks import elastic, http, sentinel, splunk, webhook
from scanner.config_secret import SecretError
from scanner.sink import Result
from scanner.testing.sink_contract import SinkContract, event, id_of
from tests.reports.sinks.http_receivers import (
    ElasticReceiver,
    SentinelReceiver,
    SplunkReceiver,
    WebhookReceiver,
)

OF_HTTP = ("down", "slow", "busy", "unavailable", "reset", "broken", "poison", "locked")


@pytest.fixture(autouse=True)
def _secrets(monkeypatch):
    monkeypatch.setenv("SINK_SECRET", "hunter2")
    monkeypatch.setattr(splunk, "POLL", 0.01)
    monkeypatch.setattr(http, "TIMEOUT", 0.5)


def served(receiver, options):
    with receiver.serving():
        receiver.options = options(receiver.base)
        yield receiver


class TestWebhook(SinkContract):
    sink = webhook.SINKS[0]
    knows = OF_HTTP

    @pytest.fixture
    def receiver(self):
        yield from served(
            WebhookReceiver(), lambda url: webhook.WebhookOptions(url=url + "/in", secret="env:SINK_SECRET")
        )

    def test_the_signature_is_over_time_and_body(self, receiver):
        self.send(receiver, [event(1)])
        request = receiver.requests[0]
        moment, mark = (part.partition("=")[2] for part in request.headers["x-tenken-signature"].split(","))
        expected = hmac.new(b"hunter2", f"{moment}.".encode() + request.body, hashlib.sha256).hexdigest()
        assert mark == expected
        assert abs(int(moment) - time.time()) < 60


class TestSplunk(SinkContract):
    sink = splunk.SINKS[0]
    knows = OF_HTTP

    @pytest.fixture
    def receiver(self):
        yield from served(
            SplunkReceiver(acknowledges=False),
            lambda url: splunk.SplunkOptions(url=url, token="env:SINK_SECRET"),
        )

    def test_a_wrong_index_is_no_fault_of_the_events(self, receiver):
        delivery = self.sink.open(receiver.options)
        receiver.answer = lambda request: _reply(400, {"text": "Incorrect index", "code": 7})
        receipts = delivery.deliver([event(1), event(2)])
        delivery.close()
        assert [one.result for one in receipts] == [Result.LATER, Result.LATER]
        assert "Incorrect index" in str(receipts[0].reason)


class TestSplunkWithAcknowledgement(SinkContract):
    sink = splunk.SINKS[0]
    knows = (*OF_HTTP, "late")

    @pytest.fixture
    def receiver(self):
        yield from served(
            SplunkReceiver(acknowledges=True),
            lambda url: splunk.SplunkOptions(url=url, token="env:SINK_SECRET", wait=0),
        )


class TestElastic(SinkContract):
    sink = elastic.SINKS[0]
    knows = (*OF_HTTP, "half")

    @pytest.fixture
    def receiver(self):
        yield from served(
            ElasticReceiver(), lambda url: elastic.ElasticOptions(url=url, api_key="env:SINK_SECRET")
        )

    def test_what_it_has_already_is_delivered(self, receiver):
        self.send(receiver, [event(1)])
        sent, _ = self.send(receiver, [event(1)])
        assert (sent.delivered, list(receiver.ids)) == (1, [id_of(1)])

    def test_no_secret_is_told(self, receiver):
        receiver.misbehave("locked", 60)
        sent, _ = self.send(receiver, [event(1)], rounds=2)
        assert "***" in str(sent.problem)
        assert "hunter2" not in str(sent.problem)


class TestSentinel(SinkContract):
    sink = sentinel.SINKS[0]
    knows = OF_HTTP

    @pytest.fixture
    def receiver(self, monkeypatch):
        monkeypatch.setattr(sentinel.Sentinel, "_credential", lambda self: _Credential())
        yield from served(
            SentinelReceiver(), lambda url: sentinel.SentinelOptions(endpoint=url, rule="dcr-1")
        )


class _Credential:
    def get_token(self, *scopes, **rest):
        from azure.core.credentials import AccessToken

        return AccessToken("made-up", int(time.time()) + 3600)


def _reply(status, body):
    from scanner.testing import Reply

    return Reply(status, body)


@pytest.mark.parametrize(
    "make",
    [
        lambda: splunk.Splunk(splunk.SplunkOptions(url="http://127.0.0.1:1", token="env:NOT_THERE")),
        lambda: webhook.Webhook(webhook.WebhookOptions(url="http://127.0.0.1:1", secret="env:NOT_THERE")),
        lambda: elastic.Elastic(elastic.ElasticOptions(url="http://127.0.0.1:1", api_key="env:NOT_THERE")),
    ],
)
def test_a_secret_that_is_not_there_is_named(make):
    with pytest.raises(SecretError, match="env:NOT_THERE"):
        make()
