"""Logs last, and backups lie elsewhere too."""

from dataclasses import replace

import pytest

from plugins.aws.checks.lasting import copied, log_group
from plugins.aws.settings.account import Account
from plugins.aws.settings.backup import BackupContent, BackupPlan, BackupRule
from plugins.aws.settings.logstore import LogGroup
from plugins.aws.settings.tags import Tag, TaggedResource
from scanner import Fail, Limits, NotApplicable, Pass, Reading, Unknown
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.test_capacity import ALL, SOME
from tests.plugins.aws.test_logcapture import GAP, NOBODY, NONE

LIMITS = Limits.of({"log_retention_days": 365})
ARN = f"arn:aws:logs:{TOKYO}:111122223333:log-group:servers"
GROUP = LogGroup(arn=f"{ARN}:*", name="servers", region=TOKYO, days=365)
HIGH = TaggedResource(arn=ARN, region=TOKYO, tags=(Tag(key="importance", value="high"),))


@pytest.mark.parametrize(
    ("days", "tagged", "important", "expected"),
    [
        (365, NONE, ALL, Pass),
        (None, NONE, ALL, Pass),
        (364, NONE, ALL, Fail),
        (7, Reading((HIGH,)), SOME, Fail),  # the tag stands at the ARN without its ending
        (7, NONE, SOME, NotApplicable),
        (7, NONE, NOBODY, Unknown),
        (7, Reading((), (GAP,)), SOME, Unknown),
        (365, NONE, NOBODY, Pass),
    ],
)
def test_a_log_group_that_matters_keeps_its_events_for_a_year(days, tagged, important, expected):
    [verdict] = log_group(replace(GROUP, days=days), LIMITS, tagged, important)
    assert type(verdict) is expected


ACCOUNT = Account(id="111122223333", target="aozora-aws")
PLAN = BackupPlan(id="p", name="daily", region=TOKYO)


def judged(*vaults):
    rule = BackupRule(name="daily", vault="v", delete_after_days=35, copies=vaults)
    [verdict] = copied(BackupContent(plan=PLAN, rules=(rule,), selections=1), ACCOUNT)
    return type(verdict)


def vault(region, account):
    return f"arn:aws:backup:{region}:{account}:backup-vault:copy"


@pytest.mark.parametrize(
    ("region", "account", "expected"),
    [
        (OSAKA, "111122223333", Pass),
        (TOKYO, "444455556666", Pass),
        (TOKYO, "111122223333", Fail),
        ("us-east-1", "111122223333", Fail),  # abroad is no place for a copy
    ],
)
def test_a_plan_copies_to_another_place_in_japan(region, account, expected):
    assert judged(vault(region, account)) is expected


def test_a_plan_without_a_copy_fails():
    assert judged() is Fail
