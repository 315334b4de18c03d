"""Answers written from documentation: learn.microsoft.com/graph/api/directoryaudit-list, and
learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema.
"""

import json
from datetime import UTC, datetime

import pytest

from plugins.m365.collectors.actions import actions
from plugins.m365.endpoints import DIRECTORY_AUDITS, SERVICE_MESSAGES
from plugins.m365.endpoints_exchange import ADMIN_AUDIT, MOST, audited
from plugins.m365.failures import FailedError
from scanner import Action, Config, Notice, OrganisationConfig, Reason, Window
from scanner.host import Host
from scanner.scanning import gather
from tests.plugins.m365.replay import TARGET, TENANT, collected, page, replaying

WINDOW = Window(start=datetime(2026, 11, 1, tzinfo=UTC), end=datetime(2026, 11, 20, tzinfo=UTC))
ROW = {
    "id": "Directory_1",
    "category": "Policy",
    "correlationId": "00000000-0000-4000-8000-000000000001",
    "result": "success",
    "resultReason": "",
    "activityDisplayName": "Update conditional access policy",
    "activityDateTime": "2026-11-09T01:02:03.1234567Z",
    "loggedByService": "Conditional Access",
    "operationType": "Update",
    "initiatedBy": {
        "app": None,
        "user": {"id": "00000000-0000-4000-8000-0000000000aa", "userPrincipalName": "joho@aozora.example"},
    },
    "targetResources": [{"id": "00000000-0000-4000-8000-0000000000cc", "displayName": "全員に多要素認証"}],
    "additionalDetails": [],
}


ENTRY = {
    "Id": "b0000000-0000-4000-8000-000000000001",
    "CreationTime": "2026-11-09T01:02:03",
    "Operation": "Set-TransportConfig",
    "ResultStatus": "True",
    "UserKey": "10032000A1B2C3D4",
    "UserId": "joho.hanako@aozora.example",
    "Workload": "Exchange",
    "ObjectId": "Transport Settings",
}
SEARCHED = f"POST {ADMIN_AUDIT.target(tenant=TENANT)}#{ADMIN_AUDIT.name}"


def read(*rows, exchange=()):
    found = [{"AuditData": json.dumps(one)} for one in exchange]
    answers = {f"GET {DIRECTORY_AUDITS.path}": page(list(rows)), SEARCHED: page(found)}
    return collected(actions, answers, WINDOW)


def test_an_entry_is_read_with_the_account_s_id_and_no_name():
    (one,) = read(ROW)
    assert one.actor == "00000000-0000-4000-8000-0000000000aa"
    assert one.operation == "Update conditional access policy"
    assert one.resources == ("00000000-0000-4000-8000-0000000000cc", "全員に多要素認証")
    assert one.time.year == 2026


def test_an_app_is_named_by_its_id():
    app = {
        "appId": "00000000-0000-4000-8000-0000000000bb",
        "displayName": "batch",
        "servicePrincipalId": None,
    }
    (one,) = read(ROW | {"initiatedBy": {"user": None, "app": app}})
    assert one.actor == "00000000-0000-4000-8000-0000000000bb"


def test_an_entry_that_names_nobody_is_still_there():
    (one,) = read(ROW | {"initiatedBy": {"user": None, "app": None}, "targetResources": []})
    assert (one.actor, one.resources) == ("", ())


def test_what_an_administrator_of_exchange_did_is_read_in_utc_and_by_key():
    (one,) = read(exchange=[ENTRY])
    assert (one.operation, one.actor, one.resources) == (
        "Set-TransportConfig",
        "10032000A1B2C3D4",
        ("Transport Settings",),
    )
    assert one.time == datetime(2026, 11, 9, 1, 2, 3, tzinfo=UTC)


def test_what_failed_is_no_action():
    assert read(exchange=[ENTRY | {"ResultStatus": "False"}]) == []


@pytest.mark.parametrize("change", [{"CreationTime": "yesterday"}, {"CreationTime": None}])
def test_an_entry_that_can_not_be_read_is_a_gap(change):
    with pytest.raises(FailedError):
        read(exchange=[ENTRY | change])


def test_more_than_the_search_gives_is_a_gap():
    with pytest.raises(FailedError, match="there may be more"):
        read(exchange=[ENTRY] * MOST)


def test_the_guard_lets_this_search_through_and_no_other():
    body = audited(WINDOW.start, WINDOW.end)
    assert ADMIN_AUDIT.says(body)
    assert not ADMIN_AUDIT.says(body.replace(b"Search-UnifiedAuditLog", b"Remove-Mailbox"))
    assert not ADMIN_AUDIT.says(body.replace(b"5000", b'5000,"Force":true'))


@pytest.mark.parametrize("endpoint", [DIRECTORY_AUDITS, ADMIN_AUDIT], ids=lambda one: one.operation)
def test_a_log_that_is_refused_is_a_gap_and_what_the_other_gave_stays(endpoint):
    provider = replaying(denied=endpoint.operation)
    host = Host(plugins=(), providers={"m365": provider}, renderers={}, mapping_files=(), problems=())
    city = OrganisationConfig(id="aozora", name="青空市", case="i", targets=(TARGET,))
    (target,) = gather(Config(organisations=(city,)), (Action,), window=WINDOW, host=host).targets
    reading = target.readings[Action]
    assert [gap.operation for gap in reading.gaps] == [endpoint.operation]
    assert [gap.reason for gap in reading.gaps] == [Reason.DENIED]
    assert bool(reading.items) is (endpoint is ADMIN_AUDIT)


def test_notices_that_are_refused_are_a_gap():
    provider = replaying(denied=SERVICE_MESSAGES.operation)
    host = Host(plugins=(), providers={"m365": provider}, renderers={}, mapping_files=(), problems=())
    city = OrganisationConfig(id="aozora", name="青空市", case="i", targets=(TARGET,))
    (target,) = gather(Config(organisations=(city,)), (Notice,), host=host).targets
    (gap,) = target.readings[Notice].gaps
    assert (gap.reason, gap.permission) == (Reason.DENIED, "ServiceMessage.Read.All")
