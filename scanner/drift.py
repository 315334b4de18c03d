"""What changed in the settings between two readings: added, removed, changed field by field.

A setting that was not read is never "removed": where a reading has gaps, what is missing from it is
*unread*. What
happens by itself (times of last use, counts, states of jobs) is declared `passing` and is no drift.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec

from scanner.evidence import Evidence, TargetEvidence
from scanner.given import GIVEN
from scanner.model import Reading, Reason, Resource
from scanner.settings import ALL, identity_of

Path = str
MISSING = "—"


class Kind(StrEnum):
    """What became of a setting."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    UNREAD = "unread"
    READ_AGAIN = "read-again"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field by its path (``rules[0].port``), as JSON before and after; a dash where there was none."""

    path: Path
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChange:
    """One setting of one target that is not as it was; `fields` are those of a changed one."""

    organisation: str
    target: str
    provider: str
    setting: str
    resource: Resource
    part: str
    kind: Kind
    fields: tuple[FieldChange, ...] = ()


def drift(before: Evidence, after: Evidence, *, given: bool = True) -> tuple[SettingChange, ...]:
    """The changes from one reading to a later one, in order of target, setting and resource.

    `given` says whether what people declare and the thresholds count too. Targets that only one of them
    has, and types of setting that only one of them asked for, are passed over: nothing can be said of them.
    """
    old = {one.target.id: one for one in before.targets}
    found = [
        change
        for one in after.targets
        if one.target.id in old
        for change in of_target(old[one.target.id], one, given=given)
    ]
    return tuple(sorted(found, key=_order))


def of_target(
    before: TargetEvidence, after: TargetEvidence, *, given: bool = True
) -> Iterator[SettingChange]:
    """The changes of one target."""
    for cls in after.readings.keys() & before.readings.keys():
        identity = identity_of(cls)
        if ALL in identity.passing or (cls in GIVEN and not given):
            continue
        if _unasked(before.readings[cls]) or _unasked(after.readings[cls]):
            continue
        about = _About(after, identity.kind)
        yield from about.changes(cls, before.readings[cls], after.readings[cls])


def _unasked(reading: Reading[Any]) -> bool:
    """True for a type of setting that the run did not ask for: it read some checks only, or is older."""
    return (
        not reading.items
        and bool(reading.gaps)
        and all(one.reason is Reason.UNRECORDED for one in reading.gaps)
    )


@dataclass(frozen=True)
class _About:
    """Makes changes of one type of setting of one target."""

    evidence: TargetEvidence
    setting: str

    def changes(self, cls: type, before: Reading[Any], after: Reading[Any]) -> Iterator[SettingChange]:
        identity = identity_of(cls)
        old = {identity.unique(item): item for item in before.items}
        new = {identity.unique(item): item for item in after.items}
        for key in old.keys() - new.keys():
            yield self._one(cls, old[key], Kind.REMOVED if after.complete else Kind.UNREAD)
        for key in new.keys() - old.keys():
            yield self._one(cls, new[key], Kind.ADDED if before.complete else Kind.READ_AGAIN)
        for key in new.keys() & old.keys():
            if fields := tuple(fields_changed(old[key], new[key])):
                yield self._one(cls, new[key], Kind.CHANGED, fields)

    def _one(
        self, cls: type, item: object, kind: Kind, fields: tuple[FieldChange, ...] = ()
    ) -> SettingChange:
        identity, target = identity_of(cls), self.evidence.target
        own = "" if not identity.of else identity.part(item)
        return SettingChange(
            organisation=target.organisation,
            target=target.id,
            provider=target.provider,
            setting=self.setting,
            resource=identity.resource(item),
            part=own,
            kind=kind,
            fields=fields,
        )


def fields_changed(before: object, after: object) -> Iterator[FieldChange]:
    """The fields of two settings of one type that differ, without those that pass by themselves."""
    if before == after:
        return
    passing = identity_of(type(after)).passing
    old, new = _flat(before), _flat(after)
    for path in sorted(old.keys() | new.keys()):
        if old.get(path) != new.get(path) and not _passes(path, passing):
            yield FieldChange(path=path, before=old.get(path, MISSING), after=new.get(path, MISSING))


def _flat(item: object) -> Mapping[Path, str]:
    return dict(_leaves(msgspec.to_builtins(item, order="deterministic"), ""))


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every leaf with its path; a list of plain values is one leaf, so that a reordering is one change."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple) and any(isinstance(part, dict | list | tuple) for part in value):
        for number, part in enumerate(value):
            yield from _leaves(part, f"{path}[{number}]")
    else:
        yield path, msgspec.json.encode(value).decode()


def _passes(path: Path, passing: Iterable[str]) -> bool:
    plain = "".join(part.partition("]")[2] if place else part for place, part in enumerate(path.split("[")))
    return any(plain == one or plain.startswith(f"{one}.") for one in passing)


def _order(one: SettingChange) -> tuple[Any, ...]:
    return one.organisation, one.target, one.setting, one.resource, one.part, one.kind
