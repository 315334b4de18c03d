"""Summaries to a chat and by mail: one message a batch, in the reader's language, with nothing to hide."""

import email
import email.policy
import json
from dataclasses import replace

import pytest

from reports.ocsf import events
from reports.sinks import chat, mail
from reports.sinks.told import Told
from scanner.language import Translator
from scanner.model import Outcome
from scanner.sink import DELIVERED, Outgoing, Result
from scanner.yamlfile import Refused
from tests.reports.city import CITY, FINDINGS
from tests.reports.sinks.http_receivers import ChatReceiver
from tests.reports.sinks.smtp_receiver import SmtpReceiver
from tests.reports.sinks.tls_receivers import Authority


def batch(assessment=CITY):
    return [Outgoing(one.uid, one.line) for one in events(assessment, Translator("ja"))]


def test_the_summary_counts_and_names_the_gravest():
    told = Told(batch(), Translator("en"))
    text = "\n".join(told.lines())
    assert told.title == f"Tenken: {len(batch())} changes"
    assert "not as it should be: " in text
    assert "could not be told: " in text
    gravest = [line for line in text.splitlines() if line.startswith("- [")]
    assert 1 <= len(gravest) <= 10
    assert gravest[0].startswith("- [Critical]")


def test_the_summary_holds_no_evidence():
    seen = replace(FINDINGS[0], observed={"key": "observed-by-us"})
    assert "observed-by-us" not in "\n".join(
        Told(batch(replace(CITY, findings=(seen,))), Translator("ja")).lines()
    )


def test_what_is_as_it_should_be_is_counted_alone():
    good = [one for one in FINDINGS if one.outcome is Outcome.PASS]
    told = Told(batch(replace(CITY, findings=tuple(good), targets=(), controls=())), Translator("ja"))
    assert [line for line in told.lines() if line.startswith("- [")] == []


@pytest.mark.parametrize(("sink", "text"), [("teams", "TextBlock"), ("slack", "text")])
def test_a_chat_gets_one_message(monkeypatch, sink, text):
    receiver = ChatReceiver()
    with receiver.serving():
        monkeypatch.setenv("CHAT", receiver.base + "/hook/hunter2")
        kind = next(one for one in chat.SINKS if one.name == sink)
        delivery = kind.open(chat.ChatOptions(url="env:CHAT"))
        assert set(delivery.deliver(batch())) == {DELIVERED}
        receiver.misbehave("locked", 1)
        receipt, *_ = delivery.deliver(batch())
        delivery.close()
    (message,) = receiver.messages
    assert text in json.dumps(message)
    assert receipt.result is Result.LATER
    assert "hunter2" not in str(receipt.reason)


def test_slack_takes_no_text_for_a_mark():
    one = replace(FINDINGS[0], resource=replace(FINDINGS[0].resource, name="<!channel>"))
    text = chat.slack(Told(batch(replace(CITY, findings=(one,))), Translator("ja")))["text"]
    assert "<" not in text


@pytest.fixture
def server(tmp_path):
    authority = Authority(tmp_path)
    with SmtpReceiver(authority).serving() as server:
        server.options = {"host": "localhost", "port": server.server_address[1], "ca": str(authority.path)}
        yield server


def options(server, **more):
    people = {"sender": "tenken@aozora.example", "to": ("joho@aozora.example",)}
    return mail.MailOptions(**server.options, **people, **more)


def test_a_mail_is_sent_over_tls_with_a_login(server, monkeypatch):
    monkeypatch.setenv("MAIL", "hunter2")
    sink = mail.Mail(options(server, user="tenken", password="env:MAIL"))
    assert set(sink.deliver(batch())) == {DELIVERED}
    (content,) = server.mails
    found = email.message_from_bytes(content, policy=email.policy.default)
    assert found["To"] == "joho@aozora.example"
    assert "点検" in found["Subject"]
    assert "件" in found["Subject"]
    assert len(server.logins) == 1


def test_a_mail_server_that_is_busy_gets_it_later(server):
    server.refuse = "451 try again later"
    receipt, *_ = mail.Mail(options(server)).deliver(batch())
    assert (receipt.result, str(receipt.reason)) == (
        Result.LATER,
        "the mail server answers 451: try again later",
    )


def test_no_mail_server_is_later(server):
    server.options["port"] = 1
    assert mail.Mail(options(server)).deliver(batch())[0].result is Result.LATER


@pytest.mark.parametrize("wrong", [{"to": ()}, {"to": ("nobody",)}, {"user": "x"}, {"sender": "a\n@b"}])
def test_a_mail_that_reaches_nobody_is_refused(wrong):
    with pytest.raises(Refused):
        mail.MailOptions(**{"host": "x", "sender": "a@b", "to": ("c@d",), **wrong})
