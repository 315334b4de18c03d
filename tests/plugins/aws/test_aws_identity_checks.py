"""Root, people at the console, the privileged, and what nobody uses."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.aws.checks.credentials import key_age, unused_credentials
from plugins.aws.checks.mfa import console_mfa, privileged_mfa, root_protected
from plugins.aws.derived.privileges import privileges
from plugins.aws.settings.account import Account
from plugins.aws.settings.iam import (
    AccessKey,
    Credentials,
    Group,
    InlinePolicy,
    ManagedPolicy,
    RootAccess,
    User,
)
from scanner import AsOf, Fail, Limits, NotApplicable, Pass, Unknown

NOW = datetime(2026, 11, 20, tzinfo=UTC)
AS_OF = AsOf(time=NOW)
LIMITS = Limits.of({"unused_days": 90, "key_age_days": 90})
ROOT = RootAccess(
    account=Account(id="111122223333", target="aozora-aws"), mfa=True, keys=False, password=True
)


def days_ago(days):
    return NOW - timedelta(days=days)


NO_KEYS = tuple(AccessKey(number=number, active=False, rotated=None, last_used=None) for number in (1, 2))
AOKI = Credentials(
    arn="arn:aws:iam::111122223333:user/aoki",
    name="aoki",
    created=days_ago(1000),
    password=True,
    password_last_used=days_ago(3),
    password_changed=days_ago(500),
    mfa=True,
    keys=NO_KEYS,
)
KEY = AccessKey(number=1, active=True, rotated=days_ago(10), last_used=days_ago(1))


def kinds(verdicts):
    return [type(one) for one in verdicts]


def test_a_root_user_with_mfa_and_without_keys_passes():
    assert kinds(root_protected(ROOT)) == [Pass]


@pytest.mark.parametrize("password", [True, None])
def test_a_root_user_without_mfa_fails(password):
    assert kinds(root_protected(replace(ROOT, mfa=False, password=password))) == [Fail]


def test_a_root_user_with_keys_fails_even_with_mfa():
    assert Fail in kinds(root_protected(replace(ROOT, keys=True)))


def test_a_root_user_whose_credentials_were_removed_needs_no_mfa():
    assert kinds(root_protected(replace(ROOT, mfa=False, password=False))) == [Pass]
    assert kinds(root_protected(replace(ROOT, mfa=False, password=False, keys=True))) == [Fail, Fail]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Pass),
        ({"mfa": False}, Fail),
        ({"mfa": False, "password": False}, NotApplicable),
        ({"password": None}, Unknown),
        ({"name": "<root_account>", "password": None, "mfa": False}, NotApplicable),
    ],
)
def test_who_signs_in_at_the_console_needs_mfa(more, expected):
    assert kinds(console_mfa(replace(AOKI, **more))) == [expected]


USER = User(arn=AOKI.arn, name="aoki", groups=(), attached=(), inline=())
ALL = json.dumps({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}})
SOME = json.dumps({"Statement": [{"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}]})
OWN = "arn:aws:iam::111122223333:policy/own"
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"


def judged(user, *, groups=(), policies=(), credentials=(AOKI,)):
    return privileges(user, groups, policies, credentials)


def inline(document):
    return (InlinePolicy(name="inline", document=document),)


def own(document):
    return (ManagedPolicy(arn=OWN, name="own", document=document),)


OPERATORS = Group(arn="arn:group", name="operators", attached=(ADMINISTRATOR,), inline=())


@pytest.mark.parametrize(
    ("user", "more"),
    [
        (replace(USER, attached=(ADMINISTRATOR,)), {}),
        (replace(USER, attached=("arn:aws:iam::aws:policy/IAMFullAccess",)), {}),
        (replace(USER, groups=("operators",)), {"groups": (OPERATORS,)}),
        (
            replace(USER, groups=("operators",)),
            {"groups": (replace(OPERATORS, attached=(), inline=inline(ALL)),)},
        ),
        (replace(USER, inline=inline(ALL)), {}),
        (replace(USER, attached=(OWN,)), {"policies": own(ALL)}),
        (
            replace(USER, attached=(OWN,)),
            {"policies": own(ALL.replace('"Action": "*"', '"Action": ["IAM:*"]'))},
        ),
        (
            replace(USER, attached=(OWN,)),
            {"policies": own(ALL.replace('"Action": "*"', '"NotAction": "s3:*"'))},
        ),
    ],
)
def test_a_user_is_privileged_directly_by_group_and_inline(user, more):
    assert judged(user, **more).grants
    [verdict] = privileged_mfa(judged(user, **more))
    assert type(verdict) is Pass
    [verdict] = privileged_mfa(judged(user, **(more | {"credentials": (replace(AOKI, mfa=False),)})))
    assert type(verdict) is Fail


@pytest.mark.parametrize(
    ("user", "more"),
    [
        (USER, {}),
        (USER, {"groups": (OPERATORS,)}),  # of which it is no member
        (replace(USER, inline=inline(SOME)), {}),
        (replace(USER, inline=inline(ALL.replace("Allow", "Deny"))), {}),
        (replace(USER, attached=(OWN,)), {"policies": own(SOME)}),
        (
            replace(USER, attached=(OWN,)),
            {"policies": own(ALL.replace('"Resource": "*"', '"Resource": "arn:x"'))},
        ),
    ],
)
def test_other_users_are_not_asked(user, more):
    assert kinds(privileged_mfa(judged(user, **more))) == [NotApplicable]


def test_a_user_whose_policy_was_not_read_or_is_no_policy_is_unknown():
    assert kinds(privileged_mfa(judged(replace(USER, attached=(OWN,))))) == [Unknown]
    assert kinds(privileged_mfa(judged(replace(USER, inline=inline("{}"))))) == [Unknown]


def test_a_privileged_user_who_is_not_in_the_report_is_unknown():
    one = judged(replace(USER, inline=inline(ALL)), credentials=())
    assert kinds(privileged_mfa(one)) == [Unknown]


def test_a_privileged_user_with_keys_alone_needs_mfa_too():
    row = replace(AOKI, password=False, mfa=False, keys=(KEY, NO_KEYS[1]))
    assert kinds(privileged_mfa(judged(replace(USER, inline=inline(ALL)), credentials=(row,)))) == [Fail]
    asleep = replace(row, keys=NO_KEYS)
    one = judged(replace(USER, inline=inline(ALL)), credentials=(asleep,))
    assert kinds(privileged_mfa(one)) == [NotApplicable]


def unused(**more):
    return kinds(unused_credentials(replace(AOKI, **more), LIMITS, AS_OF))


def test_a_password_in_use_passes():
    assert unused() == [Pass]


def test_a_password_is_unused_after_ninety_days_and_not_before():
    old = {"password_changed": days_ago(400)}
    assert unused(password_last_used=days_ago(90), **old) == [Pass]
    assert unused(password_last_used=days_ago(91), **old) == [Fail]


def test_a_password_that_was_never_used_counts_from_the_day_it_was_made():
    assert unused(password_last_used=None, password_changed=days_ago(5)) == [Pass]
    assert unused(password_last_used=None, password_changed=None) == [Fail]


def test_each_key_is_judged_by_itself():
    never = AccessKey(number=2, active=True, rotated=days_ago(200), last_used=None)
    assert unused(password=False, keys=(KEY, never)) == [Pass, Fail]


def test_a_user_who_cannot_sign_in_is_not_asked():
    assert unused(password=False) == [NotApplicable]


def aged(*keys):
    return kinds(key_age(replace(AOKI, keys=keys), LIMITS, AS_OF))


def test_a_young_key_passes_and_an_old_one_fails():
    assert aged(replace(KEY, rotated=days_ago(90)), NO_KEYS[1]) == [Pass]
    assert aged(replace(KEY, rotated=days_ago(91)), NO_KEYS[1]) == [Fail]


def test_a_key_without_a_date_is_as_old_as_its_user():
    assert aged(replace(KEY, rotated=None), NO_KEYS[1]) == [Fail]


def test_two_active_keys_fail_though_both_are_young():
    assert aged(KEY, replace(KEY, number=2)) == [Pass, Pass, Fail]


def test_who_has_no_active_key_is_not_asked():
    assert aged(*NO_KEYS) == [NotApplicable]
