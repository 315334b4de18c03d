"""The audit log: that it is written, of everybody, and kept."""

from dataclasses import replace

import pytest

from plugins.m365.checks.audit import ADMINISTRATORS, KEPT_BY_DEFAULT, bypass, mailboxes, retention, unified
from plugins.m365.settings.purview import AuditBypass, AuditConfig, AuditRetention
from scanner import Fail, Limits, Pass, Reading, Unknown
from tests.plugins.m365.licences import NO_PLAN, UNREAD, skus
from tests.plugins.m365.test_mail_flow import ORGANIZATION
from tests.plugins.m365.test_mail_protection import outcomes

YEAR = Limits.of({"log_retention_days": 365})
PREMIUM = skus("M365_ADVANCED_AUDITING")
LONG = AuditRetention(
    name="p", priority=5, duration="TwelveMonths", records=ADMINISTRATORS, operations=(), people=()
)


def test_the_unified_audit_log():
    assert outcomes(unified(AuditConfig(unified=True))) == [Pass]
    assert outcomes(unified(AuditConfig(unified=False))) == [Fail]


def test_the_record_of_mailboxes():
    assert outcomes(mailboxes(ORGANIZATION)) == [Pass]
    assert outcomes(mailboxes(replace(ORGANIZATION, audit_disabled=True))) == [Fail]
    assert outcomes(bypass(AuditBypass(accounts=()))) == [Pass]
    assert outcomes(bypass(AuditBypass(accounts=("svc",)))) == [Fail]


OTHERS = tuple(one for one in ADMINISTRATORS if one not in KEPT_BY_DEFAULT)
SHORT = replace(LONG, name="short", priority=1, duration="ThreeMonths")


@pytest.mark.parametrize(
    ("policies", "outcome"),
    [
        ([LONG], Pass),
        ([replace(LONG, duration="TenYears")], Pass),
        ([replace(LONG, records=OTHERS)], Pass),  # the rest is kept for a year by default
        ([replace(LONG, records=KEPT_BY_DEFAULT)], Fail),
        ([], Fail),
        ([replace(LONG, duration="NineMonths")], Fail),
        ([replace(LONG, people=("a@aozora.example",))], Fail),
        ([replace(LONG, operations=("FileDeleted",))], Fail),
        ([LONG, SHORT], Fail),
        ([LONG, replace(SHORT, priority=9)], Pass),
        ([LONG, replace(SHORT, people=("a@aozora.example",))], Fail),
        ([replace(LONG, duration="ForEver")], Unknown),
    ],
)
def test_how_long_records_are_kept(policies, outcome):
    assert outcomes(retention(policies, PREMIUM, YEAR)) == [outcome]


def test_without_the_plan_records_are_kept_for_180_days_and_the_plan_is_missing():
    (verdict,) = retention([], NO_PLAN, YEAR)
    assert isinstance(verdict, Fail)
    assert "plan missing" in str(verdict.message)
    assert outcomes(retention([LONG], UNREAD, YEAR)) == [Unknown]


@pytest.mark.parametrize(
    ("changed", "outcome"), [({"status": "brandNew"}, Unknown), ({"status": "Warning"}, Pass)]
)
def test_a_licence_in_a_state_that_no_page_lists_is_neither_there_nor_missing(changed, outcome):
    (sku,) = PREMIUM.items
    assert outcomes(retention([LONG], Reading((replace(sku, **changed),)), YEAR)) == [outcome]
    plan = replace(sku.plans[0], status="brandNew")
    assert outcomes(retention([LONG], Reading((replace(sku, plans=(plan,)),)), YEAR)) == [Unknown]
