"""Forwarding, connectors, and what else an attacker's mail needs."""

from dataclasses import replace

import pytest

from plugins.m365.checks.mail_accounts import calendar_sharing, lockbox, smtp_auth
from plugins.m365.checks.mail_connectors import direct_send, inbound_tls, only_gateway, outbound_tls
from plugins.m365.checks.mail_forwarding import forwarding, forwarding_domains, forwarding_rules
from plugins.m365.checks.mail_hygiene import (
    allowed_addresses,
    allowed_senders,
    dkim,
    external_tag,
    filter_bypass,
)
from plugins.m365.settings.mail_flow import (
    ConnectionFilter,
    DirectSend,
    Dkim,
    ExchangeOrganization,
    ExternalTag,
    InboundConnector,
    OutboundConnector,
    OutboundSpamPolicy,
    OutboundSpamRule,
    RemoteDomain,
    SharingPolicy,
    SpamPolicy,
    TransportConfig,
    TransportRule,
)
from plugins.m365.settings.purview import MailboxAccess
from scanner import Fail, NotApplicable, Pass, Unknown
from tests.plugins.m365.licences import NO_PLAN, UNREAD, skus
from tests.plugins.m365.test_mail_protection import DOMAINS, outcomes

OUTBOUND = OutboundSpamPolicy(name="p", default=True, forwarding="Off")
OUTBOUND_RULE = OutboundSpamRule(name="r", policy="p", state="Enabled")
RULE = TransportRule(name="r", state="Enabled", mode="Enforce", targets=(), scl=None)
IN = InboundConnector(
    name="gateway",
    enabled=True,
    kind="Partner",
    tls=True,
    sender_domains=("smtp:*;1",),
    addresses=("203.0.113.10",),
    certificate=None,
    only_addresses=True,
    only_certificate=False,
)
OUT = OutboundConnector(name="o", enabled=True, kind="Partner", tls="EncryptionOnly", smart_hosts=())
ORGANIZATION = ExchangeOrganization(audit_disabled=False, lockbox=True)
ACCESS = MailboxAccess(
    policy="p", mailboxes=3, pop=0, imap=0, activesync=0, mapi=3, ews=3, outlook_mobile=0, smtp=0
)


@pytest.mark.parametrize(
    ("mode", "outcome"), [("Off", Pass), ("On", Fail), ("Automatic", Unknown), ("Sometimes", Unknown)]
)
def test_the_mode_of_automatic_forwarding(mode, outcome):
    assert outcomes(forwarding(replace(OUTBOUND, forwarding=mode), ())) == [outcome]


def test_only_policies_in_use_are_judged():
    own = replace(OUTBOUND, default=False, forwarding="On")
    assert outcomes(forwarding(own, ())) == [NotApplicable]
    assert outcomes(forwarding(own, [replace(OUTBOUND_RULE, state="Disabled")])) == [NotApplicable]
    assert outcomes(forwarding(own, [OUTBOUND_RULE])) == [Fail]
    assert outcomes(forwarding(own, [replace(OUTBOUND_RULE, state="?")])) == [Unknown]


@pytest.mark.parametrize(("allowed", "outcome"), [(False, Pass), (True, Fail)])
def test_remote_domains(allowed, outcome):
    assert outcomes(forwarding_domains(RemoteDomain(name="d", domain="*", forwarding=allowed))) == [outcome]


@pytest.mark.parametrize(
    ("rule", "outcome"),
    [
        (RULE, Pass),
        (replace(RULE, targets=("kansa@Aozora.example",)), Pass),
        (replace(RULE, targets=("kansa@aozora.example", "x@elsewhere.example")), Fail),
        (replace(RULE, targets=("外部委託先",)), Fail),
        (replace(RULE, targets=("x@elsewhere.example",), state="Disabled"), Pass),
        (replace(RULE, state="?"), Unknown),
    ],
)
def test_rules_that_send_mail_on(rule, outcome):
    assert outcomes(forwarding_rules(rule, DOMAINS)) == [outcome]


@pytest.mark.parametrize(
    ("connector", "outcome"),
    [(IN, Pass), (replace(IN, tls=False), Fail), (replace(IN, tls=False, enabled=False), NotApplicable)],
)
def test_encryption_on_the_way_in(connector, outcome):
    assert outcomes(inbound_tls(connector)) == [outcome]


@pytest.mark.parametrize(
    ("connector", "outcome"),
    [
        (OUT, Pass),
        (replace(OUT, tls="DomainValidation"), Pass),
        (replace(OUT, tls=None), Fail),
        (replace(OUT, tls="Perhaps"), Unknown),
        (replace(OUT, tls=None, enabled=False), NotApplicable),
    ],
)
def test_encryption_on_the_way_out(connector, outcome):
    assert outcomes(outbound_tls(connector)) == [outcome]


BY_CERTIFICATE = replace(IN, only_addresses=False, only_certificate=True, certificate="gateway.example")


@pytest.mark.parametrize(
    ("connectors", "outcome"),
    [
        ([IN], [Pass]),
        ([BY_CERTIFICATE], [Pass]),
        ([replace(IN, sender_domains=("*",))], [Pass]),
        ([replace(IN, only_addresses=False)], [Fail]),
        ([replace(IN, addresses=())], [Fail]),
        ([replace(BY_CERTIFICATE, certificate=None)], [Fail]),
        ([replace(IN, kind="OnPremises")], [Fail]),
        ([IN, replace(IN, name="open", only_addresses=False)], [Pass, Fail]),
        ([IN, replace(IN, name="old", kind="OnPremises")], [Pass, NotApplicable]),
        ([replace(IN, kind="Cloud")], [Unknown]),
        ([replace(IN, enabled=False)], [NotApplicable]),
        ([replace(IN, sender_domains=("smtp:pref-mirai.example;1",))], [NotApplicable]),
        ([], [NotApplicable]),
    ],
)
def test_the_gateway_is_the_only_way_in(connectors, outcome):
    assert outcomes(only_gateway(connectors)) == outcome


@pytest.mark.parametrize(("refused", "outcome"), [(True, Pass), (False, Fail)])
def test_direct_send(refused, outcome):
    assert outcomes(direct_send(DirectSend(rejected=refused))) == [outcome]


def test_senders_that_are_waved_through():
    assert outcomes(allowed_senders(SpamPolicy(name="p", allowed=()))) == [Pass]
    assert outcomes(allowed_senders(SpamPolicy(name="p", allowed=("a.example",)))) == [Fail]


def test_servers_that_are_waved_through():
    good = ConnectionFilter(name="p", addresses=(), safe_list=False)
    assert outcomes(allowed_addresses(good)) == [Pass]
    assert outcomes(allowed_addresses(replace(good, addresses=("203.0.113.1",)))) == [Fail]
    assert outcomes(allowed_addresses(replace(good, safe_list=True))) == [Fail]


def test_rules_that_lead_past_the_filter():
    assert outcomes(filter_bypass(RULE)) == [Pass]
    assert outcomes(filter_bypass(replace(RULE, scl="-1"))) == [Fail]
    assert outcomes(filter_bypass(replace(RULE, scl="-1", state="Disabled"))) == [NotApplicable]
    assert outcomes(filter_bypass(replace(RULE, scl=None, state="BrandNew"))) == [Unknown]


def test_mail_from_outside_is_marked():
    assert outcomes(external_tag(ExternalTag(name="t", enabled=True, but=()))) == [Pass]
    assert outcomes(external_tag(ExternalTag(name="t", enabled=False, but=()))) == [Fail]


@pytest.mark.parametrize(
    ("keys", "outcome"),
    [
        ([Dkim(domain="aozora.example", enabled=True, status="Valid")], Pass),
        ([Dkim(domain="aozora.example", enabled=True, status="CnameMissing")], Fail),
        ([Dkim(domain="aozora.example", enabled=False, status="Valid")], Fail),
        ([Dkim(domain="aozora.example", enabled=True, status="BrandNew")], Unknown),
        ([Dkim(domain="other.example", enabled=True, status="Valid")], Fail),
        ([], Fail),
    ],
)
def test_mail_is_signed(keys, outcome):
    assert outcomes(dkim(DOMAINS[0], keys)) == [outcome]


def test_passwords_alone_hand_in_no_mail():
    assert outcomes(smtp_auth(TransportConfig(smtp_auth_disabled=True), [ACCESS])) == [Pass]
    assert outcomes(smtp_auth(TransportConfig(smtp_auth_disabled=False), [])) == [Fail]
    own = [ACCESS, replace(ACCESS, policy="q", smtp=1)]
    assert outcomes(smtp_auth(TransportConfig(smtp_auth_disabled=True), own)) == [Fail]


SHARING = SharingPolicy(name="p", enabled=True, domains=("pref-mirai.example:CalendarSharingFreeBusySimple",))


@pytest.mark.parametrize(
    ("policy", "outcome"),
    [
        (SHARING, Pass),
        (replace(SHARING, domains=()), Pass),
        (replace(SHARING, domains=("*:CalendarSharingFreeBusySimple",)), Fail),
        (replace(SHARING, domains=("anonymous:CalendarSharingFreeBusyReviewer",)), Fail),
        (replace(SHARING, domains=("*:x",), enabled=False), NotApplicable),
    ],
)
def test_calendars_are_not_shared_with_everybody(policy, outcome):
    assert outcomes(calendar_sharing(policy)) == [outcome]


def test_the_lockbox():
    assert outcomes(lockbox(ORGANIZATION, UNREAD)) == [Pass]
    off = replace(ORGANIZATION, lockbox=False)
    for licences, said in ((skus("LOCKBOX_ENTERPRISE"), False), (UNREAD, False), (NO_PLAN, True)):
        (verdict,) = lockbox(off, licences)
        assert isinstance(verdict, Fail)
        assert ("plan missing" in str(verdict.message)) is said
