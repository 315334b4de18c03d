"""Passwords and access keys that nobody uses, or that are old."""

from collections.abc import Iterator
from datetime import datetime

from plugins.aws.settings.iam import AccessKey, Credentials
from scanner import AsOf, Fail, Limits, NotApplicable, Pass, Severity, Verdict, check


@check("aws.iam.unused-credentials", severity=Severity.MEDIUM, signals=["aws.unused"], assets=["cloud"])
def unused_credentials(user: Credentials, limits: Limits, now: AsOf) -> Iterator[Verdict]:
    """Nobody keeps a password or an access key that is not used.

    What belongs to people who have left, or to programs that no longer run, is used by others
    without anybody noticing. Never used counts from the day it was made.

    ## Remediation
    Deactivate the access key or delete the password; delete the user if nobody needs it.
    """
    found = list(_in_use(user))
    for key, used in found:
        yield _idle(user, key, (now.time - used).days, limits["unused_days"])
    if not found:
        yield NotApplicable(user, "has neither password nor active access key")


def _in_use(user: Credentials) -> Iterator[tuple[int, datetime]]:
    """Give the password (0) and the active keys (by number), with the last moment that speaks for each."""
    if user.password:
        yield 0, _latest(user.created, user.password_last_used, user.password_changed)
    for key in user.keys:
        if key.active:
            yield key.number, _latest(key.rotated or user.created, key.last_used)


def _idle(user: Credentials, key: int, idle: int, days: int) -> Verdict:
    part = f"access key {key}" if key else "password"
    if idle > days and key:
        unused = "access key {number} unused for {idle} days, more than {days}"
        return Fail(user, unused, part=part, number=key, idle=idle, days=days)
    if idle > days:
        return Fail(
            user, "password unused for {idle} days, more than {days}", part=part, idle=idle, days=days
        )
    if key:
        used = "access key {number} last used or made {idle} days ago"
        return Pass(user, used, part=part, number=key, idle=idle)
    return Pass(user, "password last used or set {idle} days ago", part=part, idle=idle)


def _latest(first: datetime, *others: datetime | None) -> datetime:
    return max([first, *(one for one in others if one)])


@check("aws.iam.key-age", severity=Severity.MEDIUM, signals=["aws.keyage"], assets=["cloud"])
def key_age(user: Credentials, limits: Limits, now: AsOf) -> Iterator[Verdict]:
    """No access key is old, and nobody has two.

    Access keys don't expire. The longer one is in use, the more copies of it lie in files and
    programs. A second active key is needed on the day of the change only.

    ## Remediation
    Make a new access key, change the programs that use the old one, and delete the old one. Better,
    use roles, which need no keys.
    """
    active = [key for key in user.keys if key.active]
    for key in active:
        yield _age(user, key, limits["key_age_days"], now.time)
    if len(active) > 1:
        yield Fail(user, "has two active access keys", part="two keys")
    if not active:
        yield NotApplicable(user, "has no active access key")


def _age(user: Credentials, key: AccessKey, days: int, now: datetime) -> Verdict:
    age = (now - (key.rotated or user.created)).days
    part = f"access key {key.number}"
    if age > days:
        return Fail(
            user,
            "access key {number} is {age} days old, more than {days}",
            part=part,
            number=key.number,
            age=age,
            days=days,
        )
    return Pass(user, "access key {number} is {age} days old", part=part, number=key.number, age=age)
