"""Backups are made, recent, and can't be deleted."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.aws.checks.backup import plan, recent, vault_encryption, vault_lock, vault_policy
from plugins.aws.settings.account import Account
from plugins.aws.settings.backup import (
    BackupContent,
    BackupPlan,
    BackupRule,
    BackupVault,
    ProtectedResource,
    VaultPolicy,
)
from scanner import AsOf, Fail, Limits, NotApplicable, Pass, Reading, Unknown

TOKYO = "ap-northeast-1"
ACCOUNT = Account(id="111122223333", target="aozora-aws")
NOW = datetime(2026, 11, 20, tzinfo=UTC)
LIMITS = Limits.of({"backup_retention_days": 30, "backup_age_days": 7})
RULE = BackupRule(name="daily", vault="aozora", delete_after_days=30, copies=())
PLAN = BackupContent(plan=BackupPlan(id="1", name="daily", region=TOKYO), rules=(RULE,), selections=1)
RESOURCE = ProtectedResource(
    arn="arn:aws:rds:ap-northeast-1:111122223333:db:aozora", region=TOKYO, type="RDS", last_backup=NOW
)
VAULT = BackupVault(
    arn="arn:aws:backup:ap-northeast-1:111122223333:backup-vault:aozora",
    name="aozora",
    region=TOKYO,
    type="BACKUP_VAULT",
    points=3,
    locked=True,
    min_days=30,
    fixed_at=None,
    key="arn:aws:kms:ap-northeast-1:444455556666:key/own",
)


def kinds(verdicts):
    return [type(one) for one in verdicts]


def planned(*plans):
    return kinds(plan(ACCOUNT, plans, LIMITS))


def test_a_plan_with_a_selection_that_keeps_backups_passes():
    assert planned(PLAN) == [Pass]
    assert planned(replace(PLAN, rules=(replace(RULE, delete_after_days=None),))) == [Pass]


@pytest.mark.parametrize(
    "bad",
    [
        (),
        (replace(PLAN, selections=0),),
        (replace(PLAN, rules=(replace(RULE, delete_after_days=29),)),),
        (replace(PLAN, rules=()),),
    ],
)
def test_without_a_plan_that_backs_up_and_keeps_it_fails(bad):
    assert planned(*bad) == [Fail]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (NOW, Pass),
        (NOW - timedelta(days=7), Pass),
        (NOW - timedelta(days=8), Fail),
        (None, Unknown),
    ],
)
def test_the_last_backup_must_be_recent(last, expected):
    assert kinds(recent(replace(RESOURCE, last_backup=last), LIMITS, AsOf(time=NOW))) == [expected]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Pass),
        ({"fixed_at": NOW}, Pass),
        ({"locked": False}, Fail),
        ({"min_days": None}, Fail),  # a lock that lets a backup go at once
        ({"locked": False, "points": 0}, NotApplicable),
    ],
)
def test_a_vault_with_backups_must_be_locked(more, expected):
    assert kinds(vault_lock(replace(VAULT, **more))) == [expected]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Pass),
        ({"key": None}, Fail),
        ({"key": "never-heard-of"}, Unknown),
        ({"key": None, "points": 0}, NotApplicable),
    ],
)
def test_a_vault_with_backups_must_have_an_own_key(more, expected):
    assert kinds(vault_encryption(replace(VAULT, **more), ACCOUNT, Reading())) == [expected]


DENY = {"Effect": "Deny", "Principal": "*", "Action": "backup:DeleteRecoveryPoint", "Resource": "*"}


def policy(**more):
    document = json.dumps({"Statement": [DENY | more]})
    return kinds(vault_policy(VaultPolicy(vault=VAULT, document=document)))


def test_a_policy_that_denies_deletion_passes():
    assert policy() == [Pass]
    assert policy(Principal={"AWS": "*"}, Action=["backup:*"]) == [Pass]


@pytest.mark.parametrize(
    "more",
    [
        {"Effect": "Allow"},
        {"Principal": {"AWS": "arn:aws:iam::111122223333:role/operator"}},
        {"Action": "backup:StartBackupJob"},
        {"Condition": {"StringNotEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/operator"}}},
    ],
)
def test_a_policy_that_leaves_deletion_to_somebody_fails(more):
    assert policy(**more) == [Fail]


def test_a_vault_without_policy_fails_and_an_empty_one_is_not_asked():
    assert kinds(vault_policy(VaultPolicy(vault=VAULT, document=None))) == [Fail]
    empty = replace(VAULT, points=0)
    assert kinds(vault_policy(VaultPolicy(vault=empty, document=None))) == [NotApplicable]


def test_a_policy_that_cannot_be_read_is_unknown():
    assert kinds(vault_policy(VaultPolicy(vault=VAULT, document="?"))) == [Unknown]
