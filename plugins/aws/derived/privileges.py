"""Which users are privileged: administrators, and those who can make themselves one."""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from plugins.aws.policy import MalformedPolicy, Statement, statements
from plugins.aws.settings.iam import Credentials, Group, InlinePolicy, ManagedPolicy, Privileges, User
from scanner import derived

ADMINISTRATIVE = ("AdministratorAccess", "IAMFullAccess")
EVERYTHING = frozenset({"*", "*:*", "iam:*"})
"""Actions that make an administrator: all of them, or all of IAM, by which one gets all."""
_LADDERS = """
    addusertogroup attachgrouppolicy attachrolepolicy attachuserpolicy createpolicyversion
    putgrouppolicy putrolepolicy putuserpolicy setdefaultpolicyversion
    """
LADDERS = tuple(f"iam:{name}" for name in _LADDERS.split())
"""Actions by which somebody gets rights that nobody gave (IAM: "Permissions management" actions)."""
LEASHES = frozenset({"iam:policyarn", "iam:permissionsboundary"})
"""Condition keys that bound which rights can be given away (IAM User Guide, condition keys of IAM)."""
EVERYBODY = re.compile(r"\*|arn:[^:]*:iam::[^:]*:(\*|(user|group|role|policy)/\*)")
"""Resources that are every resource, or every user, group, role or policy of an account."""


@derived
def privileges(
    user: User,
    groups: Sequence[Group],
    policies: Sequence[ManagedPolicy],
    credentials: Sequence[Credentials],
) -> Privileges:
    """Follow what a user is granted: attached or inline, directly or by group."""
    holders: list[User | Group] = [user, *(group for group in groups if group.name in user.groups)]
    attached = {arn for holder in holders for arn in holder.attached}
    texts = {policy.arn: policy.document for policy in policies}
    inline = [policy for holder in holders for policy in holder.inline]
    found = [*_managed(attached, texts), *((policy.name, _is_administrative(policy)) for policy in inline)]
    return Privileges(
        user=user,
        grants=tuple(sorted(name for name, grants in found if grants)),
        unread=tuple(sorted(arn for arn in attached - set(texts) if not _is_named(arn))),
        malformed=tuple(sorted(name for name, grants in found if grants is None)),
        credentials=next((one for one in credentials if one.arn == user.arn), None),
    )


def _managed(attached: set[str], texts: dict[str, str]) -> Iterator[tuple[str, bool | None]]:
    for arn in attached:
        name = arn.rpartition("/")[2]
        if _is_named(arn):
            yield name, True
        elif arn in texts:
            yield name, _is_administrative(InlinePolicy(name=name, document=texts[arn]))


def _is_named(arn: str) -> bool:
    """True for a policy of AWS's own that makes an administrator."""
    return arn.split(":")[4] == "aws" and arn.rpartition("/")[2] in ADMINISTRATIVE


def _is_administrative(policy: InlinePolicy) -> bool | None:
    """True if a policy makes an administrator, None if it can't be read."""
    try:
        return any(_grants_all(one) for one in statements(policy.document))
    except MalformedPolicy:
        return None


def _grants_all(one: Statement) -> bool:
    # Conditions are left aside: an administrator under a condition is one all the same. What is
    # allowed by NotAction is everything but a few.
    actions = {action.lower() for action in one.actions}
    if not (one.allows and (one.not_resources or any(map(EVERYBODY.fullmatch, one.resources)))):
        return False
    return bool(EVERYTHING & actions or one.not_actions) or _climbs(actions, one)


def _climbs(actions: set[str], one: Statement) -> bool:
    """True if the actions let somebody make themselves an administrator."""
    leashed = any(key in LEASHES for _, key, _ in one.conditions)
    return not leashed and any(fnmatchcase(ladder, action) for ladder in LADDERS for action in actions)
