"""Answers written from documentation, under learn.microsoft.com: azure/templates/microsoft.aadiam/2017-04-01/
diagnosticsettings, rest/api/loganalytics/tables/get, rest/api/storagerp/management-policies/get.
"""

from dataclasses import replace

import pytest

from plugins.m365.collectors.log_exports import exports, lifecycle, tables
from plugins.m365.endpoints_azure import LOG_EXPORTS, LOG_TABLE, STORAGE_LIFECYCLE
from plugins.m365.failures import FailedError
from plugins.m365.settings.log_exports import Deletion, ExportedLog, LogExport, LogTable
from scanner import Reason
from scanner.testing import Fault, Reply
from tests.plugins.m365.replay import OPTIONS, collected, page, player, run

GROUP = "/subscriptions/d0000000-0000-4000-8000-000000000001/resourceGroups/joho/providers"
WORKSPACE = f"{GROUP}/Microsoft.OperationalInsights/workspaces/log"
STORAGE = f"{GROUP}/Microsoft.Storage/storageAccounts/aozoralog"
EXPORTS = f"GET {LOG_EXPORTS.path}"
POLICY = f"GET {STORAGE}/managementPolicies/default"
ROW = {
    "id": "/providers/microsoft.aadiam/diagnosticSettings/log",
    "type": "",
    "name": "log",
    "location": "",
    "properties": {
        "storageAccountId": "",
        "workspaceId": WORKSPACE,
        "logs": [
            {"category": "SignInLogs", "enabled": True, "retentionPolicy": {"enabled": True, "days": 7}},
            {"category": "AuditLogs", "enabled": False},
        ],
    },
}
EXPORT = LogExport(
    id=ROW["id"],
    name="log",
    workspace=WORKSPACE,
    storage="",
    hub=False,
    logs=(
        ExportedLog(category="SignInLogs", enabled=True),
        ExportedLog(category="AuditLogs", enabled=False),
    ),
)
STORED = LogExport(id="s", name="s", workspace="", storage=STORAGE, hub=False, logs=EXPORT.logs)


def with_properties(**changes):
    return ROW | {"properties": ROW["properties"] | changes}


def table(days):
    return {"name": "SigninLogs", "properties": {"retentionInDays": 90, "totalRetentionInDays": days}}


def rule(delete, **changes):
    definition = {"filters": {"blobTypes": ["appendBlob"], "prefixMatch": ["insights-"]}}
    actions = {"actions": {"baseBlob": {"delete": delete} if delete is not None else {"tierToCool": {}}}}
    return {"enabled": True, "name": "r", "type": "Lifecycle", "definition": definition | actions} | changes


def deletions(*rules):
    answers = {POLICY: {"properties": {"policy": {"rules": list(rules)}}}}
    [found] = collected(lifecycle, answers, STORED)
    return found.deletions


def test_an_export_is_read_with_its_targets_and_the_version_of_the_api():
    played = player({f"{EXPORTS}?api-version=2017-04-01": page([ROW])})
    assert run(played, exports) == [EXPORT]
    assert played.log[-1].headers["authorization"] == "Bearer token-of-azure"


def test_an_event_hub_is_seen_under_either_name():
    for name in ("eventHubAuthorizationRuleId", "serviceBusRuleId"):
        [found] = collected(exports, {EXPORTS: page([with_properties(**{name: f"{GROUP}/hub"})])})
        assert found.hub


@pytest.mark.parametrize("change", [{"logs": None}, {"logs": [{"category": "SignInLogs"}]}], ids=str)
def test_an_export_that_does_not_say_what_it_sends_is_malformed(change):
    with pytest.raises(FailedError, match="logs"):
        collected(exports, {EXPORTS: page([with_properties(**change)])})


def test_a_directory_without_exports_has_none():
    assert collected(exports, {EXPORTS: page([])}) == []


def test_a_next_page_of_azure_is_followed_and_leads_to_no_other_host():
    more = f"https://management.azure.com{LOG_EXPORTS.path}?$skiptoken=2"
    first = page([ROW]) | {"nextLink": more}
    answers = {f"{EXPORTS}?$skiptoken=2": page([ROW | {"id": "2"}]), EXPORTS: first}
    assert [one.id for one in collected(exports, answers)] == [ROW["id"], "2"]
    with pytest.raises(FailedError, match="another host"):
        collected(exports, {EXPORTS: page([ROW]) | {"nextLink": "https://evil.example/"}})


def test_the_table_of_each_category_that_goes_out_is_read():
    answers = {f"GET {WORKSPACE}/tables/SigninLogs?api-version=2022-10-01": table(365)}
    assert collected(tables, answers, EXPORT) == [LogTable(export=EXPORT, category="SignInLogs", days=365)]
    assert collected(tables, answers, STORED) == []


def test_a_table_that_does_not_say_how_long_it_keeps_is_malformed():
    answers = {f"GET {WORKSPACE}/tables/SigninLogs": table(None)}
    with pytest.raises(FailedError, match="totalRetentionInDays"):
        collected(tables, answers, EXPORT)


def test_a_target_that_is_no_workspace_is_malformed():
    other = LogExport(id="x", name="x", workspace=STORAGE, storage="", hub=False, logs=EXPORT.logs)
    with pytest.raises(FailedError, match="no resource of this type"):
        collected(tables, {}, other)


def test_the_rules_that_delete_are_read():
    old = {"daysAfterModificationGreaterThan": 400, "daysAfterCreationGreaterThan": 90.0}
    found = deletions(rule(old), rule(None), rule({"daysAfterLastAccessTimeGreaterThan": 1}, enabled=False))
    assert found == (Deletion(rule="r", days=90.0, prefixes=("insights-",)),)


def test_a_rule_without_filters_or_switch_deletes_everywhere():
    bare = {
        "name": "r",
        "definition": {"actions": {"baseBlob": {"delete": {"daysAfterModificationGreaterThan": 9}}}},
    }
    assert deletions(bare) == (Deletion(rule="r", days=9.0, prefixes=()),)


def test_a_rule_that_counts_in_a_new_way_is_malformed():
    with pytest.raises(FailedError, match="no age that is known"):
        deletions(rule({"daysAfterFullMoon": 3}))


def refused(status, code):
    fault = Fault(POLICY.removeprefix("GET "), Reply(status, {"error": {"code": code, "message": "…"}}))
    return run(player({}, faults=[fault]), lambda m365: lifecycle(STORED, m365))


def test_an_account_without_a_policy_deletes_nothing():
    assert [one.deletions for one in refused(404, "ManagementPolicyNotFound")] == [()]
    assert collected(lifecycle, {}, EXPORT) == []


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (404, "ResourceNotFound", Reason.UNSUPPORTED),
        (403, "AuthorizationFailed", Reason.DENIED),
        (401, "InvalidAuthenticationToken", Reason.DENIED),
    ],
)
def test_any_other_refusal_is_a_gap_that_names_the_action(status, code, reason):
    with pytest.raises(FailedError) as caught:
        refused(status, code)
    assert caught.value.failure.reason is reason
    assert caught.value.failure.permission == STORAGE_LIFECYCLE.permission
    named = STORAGE_LIFECYCLE.permission in str(caught.value.failure.message)
    assert named is (reason is Reason.DENIED)


def test_a_municipality_that_shows_nothing_of_azure_has_a_gap_and_asks_nothing():
    played = player({EXPORTS: page([ROW])})
    with pytest.raises(FailedError, match="switched_off") as caught:
        run(played, exports, options=replace(OPTIONS, switched_off=("azure",)))
    assert caught.value.failure.reason is Reason.DISABLED
    assert played.log == []


def test_the_paths_are_filled_with_quoted_parts():
    filled = LOG_TABLE.target(subscription="s", group="a/b", workspace="w", table="t")
    assert "/resourceGroups/a%2Fb/" in filled
