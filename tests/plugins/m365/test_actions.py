"""Answers written from documentation: learn.microsoft.com/graph/api/directoryaudit-list."""

from datetime import UTC, datetime

from plugins.m365.collectors.actions import actions
from plugins.m365.endpoints import DIRECTORY_AUDITS
from scanner import Window
from tests.plugins.m365.replay import collected, page

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


def read(*rows):
    return collected(actions, {f"GET {DIRECTORY_AUDITS.path}": page(list(rows))}, WINDOW)


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
