"""SPF and DMARC: what domains publish, and a name server that answers or not."""

import asyncio
import time

import pytest

from plugins.m365.asking import Asking
from plugins.m365.checks.mail_records import dmarc, spf
from plugins.m365.collectors.mail_records import mail_records
from plugins.m365.failures import FailedError
from plugins.m365.names import Resolver, address
from plugins.m365.options import M365Options
from plugins.m365.played_names import NameServer
from plugins.m365.settings.mail_records import MailRecords
from plugins.m365.settings.recipients import AcceptedDomain
from scanner import Calls, Fail, NotApplicable, Pass, Reason, Unknown
from scanner.testing import Fault, Reply
from tests.plugins.m365.replay import TENANT, player, run
from tests.plugins.m365.test_mail_protection import outcomes

DOMAIN = AcceptedDomain(name="aozora.example", kind="Authoritative")


def published(*, spf=(), dmarc=(), of="aozora.example"):
    return MailRecords(domain=DOMAIN, spf=tuple(spf), dmarc=tuple(dmarc), dmarc_of=of if dmarc else "")


@pytest.mark.parametrize(
    ("records", "outcome"),
    [
        (["v=spf1 include:spf.protection.outlook.com -all"], Pass),
        (["V=SPF1 MX -ALL"], Pass),
        (["v=spf1 mx -all redirect=x.example"], Pass),
        (["v=spf1 mx ~all"], Fail),
        (["v=spf1 mx ?all"], Fail),
        (["v=spf1 +all"], Fail),
        (["v=spf1 all -all"], Fail),
        (["v=spf1 mx"], Fail),
        (["v=spf1"], Fail),
        (["v=spf1 redirect=_spf.x.example"], Unknown),
        (["v=spf1 -all", "v=spf1 mx -all"], Fail),
        ([], Fail),
    ],
)
def test_who_may_send(records, outcome):
    assert outcomes(spf(published(spf=records))) == [outcome]


@pytest.mark.parametrize(
    ("records", "of", "outcome"),
    [
        (["v=DMARC1; p=reject"], "aozora.example", Pass),
        (["v=DMARC1;P=Reject ; pct=100"], "aozora.example", Pass),
        (["v=DMARC1; p=reject; pct=50"], "aozora.example", Fail),
        (["v=DMARC1; p=quarantine"], "aozora.example", Fail),
        (["v=DMARC1; p=none; sp=reject"], "aozora.example", Fail),
        (["v=DMARC1; p=none; sp=reject"], "example", Pass),
        (["v=DMARC1; p=reject; sp=none"], "example", Fail),
        (["v=DMARC1; p=reject"], "example", Pass),
        (["v=DMARC1"], "aozora.example", Fail),
        (["v=DMARC1; p=bounce"], "aozora.example", Unknown),
        (["v=DMARC1; p=reject", "v=DMARC1; p=none"], "aozora.example", Fail),
        ([], "", Fail),
    ],
)
def test_what_is_done_with_forged_mail(records, of, outcome):
    assert outcomes(dmarc(published(dmarc=records, of=of))) == [outcome]


def test_the_domain_that_microsoft_made_is_not_applicable():
    domain = AcceptedDomain(name="aozora.onmicrosoft.com", kind="Authoritative")
    records = MailRecords(domain=domain, spf=(), dmarc=(), dmarc_of="")
    assert outcomes([*spf(records), *dmarc(records)]) == [NotApplicable] * 2


def collected(lines, domain="mail.city.aozora.example"):
    given = AcceptedDomain(name=domain, kind="Authoritative")
    return run(player(lines), lambda m365: mail_records(given, m365))


def test_other_records_are_left_aside_and_the_nearest_parent_speaks_for_a_domain():
    found = collected(
        {
            "TXT /mail.city.aozora.example": ["MS=ms1", "v=spf10 -all", "v=spf1 -all"],
            "TXT /_dmarc.mail.city.aozora.example": ["v=DMARC12; p=reject"],
            "TXT /_dmarc.aozora.example": ["v=DMARC1; p=reject"],
        }
    )
    assert (found.spf, found.dmarc, found.dmarc_of) == (
        ("v=spf1 -all",),
        ("v=DMARC1; p=reject",),
        "aozora.example",
    )


def test_a_domain_without_records_has_none():
    found = collected({})
    assert (found.spf, found.dmarc, found.dmarc_of) == ((), (), "")


def test_a_name_server_that_is_switched_off_is_not_asked():
    options = M365Options(tenant_id=TENANT, auth="token", switched_off=("dns",))
    played = player({})
    with pytest.raises(FailedError) as caught:
        run(played, lambda m365: m365.txt("aozora.example"), options=options)
    assert caught.value.failure.reason is Reason.DISABLED
    assert not played.log


def asked(played, name, until=None):
    async def go(server):
        asking = Asking(None, Calls())
        asking.until = asking.until if until is None else time.monotonic() + until
        return await Resolver(server).txt(name, asking), [call.operation for call in asking.calls]

    with NameServer(played) as server:
        return asyncio.run(go(server.address))


def test_a_real_name_server_is_asked_and_counted():
    long = "v=spf1 " + "a " * 200 + "-all"
    played = player({"TXT /aozora.example": ["b", "v=spf1 -all"]})
    assert asked(played, "aozora.example") == (("b", "v=spf1 -all"), ["dns TXT"])
    assert asked(played, "elsewhere.example") == ((), ["dns TXT"])
    assert len(long) > 255


def test_a_name_server_that_fails_is_a_gap():
    broken = player({}, faults=[Fault("/aozora.example", Reply(500, {}), method="TXT")])
    with pytest.raises(FailedError) as caught:
        asked(broken, "aozora.example")
    assert caught.value.failure.reason is Reason.UNREACHABLE
    assert "resolver" in str(caught.value.failure.message)


def test_after_the_deadline_no_name_is_looked_up():
    with pytest.raises(FailedError) as caught:
        asked(player({}), "aozora.example", until=-1)
    assert caught.value.failure.reason is Reason.DEADLINE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("192.0.2.53", ("192.0.2.53", 53)),
        ("127.0.0.1:5353", ("127.0.0.1", 5353)),
        ("2001:db8::53", ("2001:db8::53", 53)),
        ("[2001:db8::53]:5353", ("2001:db8::53", 5353)),
    ],
)
def test_the_address_of_a_name_server(text, expected):
    assert address(text) == expected


@pytest.mark.parametrize("text", ["dns.example", "127.0.0.1:x", "1.2.3", ":53"])
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ValueError, match=r"\w"):
        M365Options(tenant_id=TENANT, auth="token", resolver=text)
