"""The keys of ended systems are gone, with evidence, and no copy is left: then nobody reads the data."""

from collections.abc import Iterator, Sequence

from plugins.aws.checks.kms import DELETED
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.kms import HsmBackup, Key, KeyDeletion, KeyDetail, KeyMaterial
from plugins.aws.settings.organization import EnabledRegion
from scanner import (
    DeclaredEndedKey,
    Fail,
    Gap,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Severity,
    Unknown,
    Verdict,
    check,
)

NONE = "no ended system had a key in this account"
PENDING = "the key {key} of {system} waits for its deletion on {date}: until then it can be taken back"
WAITING = "the key {key} of {system} waits for the deletion of its replicas: until then it can be taken back"
ALIVE = "the key {key} of {system} is in state {state}: the data can still be read"
HIDDEN = "whether the key {key} of {system} is gone could not be read; needed: {permission}"
UNPROVED = (
    "the key {key} of {system} is gone, but the last 90 days hold no {events}: show the events from the trail"
)
ELSEWHERE = "the key {key} of {system} lies in {region}, which is not read"
ERASED = "the key {key} of {system} was deleted on {date}; ScheduleKeyDeletion and DeleteKey are recorded"
NAMES = ("DeleteKey", "ScheduleKeyDeletion")
REPLICA = "a copy of the key {key} of {system} is left in {region}"
UNSEEN = "whether the key {key} of {system} has a copy could not be read; needed: {permission}"
IMPORTED = "the material of the key {key} of {system} was imported: whoever made it may hold a copy"
OUTSIDE = "the key {key} of {system} lies in a key store outside AWS: what is left there can't be read"
BACKED_UP = "backup {backup} of the cluster that held the key {key} of {system} is left"
CLUSTERS = "backup {backup} may hold the key {key} of {system}: which CloudHSM cluster held it can't be told"
NO_COPY = "no copy of the key {key} of {system} is left"
NARROW = "the multi-Region key {key} of {system} is gone; regions that are not read may hold a copy"
OWN = ("AWS_KMS",)
SHARED = ":key/mrk-"
"""How the id of a multi-Region key begins, the same in every region (KMS guide, "Multi-Region keys")."""


@check("aws.kms.erased", severity=Severity.HIGH, signals=["aws.kmsdel"], assets=["cloud"])
def erased(
    account: Account,
    regions: Sequence[Region],
    ended: Sequence[DeclaredEndedKey],
    details: Reading[KeyDetail],
    events: Reading[KeyDeletion],
) -> Iterator[Verdict]:
    """The keys of ended systems are deleted, and the deletion is recorded.

    Disks in the cloud can't be shredded. Without the key nobody can read what lies on them; but until
    the waiting period is over, everybody with the right to do so can take the deletion back.

    ## Remediation
    Schedule the deletion of each key of the ended system, declare it under ended_keys, scan again
    when the waiting period is over, and keep the report with the events of CloudTrail.
    """
    own = [one for one in ended if _account(one) == account.id]
    seen = {region.name for region in regions}
    for one in own:
        yield _erased(account, one, seen, details, events)
    if not own:
        yield NotApplicable(account, NONE)


def _erased(
    account: Account,
    one: DeclaredEndedKey,
    regions: set[str],
    details: Reading[KeyDetail],
    events: Reading[KeyDeletion],
) -> Verdict:
    named = {"part": one.key, "key": one.key, "system": one.system}
    region = region_of(one.key)
    found = next((detail for detail in details.items if detail.key.arn == one.key), None)
    if found:
        return _left(found, named)
    if region not in regions:
        return Unknown(account, Reason.UNRECORDED, ELSEWHERE, region=region, **named)
    if gap := _hides(details.gaps, region):
        return Unknown(account, gap.reason, HIDDEN, permission=gap.permission, **named)
    own = [event for event in events.items if one.key in event.keys and not event.error]
    lacking = sorted(set(NAMES) - {event.name for event in own})
    if not lacking:
        last = max(event.time for event in own if event.name == "DeleteKey")
        return Pass(account, ERASED, date=last.date().isoformat(), **named)
    if gap := _hides(events.gaps, region):
        return Unknown(account, gap.reason, HIDDEN, permission=gap.permission, **named)
    return Unknown(account, Reason.UNRECORDED, UNPROVED, events=", ".join(lacking), **named)


def _left(detail: KeyDetail, named: dict[str, str]) -> Verdict:
    if detail.state not in DELETED:
        return Fail(detail, ALIVE, state=detail.state, **named)
    if detail.deletion:
        date = detail.deletion.date().isoformat()
        return Unknown(detail, Reason.UNRECORDED, PENDING, date=date, **named)
    return Unknown(detail, Reason.UNRECORDED, WAITING, **named)


@check("aws.kms.no-copy", severity=Severity.HIGH, signals=["aws.kmscopy"], assets=["cloud"])
def no_copy(  # noqa: PLR0913, PLR0917 - each may hide a copy
    account: Account,
    ended: Sequence[DeclaredEndedKey],
    keys: Reading[Key],
    materials: Reading[KeyMaterial],
    details: Reading[KeyDetail],
    backups: Reading[HsmBackup],
    regions: Sequence[Region],
    enabled: Reading[EnabledRegion],
) -> Iterator[Verdict]:
    """No copy is left of the keys of ended systems.

    A replica in another region, imported material that somebody kept or a backup of the hardware
    module opens the data again.

    ## Remediation
    Schedule the deletion of replicas and of backups in CloudHSM, have whoever imported the material
    destroy it, and keep the certificate of destruction.
    """
    own = [one for one in ended if _account(one) == account.id]
    unread = {one.name for one in enabled.items} - {one.name for one in regions}
    narrow = bool(unread or enabled.gaps)
    for one in own:
        yield _copied(account, one, _Left(keys, materials, details, backups), narrow=narrow)
    if not own:
        yield NotApplicable(account, NONE)


class _Left:
    """What may be left of a key."""

    def __init__(
        self,
        keys: Reading[Key],
        materials: Reading[KeyMaterial],
        details: Reading[KeyDetail],
        backups: Reading[HsmBackup],
    ) -> None:
        self.keys, self.details, self.backups = keys, details, backups
        self.materials = materials
        self.gaps = (*keys.gaps, *materials.gaps, *details.gaps)
        self._ended = {one.key.arn for one in details.items if one.state in DELETED}

    def replica(self, arn: str) -> str | None:
        """A key with the same material that isn't about to be deleted: multi-Region keys share their id."""
        same = arn.rpartition("/")[2]
        others = {key.arn for key in self.keys.items if key.id == same} if SHARED in arn else set()
        for one in self.materials.items:
            if one.key.arn == arn:
                others |= {*one.replicas, *filter(None, [one.primary])}
        return next(iter(sorted(others - {arn} - self._ended)), None)

    def is_gone(self, arn: str) -> bool:
        """True if nothing is told of the key any more, its replicas neither."""
        return all(one.key.arn != arn for one in self.materials.items)

    def cluster(self, arn: str) -> str | None:
        """The CloudHSM cluster that holds a key that is still there."""
        return next((one.cluster for one in self.materials.items if one.key.arn == arn), None)

    def origin(self, one: DeclaredEndedKey) -> str:
        """Where the material was made: what KMS says goes before what was declared."""
        told = (detail.origin for detail in self.details.items if detail.key.arn == one.key)
        return next(told, one.origin)


def _copied(  # noqa: PLR0911 - one for each place of a copy
    account: Account, one: DeclaredEndedKey, left: _Left, *, narrow: bool
) -> Verdict:
    named = {"part": one.key, "key": one.key, "system": one.system}
    replica = left.replica(one.key)
    if replica:
        return Fail(account, REPLICA, region=region_of(replica), **named)
    if left.gaps:
        gap = left.gaps[0]
        return Unknown(account, gap.reason, UNSEEN, permission=gap.permission, **named)
    if narrow and left.is_gone(one.key) and SHARED in one.key:
        return Unknown(account, Reason.UNRECORDED, NARROW, **named)
    origin = left.origin(one)
    if origin in OWN:
        return Pass(account, NO_COPY, **named)
    if origin == "EXTERNAL":
        return Unknown(account, Reason.UNRECORDED, IMPORTED, **named)
    if origin == "AWS_CLOUDHSM":
        return _backed_up(account, one, left, named)
    return Unknown(account, Reason.UNRECORDED, OUTSIDE, **named)


def _backed_up(account: Account, one: DeclaredEndedKey, left: _Left, named: dict[str, str]) -> Verdict:
    cluster = left.cluster(one.key)
    for backup in left.backups.items:
        if cluster is None or backup.cluster is None:
            return Unknown(account, Reason.UNRECORDED, CLUSTERS, backup=backup.id, **named)
        if backup.cluster == cluster:
            return Fail(account, BACKED_UP, backup=backup.id, **named)
    if left.backups.gaps:
        gap = left.backups.gaps[0]
        return Unknown(account, gap.reason, UNSEEN, permission=gap.permission, **named)
    return Pass(account, NO_COPY, **named)


def _account(one: DeclaredEndedKey) -> str:
    return one.key.split(":")[4]


def region_of(arn: str) -> str:
    """Give the region of an ARN."""
    return arn.split(":")[3]


def _hides(gaps: Sequence[Gap], region: str) -> Gap | None:
    return next((gap for gap in gaps if gap.scope.region in (region, "global")), None)
