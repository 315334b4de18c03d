"""Syslog over TLS: the contract, and a real rsyslog."""

import json

import pytest

from reports.ocsf import events
from reports.sinks import syslog
from scanner.errors import TenkenError
from scanner.language import Translator
from scanner.sink import DELIVERED, Outgoing, Result
from scanner.testing.sink_contract import SinkContract, event
from tests.reports.city import CITY
from tests.reports.sinks.tls_receivers import Authority, Rsyslog, TlsReceiver
from tests.system import path


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path)


def options(port, authority, **more):
    return syslog.SyslogOptions(
        host="127.0.0.1", server_name="localhost", port=port, ca=str(authority.path), **more
    )


class TestSyslog(SinkContract):
    sink = syslog.SINKS[0]
    knows = ("down", "slow", "reset", "broken")

    @pytest.fixture
    def receiver(self, authority, monkeypatch):
        monkeypatch.setattr(syslog, "TIMEOUT", 0.5)
        with TlsReceiver(authority).serving() as receiver:
            receiver.options = options(receiver.port, authority)
            yield receiver


def test_a_receiver_that_asks_who_we_are_is_shown_the_certificate(authority):
    pem, _, _ = authority.issue("tenken")
    with TlsReceiver(authority, mutual=True).serving() as receiver:
        anonymous = syslog.Syslog(options(receiver.port, authority))
        known = syslog.Syslog(options(receiver.port, authority, certificate=str(pem)))
        assert anonymous.deliver([event(1)])[0].result is Result.LATER
        assert known.deliver([event(1)]) == [DELIVERED]


def test_a_receiver_that_nobody_vouches_for_gets_nothing(authority, tmp_path):
    (tmp_path / "other").mkdir()
    other = Authority(tmp_path / "other")
    with TlsReceiver(authority).serving() as receiver:
        receipt, *_ = syslog.Syslog(options(receiver.port, other)).deliver([event(1)])
    assert (receipt.result, receiver.ids) == (Result.LATER, [])
    assert "CERTIFICATE_VERIFY_FAILED" in str(receipt.reason)


@pytest.mark.parametrize("which", ["ca", "certificate"])
def test_a_file_that_holds_no_certificate_is_named(authority, tmp_path, which):
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("no certificate")
    with pytest.raises(TenkenError, match=r"wrong\.pem can't be used"):
        syslog.Syslog(
            syslog.SyslogOptions(host="127.0.0.1", **{"ca": str(authority.path), which: str(wrong)})
        )


@pytest.mark.needs_system("rsyslog", "rsyslog-openssl")
@pytest.mark.parametrize("mutual", [False, True])
def test_a_real_rsyslog_has_every_event_of_a_city(authority, tmp_path, mutual):
    pem, _, _ = authority.issue("tenken")
    batch = [Outgoing(one.uid, one.line) for one in events(CITY, Translator("ja"))]
    receiver = Rsyslog(tmp_path, authority, mutual)
    with receiver.serving(path("rsyslog")):
        sink = syslog.Syslog(
            options(receiver.port, authority, **({"certificate": str(pem)} if mutual else {}))
        )
        assert set(sink.deliver(batch)) == {DELIVERED}
        found = receiver.events(len(batch))
    assert found == [json.loads(one.line) for one in batch]
