"""Which attestations count on a day: signed, not expired, their document still the one that was hashed."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from scanner.attestations import Attestation
from scanner.days import day_of, is_duration, last_day
from scanner.framework_model import Control
from scanner.people import People
from scanner.people_refs import by_id, evidence_keys
from scanner.text import Message

SIGNAL_VALID_FOR = "P1Y"
"""How long an answer to a signal holds where its control states no time: our proposal, a yearly look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """An attestation and what became of it.

    `key` is the evidence key or the signal that it answers. `last` is the last day that it can hold,
    as the control allows; None if for good. `fault` says why it doesn't count; None if it does.
    """

    attestation: Attestation
    key: str
    last: date | None
    fault: Message | None

    @property
    def control(self) -> str:
        """The id of the control that it speaks for."""
        return self.attestation.control

    @property
    def is_signal(self) -> bool:
        """True if it answers a signal, not a piece of evidence."""
        return self.attestation.signal is not None

    def speaks_of(self, kind: str) -> bool:
        """True if it counts for this kind of asset; one that names none counts for all."""
        return not self.attestation.assets or kind in self.attestation.assets


def weigh(people: People, controls: Iterable[Control], as_of: datetime) -> tuple[Weighed, ...]:
    """Every attestation, with the reason where it doesn't count; documents with a path are hashed.

    `controls` are those that `people` was read with; `as_of` is aware.
    """
    known = by_id(controls)
    today, digests = day_of(as_of), _Digests(people.folder)
    return tuple(_weighed(one, known, today, digests) for one in people.attestations)


def _weighed(
    one: Attestation, known: Mapping[str, tuple[Control, ...]], today: date, digests: "_Digests"
) -> Weighed:
    controls = known.get(one.control, ())
    key = one.signal or one.evidence or next(iter(evidence_keys(controls)), "")
    last = _shortest([one.last, *_allowed(one, key, controls)])
    fault = _fault_of_days(one.first, last, today) or digests.fault(one)
    return Weighed(attestation=one, key=key, last=last, fault=fault)


def _allowed(one: Attestation, key: str, controls: Iterable[Control]) -> Iterator[date]:
    """The last days that the control allows; for a signal, the shortest of its evidence, or a year."""
    items = [item for control in controls for item in control.evidence if one.signal or item.key == key]
    durations = [item.valid_for for item in items if is_duration(item.valid_for)]
    if one.signal and not durations:
        durations = [SIGNAL_VALID_FOR]
    return (last_day(one.first, duration) for duration in durations)


def _shortest(days: Iterable[date | None]) -> date | None:
    return min((one for one in days if one is not None), default=None)


def _fault_of_days(first: date, last: date | None, today: date) -> Message | None:
    if today < first:
        return Message.of("it holds from {day} on", day=first.isoformat())
    if last is not None and last < today:
        return Message.of("it expired after {day}", day=last.isoformat())
    return None


class _Digests:
    """Hashes documents, each once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, str | Message] = {}

    def fault(self, one: Attestation) -> Message | None:
        """Why the document doesn't bear the attestation out, if so. Without a path nobody can tell."""
        if one.path is None:
            return None
        found = self._known.get(one.path)
        if found is None:
            found = self._known[one.path] = _digest(self._folder / one.path, one.path)
        if isinstance(found, Message):
            return found
        if found != one.sha256.lower():
            return Message.of("the document has changed since it was signed: {path}", path=one.path)
        return None


def _digest(path: Path, shown: str) -> str | Message:
    try:
        if not path.is_file():
            return Message.of("there is no such document: {path}", path=shown)
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):  # ValueError: a name that no file can have
        return Message.of("the document can't be read: {path}", path=shown)
