"""Keys that something needs can be used, and keys that can be used are needed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from plugins.aws.checks.keys import names
from plugins.aws.checks.kms import STATES
from plugins.aws.checks.strange import strange
from plugins.aws.settings.backup import BackupVault
from plugins.aws.settings.keeping import Table
from plugins.aws.settings.keyuse import KeyGrants, KeyLastUse, KeyUser
from plugins.aws.settings.kms import KeyDetail
from plugins.aws.settings.s3 import BucketEncryption
from plugins.aws.settings.trail import Trail
from scanner import (
    AsOf,
    DeclaredEndedKey,
    Fail,
    Gap,
    Limits,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Severity,
    Unknown,
    Verdict,
    check,
)

S = TypeVar("S")
USABLE = ("Enabled", "Updating")
SHOWN = 5
NEEDED = "the key is in state {state}, and {count} still need it: {names}"
HIDDEN = "the key is in state {state}; whether something needs it could not be read; needed: {permission}"
ALIASED = "the key is in state {state}; {alias} still points to it: what names the alias can't be told"
LOOSE = (
    "the key is in state {state}; nothing that was read needs it, and nobody declared that its system ended"
)
ENDED = "the key is in state {state}: its system ended, and nothing that was read needs it"
OLDER = "no use is recorded since {date}; whether the key was used before can't be told"
NEVER = "the key was never used since it was made on {date}"
YOUNG = "the key was made on {date}: it need not have been used yet"


@check("aws.kms.usable", severity=Severity.HIGH, signals=["aws.kmsrot"], assets=["cloud"])
def usable(  # noqa: PLR0913, PLR0917 - each may need the key
    key: KeyDetail,
    users: Reading[KeyUser],
    grants: Reading[KeyGrants],
    buckets: Reading[BucketEncryption],
    trails: Reading[Trail],
    vaults: Reading[BackupVault],
    tables: Reading[Table],
    ended: Reading[DeclaredEndedKey],
) -> Iterator[Verdict]:
    """No key that something still needs is disabled or about to be deleted.

    Without its key nobody reads a disk, a database or a backup again, and a deleted key is never
    brought back. A copy that an ended system left behind shows here too.

    ## Remediation
    Cancel the deletion and enable the key, or import its material again. If the system has ended,
    delete what is named, and declare the key under ended_keys in records/declarations.yaml.
    """
    if key.manager == "AWS":
        yield NotApplicable(key, "AWS manages this key")
    elif key.state not in STATES:
        yield strange(key, "KeyState", key.state)
    elif key.state in USABLE:
        yield Pass(key, "the key can be used")
    elif key.state == "Creating":
        yield NotApplicable(key, "the key is being made")
    else:
        yield _unusable(key, [users, *_others(buckets, trails, vaults, tables)], grants, ended)


def _others(
    buckets: Reading[BucketEncryption],
    trails: Reading[Trail],
    vaults: Reading[BackupVault],
    tables: Reading[Table],
) -> Iterator[Reading[KeyUser]]:
    """What else names its key, in the form of the rest."""
    yield _named(buckets, "AWS::S3::Bucket", lambda one: (one.bucket.name, one.bucket.region, one.key))
    yield _named(trails, "AWS::CloudTrail::Trail", lambda one: (one.arn, one.home_region, one.key))
    yield _named(vaults, "AWS::Backup::BackupVault", lambda one: (one.arn, one.region, one.key))
    yield _named(tables, "AWS::DynamoDB::Table", lambda one: (one.arn, one.region, one.key))


def _named(found: Reading[S], kind: str, of: Callable[[S], tuple[str, str, str | None]]) -> Reading[KeyUser]:
    told = (of(one) for one in found.items)
    users = (KeyUser(kind=kind, resource=name, region=region, key=key) for name, region, key in told if key)
    return Reading(tuple(users), found.gaps)


def _unusable(
    key: KeyDetail,
    users: Sequence[Reading[KeyUser]],
    grants: Reading[KeyGrants],
    ended: Reading[DeclaredEndedKey],
) -> Verdict:
    every = [one for some in users for one in some.items]
    needing = sorted({one.resource for one in every if names(one.key, one.region, key.key)})
    needing += [name for one in grants.items if one.detail == key for name in one.grantees]
    if needing:
        return Fail(key, NEEDED, state=key.state, count=len(needing), names=", ".join(needing[:SHOWN]))
    gap = _hiding(key, [*grants.gaps, *(gap for some in users for gap in some.gaps)])
    if gap:
        return Unknown(key, gap.reason, HIDDEN, state=key.state, permission=gap.permission)
    return _unneeded(key, ended)


def _unneeded(key: KeyDetail, ended: Reading[DeclaredEndedKey]) -> Verdict:
    if key.key.aliases:
        return Unknown(key, Reason.UNRECORDED, ALIASED, state=key.state, alias=", ".join(key.key.aliases))
    if any(one.key == key.key.arn for one in ended.items):
        return Pass(key, ENDED, state=key.state)
    return Unknown(key, Reason.UNDECLARED, LOOSE, state=key.state)


def _hiding(key: KeyDetail, gaps: Iterable[Gap]) -> Gap | None:
    """A gap that may hide what needs the key: keys are used in their own region alone."""
    return next((one for one in gaps if one.scope.region in (key.key.region, "global", None, "")), None)


@check("aws.kms.used", severity=Severity.LOW, signals=["aws.kmsrot"], assets=["cloud"])
def used(use: KeyLastUse, limits: Limits, now: AsOf) -> Iterator[Verdict]:
    """Every customer managed key is used.

    A key that nobody uses has administrators, a policy and a price all the same, and one day
    somebody encrypts with a key that nobody looks after.

    ## Remediation
    Disable the key, watch CloudTrail for requests that are refused, and schedule its deletion.
    """
    made = use.created.date().isoformat()
    if use.used:
        yield Pass(use, "last used on {date}", date=use.used.date().isoformat())
    elif (now.time - use.created).days < limits["unused_days"]:
        yield NotApplicable(use, YOUNG, date=made)
    elif use.created >= use.tracked:
        yield Fail(use, NEVER, date=made)
    else:
        yield Unknown(use, Reason.UNRECORDED, OLDER, date=use.tracked.date().isoformat())
