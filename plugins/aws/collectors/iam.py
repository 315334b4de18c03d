"""Identities: everything about users, groups, roles and policies comes in one paged call."""

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Account
from plugins.aws.settings.iam import (
    Group,
    InlinePolicy,
    ManagedPolicy,
    PasswordPolicy,
    Role,
    RootAccess,
    User,
)
from scanner import collector


@collector("iam:GetAccountSummary")
def root_access(account: Account, aws: AwsConnection) -> RootAccess:
    summary = aws.ask("iam.GetAccountSummary")["SummaryMap"]
    password = summary.get("AccountPasswordPresent")  # IAM tells it since 2024 only
    return RootAccess(
        account=account,
        mfa=summary["AccountMFAEnabled"] == 1,
        keys=summary["AccountAccessKeysPresent"] != 0,
        password=None if password is None else password != 0,
    )


@collector("iam:GetAccountPasswordPolicy")
def password_policy(account: Account, aws: AwsConnection) -> PasswordPolicy:
    answer = aws.ask_unless(frozenset({"NoSuchEntity"}), "iam.GetAccountPasswordPolicy")
    if answer is None:
        none = dict.fromkeys(("length", "reuse", "symbols", "numbers", "uppercase", "lowercase"))
        return PasswordPolicy(account=account, own=False, **none)
    policy = answer["PasswordPolicy"]
    return PasswordPolicy(
        account=account,
        own=True,
        length=policy["MinimumPasswordLength"],
        reuse=policy.get("PasswordReusePrevention"),  # left out where reuse is not prevented
        symbols=policy["RequireSymbols"],
        numbers=policy["RequireNumbers"],
        uppercase=policy["RequireUppercaseCharacters"],
        lowercase=policy["RequireLowercaseCharacters"],
    )


@collector("iam:GetAccountAuthorizationDetails")
def identities(aws: AwsConnection) -> Iterator[User | Group | Role | ManagedPolicy]:
    pages = aws.pages("iam.GetAccountAuthorizationDetails", size=1000)
    return chain.from_iterable(map(_page, pages))  # not a generator: that would end with a malformed row


def _page(page: Answer) -> Iterator[User | Group | Role | ManagedPolicy]:
    return chain(
        map(_user, page["UserDetailList"]),
        map(_group, page["GroupDetailList"]),
        map(_role, page["RoleDetailList"]),
        map(_policy, page["Policies"]),
    )


def _user(one: Answer) -> User:
    return User(
        arn=one["Arn"],
        name=one["UserName"],
        groups=tuple(one["GroupList"]),
        attached=_attached(one),
        inline=_inline(one.get("UserPolicyList", [])),  # left out where there are none
    )


def _group(one: Answer) -> Group:
    inline = _inline(one["GroupPolicyList"])
    return Group(arn=one["Arn"], name=one["GroupName"], attached=_attached(one), inline=inline)


def _role(one: Answer) -> Role:
    return Role(
        arn=one["Arn"],
        name=one["RoleName"],
        path=one["Path"],
        created=one["CreateDate"],
        last_used=one.get("RoleLastUsed", {}).get("LastUsedDate"),
        trust=policy_text(one["AssumeRolePolicyDocument"]),
        attached=_attached(one),
        inline=_inline(one["RolePolicyList"]),
    )


def _policy(one: Answer) -> ManagedPolicy:
    in_force = next(
        (version for version in one["PolicyVersionList"] if version["IsDefaultVersion"]), Answer()
    )
    arn = one["Arn"]
    return ManagedPolicy(arn=arn, name=arn.rpartition("/")[2], document=policy_text(in_force["Document"]))


def _attached(one: Answer) -> tuple[Any, ...]:
    return tuple(policy["PolicyArn"] for policy in one["AttachedManagedPolicies"])


def _inline(policies: list[Answer]) -> tuple[InlinePolicy, ...]:
    return tuple(
        InlinePolicy(name=policy["PolicyName"], document=policy_text(policy["PolicyDocument"]))
        for policy in policies
    )


def policy_text(document: Any) -> str:
    """Give a policy as text: botocore decodes what IAM sends URL-encoded."""
    return document if isinstance(document, str) else json.dumps(document, sort_keys=True)
