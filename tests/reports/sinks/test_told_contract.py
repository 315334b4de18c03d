"""Sinks that only tell of a run keep the contract too: what a message told of is what its receiver has."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from reports.sinks import chat, http, mail
from scanner.testing.sink_contract import SinkContract
from tests.reports.sinks.http_receivers import ChatReceiver
from tests.reports.sinks.smtp_receiver import SmtpReceiver
from tests.reports.sinks.tls_receivers import Authority

KNOWS = ("down", "slow", "busy", "unavailable", "reset", "broken", "locked")


class Telling:
    """Notes the events of a batch as soon as the receiver has its message."""

    def __init__(self, delivery, receiver):
        self._delivery, self._receiver = delivery, receiver

    def deliver(self, batch):
        before = len(self._receiver.messages)
        receipts = self._delivery.deliver(batch)
        if len(self._receiver.messages) > before:
            self._receiver.have([json.loads(one.line)["metadata"]["uid"] for one in batch])
        return receipts

    def close(self):
        self._delivery.close()


def telling(sinks, name="mail"):
    sink = next(one for one in sinks if one.name == name)
    return replace(sink, open=lambda given: Telling(sink.open(given.options), given.receiver))


class ToldContract(SinkContract):
    knows = KNOWS

    @pytest.fixture
    def receiver(self, monkeypatch):
        monkeypatch.setattr(http, "TIMEOUT", 0.5)
        receiver = ChatReceiver()
        with receiver.serving():
            monkeypatch.setenv("CHAT", receiver.base + "/hook/hunter2")
            options = chat.ChatOptions(url="env:CHAT")
            receiver.options = SimpleNamespace(options=options, receiver=receiver)
            yield receiver


class TestTeams(ToldContract):
    sink = telling(chat.SINKS, "teams")


class TestSlack(ToldContract):
    sink = telling(chat.SINKS, "slack")


class TestMail(ToldContract):
    sink = telling(mail.SINKS)

    @pytest.fixture
    def receiver(self, monkeypatch, tmp_path):
        monkeypatch.setattr(mail, "TIMEOUT", 0.5)
        authority = Authority(tmp_path)
        with SmtpReceiver(authority).serving() as receiver:
            options = mail.MailOptions(
                host="localhost",
                port=receiver.server_address[1],
                sender="tenken@aozora.example",
                to=("joho@aozora.example",),
                ca=str(authority.path),
            )
            receiver.options = SimpleNamespace(options=options, receiver=receiver)
            yield receiver


del ToldContract
