"""Data loss prevention, labels, alerts, retention, customer keys, regions."""

import json
from dataclasses import replace

import pytest

from plugins.m365.checks.alerts import policies as alert_policies
from plugins.m365.checks.customer_key import customer_key
from plugins.m365.checks.data_region import mailboxes as mailbox_region
from plugins.m365.checks.dlp import my_number
from plugins.m365.checks.label_policies import required
from plugins.m365.checks.retention import retention as kept
from plugins.m365.rules.alerts import PURPOSES
from plugins.m365.rules.dlp_types import advanced_types, plain_types
from plugins.m365.settings.mail_flow import MailboxRegion
from plugins.m365.settings.purview import (
    Alert,
    DlpPolicy,
    DlpRule,
    KeyPolicy,
    LabelPolicy,
    MailboxKeys,
    RetentionPolicy,
    RetentionRule,
    TenantKeys,
)
from scanner import Fail, Pass, Unknown
from tests.plugins.m365.licences import NO_PLAN, UNREAD, skus
from tests.plugins.m365.test_mail_protection import outcomes

MY = "Japan My Number - Personal"
POLICY = DlpPolicy(
    name="p",
    mode="Enable",
    exchange=("All",),
    sharepoint=("All",),
    onedrive=("All",),
    teams=("All",),
    but_exchange=(),
    but_sharepoint=(),
    but_onedrive=(),
    but_teams=(),
)
RULE = DlpRule(name="r", policy="p", disabled=False, block=True, types=(MY,), narrowed=False)
TEAMS = skus("COMMUNICATIONS_DLP")


def dlp(policies=(POLICY,), rules=(RULE,), licences=TEAMS):
    return outcomes(my_number(policies, rules, licences))


def test_my_number_that_is_blocked_everywhere_passes():
    assert dlp() == [Pass] * 4
    parts = {**dict.fromkeys(("sharepoint", "onedrive", "teams"), ())}
    two = [replace(POLICY, **parts), replace(POLICY, exchange=())]
    assert dlp(two) == [Pass] * 4


@pytest.mark.parametrize(
    "rule",
    [
        replace(RULE, disabled=True),
        replace(RULE, block=False),
        replace(RULE, types=("Credit Card Number",)),
        replace(RULE, types=()),
        replace(RULE, policy="other"),
    ],
)
def test_a_rule_that_does_not_block_my_number_fails(rule):
    assert dlp(rules=[rule]) == [Fail] * 4


@pytest.mark.parametrize("mode", ["Disable", "TestWithNotifications", "TestWithoutNotifications"])
def test_a_policy_that_is_not_enforced_fails(mode):
    assert dlp([replace(POLICY, mode=mode)]) == [Fail] * 4


def test_a_mode_that_no_page_lists_is_unknown():
    assert dlp([replace(POLICY, mode="Audit")]) == [Unknown]


def test_places_that_are_left_out_fail_alone():
    assert dlp([replace(POLICY, onedrive=(), but_teams=("g",))]) == [Pass, Pass, Fail, Fail]


def test_a_rule_that_cannot_be_understood_is_unknown():
    assert dlp(rules=[replace(RULE, types=None)]) == [Unknown] * 4
    assert dlp(rules=[replace(RULE, types=None, disabled=True)]) == [Fail] * 4


def test_a_rule_with_further_conditions_may_let_some_go():
    assert dlp(rules=[replace(RULE, narrowed=True)]) == [Unknown] * 4
    assert dlp(rules=[replace(RULE, narrowed=True), RULE]) == [Pass] * 4
    assert dlp(rules=[replace(RULE, narrowed=True, block=False)]) == [Fail] * 4


def test_teams_without_its_plan_says_so():
    last = list(my_number([replace(POLICY, teams=())], [RULE], NO_PLAN))[-1]
    assert isinstance(last, Fail)
    assert "plan missing" in str(last.message)
    assert dlp([], [], UNREAD) == [Fail] * 4


def advanced(conditions):
    return json.dumps({"Version": "1.0", "Condition": {"Operator": "And", "SubConditions": conditions}})


def contains(*names):
    groups = [{"Name": "Default", "Operator": "Or", "sensitivetypes": [{"Name": one} for one in names]}]
    return {"ConditionName": "ContentContainsSensitiveInformation", "Value": [{"groups": groups}]}


def test_the_types_of_an_advanced_rule_without_those_it_excludes():
    other = {"ConditionName": "AccessScope", "Value": [{"name": MY}]}
    excluded = {"Operator": "Not", "SubConditions": [contains("Excluded")]}
    nested = {"Operator": "Or", "SubConditions": [contains("B")]}
    assert advanced_types(advanced([contains(MY), nested, excluded])) == ("B", MY)
    assert advanced_types(advanced([other])) == ()


def test_an_operator_that_may_mean_not_is_not_understood():
    assert advanced_types(advanced([{"Operator": "BrandNew", "SubConditions": [contains(MY)]}])) is None
    assert advanced_types(advanced([{"Operator": "Or", "SubConditions": [{"Operator": "Nor"}]}])) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "[" * 100_000])
def test_an_advanced_rule_that_is_no_rule_is_not_understood(text):
    assert advanced_types(text) is None


def test_the_types_of_the_simple_form():
    assert plain_types([{"name": MY}, {"Name": "B"}]) == ("B", MY)
    assert plain_types([{"groups": [{"Name": "Default", "sensitivetypes": [{"name": MY}]}]}]) == (MY,)
    assert plain_types(None) == plain_types([]) == ()
    assert plain_types({"odd": [1]}) is None


LABELS = LabelPolicy(name="l", enabled=True, labels=("機密性2",), places=("All",), mandatory=True)


@pytest.mark.parametrize(
    ("wrong", "outcome"),
    [
        ({}, Pass),
        ({"mandatory": False}, Fail),
        ({"enabled": False}, Fail),
        ({"labels": ()}, Fail),
        ({"places": ("soumu@aozora.example",)}, Fail),
    ],
)
def test_labels_are_published_and_required(wrong, outcome):
    assert outcomes(required([replace(LABELS, **wrong)], skus("MIP_S_CLP1"))) == [outcome]


def test_labels_without_the_plan_say_so():
    (verdict,) = required([], NO_PLAN)
    assert "plan missing" in str(verdict.message)
    (verdict,) = required([], UNREAD)
    assert isinstance(verdict, Fail)


def alert(purpose):
    return Alert(
        name=PURPOSES[purpose][0].upper(), disabled=False, operations=(), notified=("desk@a.example",)
    )


ALERTS = {purpose: alert(purpose) for purpose in PURPOSES}


def test_alerts_that_somebody_gets_pass():
    assert outcomes(alert_policies(list(ALERTS.values()), NO_PLAN)) == [Pass] * 3
    own = [replace(one, name="own", operations=PURPOSES[name][1][:1]) for name, one in ALERTS.items()]
    assert outcomes(alert_policies(own, NO_PLAN)) == [Pass] * 3


@pytest.mark.parametrize("wrong", [{"disabled": True}, {"notified": ()}, {"notified": (" ",)}, {"name": "x"}])
def test_alerts_that_nobody_gets_fail(wrong):
    found = [replace(one, **wrong) for one in ALERTS.values()]
    assert outcomes(alert_policies(found, UNREAD)) == [Fail] * 3


def test_an_alert_that_needs_a_plan_says_so():
    said = [str(one.message) for one in alert_policies([], NO_PLAN)]
    assert [("plan missing" in one) for one in said] == [False, True, False]


KEEP = RetentionPolicy(
    id="1",
    name="k",
    enabled=True,
    mode="Enforce",
    status="Success",
    exchange=("All",),
    sharepoint=("All",),
    onedrive=("All",),
    but=(),
)
KEEP_RULE = RetentionRule(name="r", policy="1", disabled=False, action="Keep", duration="2555")


def retained(policy=KEEP, rule=KEEP_RULE):
    return outcomes(kept([policy], [rule]))


@pytest.mark.parametrize("change", [{"mode": "BrandNew"}, {"status": "BrandNew"}])
def test_a_mode_or_status_of_retention_that_no_page_lists_is_not_understood(change):
    assert retained(replace(KEEP, **change)) == [Unknown] * 3


def test_what_is_kept_everywhere_passes():
    assert retained() == [Pass] * 3
    assert retained(rule=replace(KEEP_RULE, action="KeepAndDelete")) == [Pass] * 3


@pytest.mark.parametrize(
    "wrong",
    [{"enabled": False}, {"status": "Error"}, {"mode": "Test"}, {"but": ("soumu@aozora.example",)}],
)
def test_a_policy_that_does_not_work_or_leaves_out_fails(wrong):
    assert retained(replace(KEEP, **wrong)) == [Fail] * 3


@pytest.mark.parametrize("wrong", [{"disabled": True}, {"action": "Delete"}, {"policy": "2"}])
def test_a_rule_that_keeps_nothing_fails(wrong):
    assert retained(rule=replace(KEEP_RULE, **wrong)) == [Fail] * 3


def test_a_place_without_a_policy_fails_alone_and_an_unknown_action_is_unknown():
    assert retained(replace(KEEP, onedrive=())) == [Pass, Pass, Fail]
    assert retained(rule=replace(KEEP_RULE, action="Archive")) == [Unknown] * 3


NO_KEYS = TenantKeys(policies=(), assigned=False)
ON = KeyPolicy(name="k", enabled=True)


@pytest.mark.parametrize(
    ("tenant", "mailbox", "outcome"),
    [
        (TenantKeys(policies=(ON,), assigned=True), (), Pass),
        (NO_KEYS, (MailboxKeys(name="m", enabled=True),), Pass),
        (TenantKeys(policies=(ON,), assigned=False), (), Fail),
        (TenantKeys(policies=(replace(ON, enabled=False),), assigned=True), (), Fail),
        (NO_KEYS, (MailboxKeys(name="m", enabled=False),), Fail),
        (NO_KEYS, (), Fail),
    ],
)
def test_keys_of_the_municipality(tenant, mailbox, outcome):
    assert outcomes(customer_key(tenant, mailbox, UNREAD)) == [outcome]


def test_keys_without_the_plan_say_so():
    (verdict,) = customer_key(NO_KEYS, (), NO_PLAN)
    assert "plan missing" in str(verdict.message)


@pytest.mark.parametrize(
    ("region", "regions", "outcome"),
    [
        ("JPN", (), Pass),
        ("jpn", ("JPN",), Pass),
        ("JPN", ("JPN", "NAM"), Fail),
        ("APC", (), Fail),
        (None, ("EUR",), Fail),
        ("JPN", ("JPN", "XYZ"), Unknown),
        ("XYZ", (), Unknown),
        ("XYZ", ("NAM",), Fail),
        (None, (), Unknown),
        ("", (), Unknown),
    ],
)
def test_where_mailboxes_are_kept(region, regions, outcome):
    assert outcomes(mailbox_region(MailboxRegion(region=region, regions=regions))) == [outcome]
