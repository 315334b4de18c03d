"""The four hosts beside Graph: their requests, pages, refusals, and what is not followed."""

import asyncio

import pytest

from plugins.m365 import asking as module
from plugins.m365.caseless import Row
from plugins.m365.endpoint import compliance
from plugins.m365.endpoints_admin import SPO_SITES, TEAMS_CLIENT
from plugins.m365.endpoints_exchange import ORGANIZATION_CONFIG, TRANSPORT_CONFIG
from plugins.m365.failures import FailedError
from plugins.m365.guard import Guard
from plugins.m365.hosts import hosts
from plugins.m365.options import M365Options
from scanner import Reason
from scanner.testing import Fault, Reply
from tests.plugins.m365.replay import EVERY_PERMISSION, TENANT, PlayedTransport, connection, player, run

INVOKE = f"/adminapi/beta/{TENANT}/InvokeCommand"
MODULE = f"/AdminApi/v1.0/{TENANT}/EXOModuleFile"
DENIED = Reply(403, {"error": {"code": "Forbidden", "message": "no"}})
DLP = compliance("Get-DlpCompliancePolicy")


def transport(*rows, link=None):
    page = {"value": list(rows)} | ({"@odata.nextLink": link} if link else {})
    return {f"POST {INVOKE}#Get-TransportConfig": page}


def rows_of(endpoint):
    async def work(m365):
        return [row async for row in m365.rows(endpoint)]

    return work


def one_of(endpoint):
    return lambda m365: m365.one(endpoint)


def failure(played, work):
    with pytest.raises(FailedError) as caught:
        run(played, work)
    return caught.value.failure


def test_a_cmdlet_is_run_with_its_headers_and_its_hosts_token():
    played = player(transport({"SmtpClientAuthenticationDisabled": True}))
    row = run(played, one_of(TRANSPORT_CONFIG))
    assert row.flag("smtpclientAUTHENTICATIONdisabled") is True
    asked = played.log[-1]
    assert asked.body == b'{"CmdletInput":{"CmdletName":"Get-TransportConfig","Parameters":{}}}'
    assert asked.headers["authorization"] == "Bearer token-of-exchange"
    assert asked.headers["prefer"] == "odata.maxpagesize=1000"
    anchor = "UPN:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@aozora.onmicrosoft.com"
    assert asked.headers["x-anchormailbox"] == anchor


def test_the_tenants_own_server_is_asked_and_the_redirect_not_followed():
    hosts_seen = []

    class Watching(PlayedTransport):
        async def handle_async_request(self, request):
            hosts_seen.append((request.method, request.url.host))
            return await super().handle_async_request(request)

    moved = Reply(302, b"", {"Location": f"https://jpnprd01.outlook.office365.com{MODULE}"})
    played = player(transport({}), faults=[Fault(MODULE, moved)])
    run(played, one_of(TRANSPORT_CONFIG), transport=Watching)
    assert hosts_seen == [("GET", "outlook.office365.com"), ("POST", "jpnprd01.outlook.office365.com")]


@pytest.mark.parametrize("location", ["https://evil.example/", "", "https://a_b.evil.example/x", "http://[x"])
def test_a_redirect_leads_to_no_other_domain(location):
    host = hosts({})[1]
    assert host.backend("https://evil.example/") == "https://evil.outlook.office365.com"
    assert host.holds(host.backend("https://evil.example/"))
    played = player(transport({}), faults=[Fault(MODULE, Reply(302, b"", {"Location": location}))])
    assert run(played, rows_of(TRANSPORT_CONFIG))


def test_every_page_of_a_cmdlet_is_read_by_the_same_body():
    link = f"https://outlook.office365.com{INVOKE}?$skiptoken=b"
    first = transport({"Name": "1"}, link=link)
    played = player(first | {f"POST {INVOKE}?$skiptoken=b#Get-TransportConfig": {"value": [{"Name": "2"}]}})
    assert [row.text("name") for row in run(played, rows_of(TRANSPORT_CONFIG))] == ["1", "2"]
    bodies = [one.body for one in played.log if one.method == "POST"]
    assert len(bodies) == 2
    assert len(set(bodies)) == 1


@pytest.mark.parametrize(
    "link",
    [
        f"https://evil.example{INVOKE}",
        f"http://outlook.office365.com{INVOKE}",
        f"https://ps.compliance.protection.outlook.com{INVOKE}",
        "https://[broken",
        5,
    ],
)
def test_a_page_elsewhere_is_not_read(link):
    seen = []

    async def work(m365):
        async for row in m365.rows(TRANSPORT_CONFIG):
            seen.append(row.text("Name"))  # noqa: PERF401 - what came before the failure counts

    assert failure(player(transport({"Name": "1"}, link=link)), work).reason is Reason.MALFORMED
    assert seen == ["1"]


def test_pages_that_lead_in_a_circle_end():
    link = f"https://outlook.office365.com{INVOKE}?$skiptoken=b"
    found = failure(player(transport({"Name": "1"}, link=link)), rows_of(TRANSPORT_CONFIG))
    assert found.reason is Reason.MALFORMED


def test_a_refused_page_in_the_middle_keeps_what_was_read():
    seen = []

    async def work(m365):
        async for row in m365.rows(TRANSPORT_CONFIG):
            seen.append(row.text("Name"))  # noqa: PERF401 - what came before the failure counts

    link = f"https://outlook.office365.com{INVOKE}?$skiptoken=b"
    refused = Fault(INVOKE, DENIED, after=1, method="POST")
    found = failure(player(transport({"Name": "1"}, link=link), faults=[refused]), work)
    assert (found.reason, seen) == (Reason.DENIED, ["1"])
    assert "Global Reader" in str(found.message)


def test_exchange_is_asked_again_after_500_but_not_for_ever(monkeypatch):
    async def at_once(*_):
        return None

    monkeypatch.setattr(module.asyncio, "sleep", at_once)
    stumble = Reply(500, {"error": {"code": "InternalServerError"}})
    played = player(transport({}), faults=[Fault(INVOKE, stumble, times=3, method="POST")])
    assert run(played, rows_of(TRANSPORT_CONFIG))
    broken = player(transport({}), faults=[Fault(INVOKE, stumble, method="POST")])
    assert failure(broken, rows_of(TRANSPORT_CONFIG)).reason is Reason.UNREACHABLE
    assert len([one for one in broken.log if one.method == "POST"]) == module.STUMBLES


def test_a_cmdlet_that_is_hidden_from_the_role_is_denied():
    text = "The term 'Get-TransportConfig' is not recognized as the name of a cmdlet, function, …"
    hidden = Reply(400, {"error": {"code": "BadRequest", "message": text}})
    found = failure(player({}, faults=[Fault(INVOKE, hidden, method="POST")]), rows_of(TRANSPORT_CONFIG))
    assert found.reason is Reason.DENIED
    assert found.permission == "Exchange.ManageAsApp + Global Reader"


def watching(refusing):
    """A transport on which one host refuses, and the list of hosts that were asked to run something."""
    asked = []

    class Refusing(PlayedTransport):
        async def handle_async_request(self, request):
            if request.method == "POST":
                asked.append(request.url.host)
                if request.url.host in refusing:
                    import httpx

                    return httpx.Response(401, json={"error": {"code": "Unauthorized"}}, request=request)
            return await super().handle_async_request(request)

    return Refusing, asked


PURVIEW, EXCHANGE = "ps.compliance.protection.outlook.com", "outlook.office365.com"
POLICIES = {f"POST {INVOKE}#Get-DlpCompliancePolicy": {"value": [{"Mode": "Enable"}]}}


@pytest.fixture
def declared(monkeypatch):
    """The guard knows `DLP` as a declared read."""
    checked = Guard.check

    def check(self, method, url, body=b""):
        if body != DLP.sent:
            checked(self, method, url, body)

    monkeypatch.setattr(Guard, "check", check)


@pytest.mark.usefixtures("declared")
def test_what_the_compliance_host_refuses_is_asked_of_exchange_from_then_on():
    transport, asked = watching({PURVIEW})

    async def work(m365):
        return [*await rows_of(DLP)(m365), *await rows_of(DLP)(m365)]

    assert len(run(player(POLICIES), work, transport=transport)) == 2
    assert asked == [PURVIEW, EXCHANGE, EXCHANGE]


@pytest.mark.usefixtures("declared")
def test_what_both_hosts_refuse_is_denied_by_its_own_name():
    transport, asked = watching({PURVIEW, EXCHANGE})
    with pytest.raises(FailedError) as caught:
        run(player(POLICIES), rows_of(DLP), transport=transport)
    assert caught.value.failure.reason is Reason.DENIED
    assert caught.value.failure.operation == "compliance Get-DlpCompliancePolicy"
    assert asked == [PURVIEW, EXCHANGE]


@pytest.mark.usefixtures("declared")
def test_a_host_that_is_switched_off_is_not_asked_in_place_of_another():
    transport, asked = watching({PURVIEW})
    options = M365Options(tenant_id=TENANT, auth="token", domain="d", switched_off=("exchange",))
    with pytest.raises(FailedError):
        run(player(POLICIES), rows_of(DLP), transport=transport, options=options)
    assert asked == [PURVIEW]


def test_what_several_collectors_need_is_read_once_also_if_it_is_refused():
    async def work(m365):
        found = await asyncio.gather(*(m365.one(TRANSPORT_CONFIG) for _ in range(3)), return_exceptions=True)
        return {type(one) for one in found}

    good = player(transport({}))
    assert run(good, work) == {Row}
    bad = player({}, faults=[Fault(INVOKE, DENIED, method="POST")])
    assert run(bad, work) == {FailedError}
    assert [len([one for one in played.log if one.method == "POST"]) for played in (good, bad)] == [1, 1]


def test_what_exchange_refuses_is_never_asked_of_the_compliance_host():
    transport, asked = watching({EXCHANGE})
    with pytest.raises(FailedError):
        run(player({}), rows_of(ORGANIZATION_CONFIG), transport=transport)
    assert asked == [EXCHANGE]


@pytest.mark.parametrize("body", [{"value": None}, {"value": {}}, {}, [], {"value": [1]}, {"value": "x"}])
def test_a_garbled_answer_is_malformed(body):
    played = player({f"POST {INVOKE}#Get-TransportConfig": body})
    assert failure(played, rows_of(TRANSPORT_CONFIG)).reason is Reason.MALFORMED


@pytest.mark.parametrize("rows", [[], [None], [{}, {}]])
def test_none_or_several_objects_instead_of_one_are_malformed(rows):
    assert failure(player(transport(*rows)), one_of(TRANSPORT_CONFIG)).reason is Reason.MALFORMED


def row(**fields):
    return run(player(transport(fields)), one_of(TRANSPORT_CONFIG))


def test_a_missing_key_is_never_taken_as_unset():
    for read in ("flag_or_none", "text_or_none", "texts", "number_or_none", "children", "child_or_none"):
        with pytest.raises(FailedError, match="missing"):
            getattr(row(), read)("Gone")
    assert row(Gone=None).flag_or_none("gone") is None
    assert not row().has("Gone")


def test_annotations_are_left_out_and_null_in_a_list_is_nothing():
    found = row(**{"List": [None], "List@odata.type": "#Collection(String)"})
    assert found.texts("list") == ()
    assert not found.has("list@odata.type")


def test_two_keys_that_differ_only_in_case_are_malformed_unless_they_agree():
    assert row(A=1, a=1).number("A") == 1
    with pytest.raises(FailedError, match="twice"):
        row(A=1, a=2)


@pytest.mark.parametrize(
    ("name", "endpoint"),
    [
        ("exchange", TRANSPORT_CONFIG),
        ("exchange Get-TransportConfig", TRANSPORT_CONFIG),
        ("teams", TEAMS_CLIENT),
        ("sharepoint GetSitePropertiesFromSharePoint", SPO_SITES),
    ],
)
def test_what_is_switched_off_is_not_asked(name, endpoint):
    played = player(transport({}))
    options = M365Options(tenant_id=TENANT, auth="token", switched_off=(name,))
    with pytest.raises(FailedError) as caught:
        run(played, rows_of(endpoint), options=options)
    assert caught.value.failure.reason is Reason.DISABLED
    assert name in str(caught.value.failure.message)
    assert not played.log


@pytest.mark.parametrize("name", ["graph", "graph GET /v1.0/users", "exchange Set-TransportConfig", ""])
def test_only_what_is_undocumented_can_be_switched_off(name):
    with pytest.raises(ValueError, match="switched_off"):
        M365Options(tenant_id=TENANT, auth="token", switched_off=(name,))


def test_the_permissions_of_each_host_are_its_own():
    assert connection(player({}), EVERY_PERMISSION).account == TENANT
    assert TRANSPORT_CONFIG.operation == "exchange Get-TransportConfig"
    assert SPO_SITES.operation == "sharepoint GetSitePropertiesFromSharePoint"
