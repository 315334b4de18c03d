"""Notices of providers as they were read, revision by revision, and who reviewed which."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from scanner.clock import now
from scanner.evidence import Evidence
from scanner.given import Reviewed
from scanner.notice import Notice
from scanner.provider import Target
from scanner.store.errors import problem
from scanner.store.tables import NOTICE, REVIEW

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.store.store import Store

DATES = ("act_by", "starts", "ends")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A notice at one target with all its revisions, the last one last.

    `seen_at` is when that last one was first read, `followed_at` when the last reading began that looked at
    what it concerns; None if none did.
    """

    organisation: str
    provider: str
    target: str
    revisions: tuple[Notice, ...]
    seen_at: str
    followed_at: datetime | None

    @property
    def notice(self) -> Notice:
        """As it stands now."""
        return self.revisions[-1]

    @property
    def revised(self) -> bool:
        """True if it was read in another form before."""
        return len(self.revisions) > 1

    @property
    def moved(self) -> tuple[tuple[str, datetime | None, datetime | None], ...]:
        """The dates that moved since it was first read: which, from when, to when."""
        first, last = self.revisions[0], self.notice
        pairs = ((name, getattr(first, name), getattr(last, name)) for name in DATES)
        return tuple(pair for pair in pairs if pair[1] != pair[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Who looked at a notice, as it stood at a revision (RFC 3339, UTC), and what came of it."""

    organisation: str
    notice: str
    revision: str
    role: str
    note: str
    reviewed_at: str


def keep(connection: "Connection", evidence: Evidence) -> list[Kept]:
    """Keep what was read; returns the notices that are new, and those that were revised since."""
    known = {(one.organisation, one.target, one.notice.id): one for one in _kept(connection)}
    fresh, seen_at = [], now()
    for target, notice in read_in(evidence):
        old = known.get((target.organisation, target.id, notice.id))
        if old is not None and old.notice.modified >= notice.modified:
            continue
        row = {"organisation": target.organisation, "target": target.id, "provider": target.provider}
        said = {"id": notice.id, "revision": _moment(notice), "record": msgspec.json.encode(notice)}
        connection.execute(NOTICE.insert().values(row | said | {"seen_at": seen_at}))
        before = old.revisions if old else ()
        fresh.append(Kept(**row, revisions=(*before, notice), seen_at=seen_at, followed_at=None))
    return fresh


def follow(connection: "Connection", found: Iterable[Kept], began: str) -> None:
    """Note that a reading which began then (RFC 3339) looked at what these notices concern."""
    for one in found:
        own = (NOTICE.c.organisation == one.organisation, NOTICE.c.target == one.target)
        this = (NOTICE.c.id == one.notice.id, NOTICE.c.revision == _moment(one.notice))
        connection.execute(NOTICE.update().where(*own, *this).values(followed_at=began))


def follow_all(connection: "Connection", evidence: Evidence) -> None:
    """Note that this reading, a whole one, looked at what any notice of its targets concerns."""
    targets = {(one.target.organisation, one.target.id) for one in evidence.targets}
    mine = (one for one in _kept(connection) if (one.organisation, one.target) in targets)
    follow(connection, mine, evidence.run.started_at)


def read_in(evidence: Evidence) -> Iterator[tuple[Target, Notice]]:
    """The notices that a reading holds, each with its target."""
    for one in evidence.targets:
        reading = one.readings.get(Notice)
        for notice in reading.items if reading else ():
            yield one.target, notice


def notices(store: "Store") -> list[Kept]:
    """All notices that were read, the last revised one first."""
    with store.look() as connection:
        found = _kept(connection)
    return sorted(found, key=lambda one: (one.notice.modified, one.notice.id, one.target), reverse=True)


def newest(store: "Store", organisation: str, id: str) -> Kept:
    """The notice with this id, as it stands now. Raises `StoreError` for one that was never read."""
    found = [one for one in notices(store) if (one.organisation, one.notice.id) == (organisation, id)]
    if not found:
        raise problem("no notice '{id}' was read; tenken notices lists them", id=id)
    return found[0]


def review(store: "Store", kept: Kept, role: str, note: str) -> None:
    """Record that a notice was reviewed as it stood."""
    row = {
        "organisation": kept.organisation,
        "notice": kept.notice.id,
        "revision": _moment(kept.notice),
        "role": role,
        "note": note,
        "reviewed_at": now(),
    }
    with store.change() as connection:
        connection.execute(REVIEW.insert().values(row))


def reviews(store: "Store") -> list[Review]:
    """All reviews, in their order."""
    from sqlalchemy import select  # noqa: PLC0415 - starting time

    columns = [REVIEW.c[name] for name in Review.__dataclass_fields__]
    with store.look() as connection:
        rows = connection.execute(select(*columns).order_by(REVIEW.c.id)).mappings()
        return [Review(**row) for row in rows]


def given_reviews(store: "Store") -> Mapping[str, tuple[Reviewed, ...]]:
    """What was reviewed, by organisation id, as checks are given it."""
    found: dict[str, dict[tuple[str, str], Reviewed]] = {}
    for one in reviews(store):
        made = Reviewed(notice=one.notice, revision=datetime.fromisoformat(one.revision), role=one.role)
        found.setdefault(one.organisation, {})[one.notice, one.revision] = made
    return {name: tuple(each.values()) for name, each in found.items()}


def _moment(notice: Notice) -> str:
    """The revision, to the last digit: RFC 3339, UTC, in text that sorts as time does."""
    return notice.modified.astimezone(UTC).isoformat(timespec="microseconds")


def _kept(connection: "Connection") -> list[Kept]:
    from sqlalchemy import select  # noqa: PLC0415 - starting time

    columns = (NOTICE.c.organisation, NOTICE.c.provider, NOTICE.c.target, NOTICE.c.id)
    query = select(*columns, NOTICE.c.record, NOTICE.c.seen_at, NOTICE.c.followed_at)
    decoder = msgspec.json.Decoder(Notice)
    found: dict[tuple[str, ...], Kept] = {}
    for *key, record, seen, followed in connection.execute(query.order_by(NOTICE.c.revision)):
        organisation, provider, target, _ = key
        before = found.get(tuple(key))
        found[tuple(key)] = Kept(
            organisation=organisation,
            provider=provider,
            target=target,
            revisions=(*(before.revisions if before else ()), decoder.decode(record)),
            seen_at=seen,
            followed_at=datetime.fromisoformat(followed) if followed else None,
        )
    return list(found.values())
