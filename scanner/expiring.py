"""Which records end soon: what the municipality has to renew in the next 30, 60 or 90 days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from scanner.accepted import AcceptedGap
from scanner.days import day_of
from scanner.framework_model import Control
from scanner.people import People
from scanner.waivers import Waiver
from scanner.weighing import Weighed, weigh

DAYS = (30, 60, 90)
Record = tuple["Kind", str, str, date]
"""Its kind, what it is about, the role that signed it, its last day."""


class Kind(StrEnum):
    """What kind of record it is."""

    ATTESTATION = "attestation"
    WAIVER = "waiver"
    ACCEPTED_GAP = "accepted-gap"


class Exceptions(Protocol):
    """Whatever holds the records of exceptions."""

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """The waivers."""

    @property
    def accepted_gaps(self) -> tuple[AcceptedGap, ...]:
        """The accepted gaps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A record and its last day.

    `left` is the number of days until then: 0 today, negative once it has expired. `within` is the
    first of the asked periods that it ends in; 0 if it has expired. `about` says what it is about,
    `role` who signed it.
    """

    kind: Kind
    about: str
    role: str
    last: date
    left: int
    within: int


def expiring(
    people: People, controls: Iterable[Control], as_of: datetime, days: Sequence[int] = DAYS
) -> tuple[Ending, ...]:
    """The records that still hold and end within the longest of `days`, the first to end first.

    An attestation ends when its control says so, if that is sooner than it says itself. A record that a
    newer one of the same kind outlives is not listed. `as_of` is aware.
    """
    found = endings(weigh(people, controls, as_of), people, day_of(as_of), days)
    return tuple(one for one in found if one.left >= 0 and one.within)


def expired(people: People, controls: Iterable[Control], as_of: datetime) -> tuple[Ending, ...]:
    """The records that have ended and that no other took over from, the longest expired first."""
    found = endings(weigh(people, controls, as_of), people, day_of(as_of))
    return tuple(one for one in found if one.left < 0)


def endings(
    weighed: Iterable[Weighed], exceptions: Exceptions, today: date, days: Sequence[int] = DAYS
) -> tuple[Ending, ...]:
    """Every record that no newer one of the same kind outlives, the first to end first."""
    latest: dict[tuple[Kind, str], tuple[date, str]] = {}
    for kind, about, role, last in (*_attestations(weighed, today), *_exceptions(exceptions, today)):
        if (kind, about) not in latest or latest[kind, about][0] < last:
            latest[kind, about] = last, role
    found = (_ending(*key, *value, today, days) for key, value in latest.items())
    return tuple(sorted(found, key=lambda one: (one.last, one.kind, one.about)))


def _attestations(weighed: Iterable[Weighed], today: date) -> Iterator[Record]:
    """Those that hold or have expired: one whose document is wrong takes over from none."""
    for one in weighed:
        last = one.last or date.max
        if one.fault is None or last < today:
            what = (one.control, one.key, ", ".join(sorted(one.attestation.assets)))
            yield Kind.ATTESTATION, _about(*what), one.attestation.role, last


def _exceptions(exceptions: Exceptions, today: date) -> Iterator[Record]:
    for waiver in exceptions.waivers:
        if waiver.first <= today:
            about = _about(waiver.finding, waiver.control, waiver.check, waiver.resource)
            yield Kind.WAIVER, about, waiver.approver, waiver.last
    for gap in exceptions.accepted_gaps:
        if gap.first <= today:
            about = _about(gap.target, gap.setting, gap.permission)
            yield Kind.ACCEPTED_GAP, about, gap.approver, gap.last


def _about(*names: str | None) -> str:
    return " / ".join(name for name in names if name)


def _ending(  # noqa: PLR0913, PLR0917 - the parts of an ending
    kind: Kind, about: str, last: date, role: str, today: date, days: Sequence[int]
) -> Ending:
    left = (last - today).days
    within = next((period for period in sorted(days) if 0 <= left <= period), 0)
    return Ending(kind=kind, about=about, role=role, last=last, left=left, within=within)
