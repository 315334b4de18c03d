"""The four hosts beside Graph: their requests, pages, refusals, and what is not followed."""

import time

import pytest

from plugins.m365 import asking as module
from plugins.m365.endpoint import compliance
from plugins.m365.endpoints import USER
from plugins.m365.endpoints_admin import SPO_SITES, SPO_TENANT, TEAMS_CLIENT, TEAMS_MEETING_POLICIES
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


def test_the_admin_site_is_found_by_the_tenants_own_name():
    body = {"value": [{"verifiedDomains": [{"isInitial": True, "name": "aozora.onmicrosoft.com"}]}]}
    played = player({"GET /v1.0/organization": body, "GET /_api/SPO.Tenant": {"d": {"SharingCapability": 0}}})
    found = run(played, one_of(SPO_TENANT), options=M365Options(tenant_id=TENANT, auth="token"))
    assert found.number("sharingcapability") == 0
    assert played.log[-1].headers["host"] == "aozora-admin.sharepoint.com"
    assert played.log[-1].headers["accept"] == "application/json;odata=verbose"
    assert played.log[-1].headers["authorization"] == "Bearer token-of-sharepoint"


def test_an_admin_site_that_cannot_be_found_says_which_line_to_write():
    options = M365Options(tenant_id=TENANT, auth="token")
    with pytest.raises(FailedError, match="domain:"):
        run(player({}), one_of(SPO_TENANT), options=options)


def sites(*listed, after=None, error=None):
    page = {"_Child_Items_": [{"Url": one} for one in listed], "NextStartIndexFromSharePoint": after}
    return Reply(200, [{"ErrorInfo": error}, 2, {"IsNull": False}, 5, page])


def asked_sites(*replies):
    path = SPO_SITES.path
    faults = [Fault(path, reply, times=1, after=at, method="POST") for at, reply in enumerate(replies)]
    return player({}, faults=faults)


def test_sites_are_read_page_by_page():
    played = asked_sites(sites("a", "b", after="2"), sites("c"))
    assert [row.text("url") for row in run(played, rows_of(SPO_SITES))] == ["a", "b", "c"]
    assert b'<Parameter Type="String">2</Parameter>' in played.log[1].body


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (sites(error={"ErrorTypeName": "System.UnauthorizedAccessException"}), Reason.DENIED),
        (sites(error={"ErrorTypeName": "Microsoft.SharePoint.Client.ServerException"}), Reason.MALFORMED),
        (sites("a", after="<x/>"), Reason.MALFORMED),
        (sites("a", after=7), Reason.MALFORMED),
        (Reply(200, [{"ErrorInfo": None}]), Reason.MALFORMED),
        (Reply(200, {"d": {}}), Reason.MALFORMED),
        (Reply(403, b""), Reason.DENIED),
    ],
)
def test_a_list_of_sites_that_fails_is_a_gap(reply, reason):
    assert failure(asked_sites(reply), rows_of(SPO_SITES)).reason is reason


def test_every_policy_of_teams_is_read():
    listed = [{"Identity": "Global"}, {"Identity": "Tag:Kiosk"}]
    played = player({f"GET {TEAMS_MEETING_POLICIES.path}": listed})
    assert [one.text("identity") for one in run(played, rows_of(TEAMS_MEETING_POLICIES))] == [
        "Global",
        "Tag:Kiosk",
    ]
    assert played.log[0].headers["x-ms-tenant-id"] == TENANT
    assert played.log[0].headers["authorization"] == "Bearer token-of-teams"


def test_one_object_of_teams_may_come_alone_or_in_a_list():
    for body in ({"AllowBox": False}, [{"AllowBox": False}]):
        assert run(player({f"GET {TEAMS_CLIENT.path}": body}), one_of(TEAMS_CLIENT)).flag("allowbox") is False


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


def users(count):
    return {f"GET /v1.0/users/{one}": {"id": str(one)} for one in range(count)}


def batched(count):
    async def work(m365):
        wanted = [{"id": str(one)} for one in range(count)]
        return [read async for read in m365.batch(USER, wanted, "$select=id")]

    return work


def test_many_items_are_read_twenty_in_a_request():
    played = player(users(45))
    assert {read.answer().text("id") for read in run(played, batched(45))} == {str(one) for one in range(45)}
    assert len([one for one in played.log if one.path == "/v1.0/users/1"]) == 1


def test_an_item_of_a_batch_that_is_busy_is_asked_again_after_its_time():
    busy = Fault("/v1.0/users/1", Reply(429, {}, {"Retry-After": "1"}), times=1)
    started = time.monotonic()
    found = run(player(users(3), faults=[busy]), batched(3))
    assert {read.answer().text("id") for read in found} == {"0", "1", "2"}
    assert time.monotonic() - started >= 1


def test_an_item_of_a_batch_that_fails_leaves_the_others():
    found = run(player(users(3), faults=[Fault("/v1.0/users/1", DENIED)]), batched(3))
    reasons = {}
    for read in found:
        try:
            reasons[read.ids["id"]] = read.answer().text("id")
        except FailedError as error:
            reasons[read.ids["id"]] = error.failure.reason
    assert reasons == {"0": "0", "1": Reason.DENIED, "2": "2"}


def test_an_item_that_stays_busy_until_the_deadline_is_throttled_alone():
    async def work(m365):
        m365.stop(time.monotonic() + 5)
        return await batched(2)(m365)

    busy = Fault("/v1.0/users/1", Reply(429, {}, {"Retry-After": "600"}))
    found = {read.ids["id"]: read for read in run(player(users(2), faults=[busy]), work)}
    assert found["0"].answer().text("id") == "0"
    assert found["1"].error.failure.reason is Reason.THROTTLED


@pytest.mark.parametrize("body", [{}, {"responses": []}, {"responses": [{"id": "9", "status": 200}]}, b"x"])
def test_an_answer_to_another_batch_is_malformed(body):
    class Wrong(PlayedTransport):
        async def handle_async_request(self, request):
            import httpx

            return httpx.Response(200, content=Reply(200, body).content, request=request)

    with pytest.raises(FailedError) as caught:
        run(player({}), batched(1), transport=Wrong)
    assert caught.value.failure.reason is Reason.MALFORMED


def test_the_permissions_of_each_host_are_its_own():
    assert connection(player({}), EVERY_PERMISSION).account == TENANT
    assert TRANSPORT_CONFIG.operation == "exchange Get-TransportConfig"
    assert SPO_SITES.operation == "sharepoint GetSitePropertiesFromSharePoint"
