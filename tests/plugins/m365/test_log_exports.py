from dataclasses import replace

import pytest

from plugins.m365.checks.log_exports import exported, kept
from plugins.m365.rules.log_exports import TABLES
from plugins.m365.settings.log_exports import Deletion, ExportedLog, LogExport, LogTable, StorageLifecycle
from scanner import Fail, Gap, Limits, NotApplicable, Pass, Reading, Reason, Resource, Unknown
from scanner.text import Message
from tests.plugins.m365.licences import NO_PLAN, P1, UNREAD

LIMITS = Limits.of({"log_retention_days": 365})
EVERY = tuple(ExportedLog(category=one, enabled=True) for one in TABLES)
TO_WORKSPACE = LogExport(id="e1", name="log", workspace="w", storage="", hub=False, logs=EVERY)
TO_STORAGE = replace(TO_WORKSPACE, id="e2", workspace="", storage="s")
TO_HUB = replace(TO_WORKSPACE, id="e3", workspace="", hub=True)
NOT_READ = Gap("table", Resource("t", "t"), Reason.DENIED, Message.of("denied"))


def tables(days, export=TO_WORKSPACE, gaps=()):
    found = (LogTable(export=export, category=one, days=days) for one in TABLES)
    return Reading(tuple(found), gaps=gaps)


def lifecycles(*deletions):
    return Reading((StorageLifecycle(export=TO_STORAGE, deletions=deletions),))


def deletion(days, *prefixes):
    return Deletion(rule="r", days=days, prefixes=prefixes)


def sent(*exports, skus=P1):
    return {one.part: type(one) for one in exported(exports, skus)}


def stays(*exports, tables=Reading(()), lifecycles=Reading(())):  # noqa: B008 - frozen
    return {type(one) for one in kept(exports, tables, lifecycles, LIMITS)}


def all_are(kind):
    return dict.fromkeys(TABLES, kind)


def test_logs_that_all_go_out_pass_also_by_several_exports():
    assert sent(TO_WORKSPACE) == all_are(Pass)
    halves = replace(TO_WORKSPACE, logs=EVERY[:2]), replace(TO_STORAGE, logs=EVERY[2:])
    assert sent(*halves) == all_are(Pass)


def test_without_any_export_every_log_is_forgotten_after_a_month():
    verdicts = list(exported((), P1))
    assert {one.part: type(one) for one in verdicts} == all_are(Fail)
    assert {dict(one.message.params)["days"] for one in verdicts} == {30}


def test_without_the_plan_it_is_a_week_and_the_plan_is_named():
    for verdict in exported((), NO_PLAN):
        assert isinstance(verdict, Fail)
        assert dict(verdict.message.params).items() >= {"days": 7, "plan": "Microsoft Entra ID P1"}.items()


def test_whether_the_plan_is_there_need_not_be_known_for_a_log_that_goes_nowhere():
    assert sent(skus=UNREAD) == all_are(Fail)


def test_a_category_that_is_listed_but_off_goes_nowhere():
    off = tuple(replace(one, enabled=one.category != "NonInteractiveUserSignInLogs") for one in EVERY)
    found = sent(replace(TO_WORKSPACE, logs=off))
    assert found == all_are(Pass) | {"NonInteractiveUserSignInLogs": Fail}


def test_the_interactive_sign_ins_do_not_stand_for_the_others():
    found = sent(replace(TO_WORKSPACE, logs=EVERY[:2]))
    assert found == all_are(Fail) | {"AuditLogs": Pass, "SignInLogs": Pass}


def test_names_of_categories_are_written_in_any_case():
    written = tuple(replace(one, category=one.category.upper()) for one in EVERY)
    assert sent(replace(TO_WORKSPACE, logs=written)) == all_are(Pass)


def test_an_export_that_names_no_category_may_carry_any():
    some = (EVERY[0], ExportedLog(category=None, enabled=True))
    assert sent(replace(TO_WORKSPACE, logs=some)) == all_are(Unknown) | {"AuditLogs": Pass}
    off = (EVERY[0], ExportedLog(category=None, enabled=False))
    assert sent(replace(TO_WORKSPACE, logs=off)) == all_are(Fail) | {"AuditLogs": Pass}


@pytest.mark.parametrize(("days", "expected"), [(365, Pass), (364, Fail), (0, Unknown), (-1, Unknown)])
def test_a_workspace_keeps_logs_for_as_long_as_their_tables_say(days, expected):
    assert stays(TO_WORKSPACE, tables=tables(days)) == {expected}


def test_what_was_not_read_of_a_target_is_unknown_for_the_reason_of_the_gap():
    verdicts = list(kept([TO_WORKSPACE], Reading((), gaps=(NOT_READ,)), Reading(()), LIMITS))
    assert {type(one) for one in verdicts} == {Unknown}
    assert {one.reason for one in verdicts} == {Reason.DENIED}


def test_tables_of_another_export_say_nothing_of_this_one():
    assert stays(TO_WORKSPACE, tables=tables(365, TO_STORAGE)) == {Unknown}


def test_a_storage_account_without_a_policy_deletes_nothing_by_itself():
    assert stays(TO_STORAGE, lifecycles=lifecycles()) == {Pass}
    assert stays(TO_STORAGE) == {Unknown}


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([deletion(365)], {Pass}),
        ([deletion(364.0)], {Fail}),
        ([deletion(400), deletion(90)], {Fail}),
        ([deletion(90, "insights-logs-")], {Fail}),
        ([deletion(90, "insights-logs-signinlogs/tenantId=1")], {Pass, Fail}),
        ([deletion(90, "backup/")], {Pass}),
    ],
    ids=str,
)
def test_rules_delete_where_their_prefix_leads(rules, expected):
    assert stays(TO_STORAGE, lifecycles=lifecycles(*rules)) == expected


def test_an_event_hub_does_not_say_how_long_what_is_behind_it_keeps_logs():
    assert stays(TO_HUB) == {Unknown}
    assert stays(replace(TO_WORKSPACE, hub=True), tables=tables(90)) == {Unknown}
    assert stays(replace(TO_WORKSPACE, workspace="")) == {Unknown}


def test_the_target_that_keeps_longest_counts():
    short = tables(90)
    assert stays(TO_WORKSPACE, TO_STORAGE, tables=short, lifecycles=lifecycles()) == {Pass}
    assert stays(TO_WORKSPACE, TO_HUB, tables=short) == {Unknown}
    assert stays(TO_HUB, TO_WORKSPACE, tables=tables(365)) == {Pass}


def test_where_no_log_goes_out_there_is_nothing_that_could_be_kept():
    off = tuple(replace(one, enabled=False) for one in EVERY)
    assert stays() == stays(replace(TO_WORKSPACE, logs=off)) == {NotApplicable}
