"""Passwords follow the rule; roles are in use."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import boto3
import pytest

from plugins.aws.checks.passwords import password_policy
from plugins.aws.checks.roles import unused_roles
from plugins.aws.settings.account import Account
from plugins.aws.settings.iam import PasswordPolicy, Role
from scanner import (
    AsOf,
    DeclaredBreakGlass,
    Fail,
    Gap,
    Limits,
    Message,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Resource,
)
from tests.plugins.aws.reading import read
from tests.plugins.aws.test_aws_identity_checks import AOKI

NOW = datetime(2026, 11, 20, tzinfo=UTC)
LIMITS = Limits.of({"password_length": 14, "password_reuse": 24, "unused_days": 90})
EVERY_KIND = dict.fromkeys(("symbols", "numbers", "uppercase", "lowercase"), True)
GOOD = PasswordPolicy(
    account=Account(id="111122223333", target="aozora-aws"), own=True, length=14, reuse=24, **EVERY_KIND
)
PEOPLE = Reading((AOKI,))


def kinds(policy, users=PEOPLE):
    return [type(one) for one in password_policy(policy, users, LIMITS)]


def test_a_policy_that_asks_for_what_the_rule_asks_for_passes():
    assert kinds(GOOD) == [Pass]


@pytest.mark.parametrize(
    "more", [{"length": 13}, {"reuse": 23}, {"reuse": None}, {"symbols": False}, {"lowercase": None}]
)
def test_a_policy_that_asks_for_less_fails(more):
    assert kinds(replace(GOOD, **more)) == [Fail]


def test_an_account_without_a_policy_fails():
    assert kinds(replace(GOOD, own=False, length=None)) == [Fail]


def test_where_nobody_has_a_password_it_is_no_question():
    nobody = Reading((replace(AOKI, password=False),))
    assert kinds(replace(GOOD, own=False), nobody) == [NotApplicable]


def test_users_that_were_not_read_may_have_passwords():
    gap = Gap("x", Resource("x", "x"), Reason.DENIED, Message("no"))
    assert kinds(replace(GOOD, own=False), Reading((), (gap,))) == [Fail]


def test_the_policy_is_read_or_known_to_be_none(aws):
    iam = boto3.client("iam")
    assert [one.own for one in read(PasswordPolicy, aws)] == [False]
    iam.update_account_password_policy(
        MinimumPasswordLength=14, PasswordReusePrevention=24, RequireSymbols=True, RequireNumbers=True
    )
    [found] = read(PasswordPolicy, aws)
    assert (found.length, found.reuse, found.symbols, found.uppercase) == (14, 24, True, False)


ROLE = Role(
    arn="arn:aws:iam::111122223333:role/batch",
    name="batch",
    path="/",
    created=NOW - timedelta(days=500),
    last_used=NOW - timedelta(days=90),
    trust="{}",
    attached=(),
    inline=(),
)


def used(role, emergency=()):
    [verdict] = unused_roles(role, LIMITS, AsOf(time=NOW), Reading(tuple(emergency)))
    return type(verdict)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Pass),
        ({"last_used": NOW - timedelta(days=91)}, Fail),
        ({"last_used": None}, Fail),
        ({"last_used": None, "created": NOW - timedelta(days=3)}, Pass),
        ({"last_used": None, "path": "/aws-service-role/backup.amazonaws.com/"}, NotApplicable),
    ],
)
def test_a_role_must_be_in_use(more, expected):
    assert used(replace(ROLE, **more)) is expected


def test_a_role_for_emergencies_may_rest():
    resting = replace(ROLE, last_used=None)
    assert used(resting, [DeclaredBreakGlass(account=ROLE.arn)]) is NotApplicable
    assert used(resting, [DeclaredBreakGlass(account="arn:another")]) is Fail
