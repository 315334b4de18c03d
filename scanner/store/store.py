"""One store, open: what runs read and found."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from scanner.assessment import Assessment, ControlVerdict
from scanner.clock import now
from scanner.evidence import Evidence
from scanner.evidence_file import Block
from scanner.evidence_store import read
from scanner.findings import Finding
from scanner.store.engine import WRITES, default_address, engine_of
from scanner.store.errors import problem, told
from scanner.store.items import Items, Scope
from scanner.store.runs import Head, blocks_of, controls_of, evidence_file, findings_of, parted
from scanner.store.upgrading import LOCK, up_to_date

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from scanner.provider import Provider

Also = Callable[["Connection", int], None]
"""Writes more in the transaction of a run, whose number it gets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRun:
    """A run in the store; times are RFC 3339, UTC. Runs are in the order of `number`, that of storing.

    `whole` is False if only some of the checks were asked for.
    """

    number: int
    id: str
    started_at: str
    finished_at: str
    version: str
    stored_at: str
    whole: bool
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a run found."""

    findings: tuple[Finding, ...]
    controls: tuple[ControlVerdict, ...]
    scopes: tuple[Scope, ...]


class Store:
    """Runs over time. Every change is one transaction: it is there whole, or not at all."""

    def __init__(self, engine: "Engine", place: str) -> None:
        self.place = place
        self._engine = engine

    @classmethod
    def open(cls, address: str | None = None) -> Self:
        """Open the store at this path or URL, else at the default place; it is made if it is not there.

        Raises `StoreError`, with the place and a remedy.
        """
        engine, place = engine_of(address or default_address())
        try:
            with told(place):
                up_to_date(engine, place)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, place)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def change(self) -> "Iterator[Connection]":
        """One transaction that writes; one writer at a time. Raises `StoreError`."""
        from sqlalchemy import text  # noqa: PLC0415 - starting time

        with told(self.place), self._engine.execution_options(**{WRITES: True}).begin() as connection:
            if self._engine.dialect.name == "postgresql":
                connection.execute(text("SET LOCAL lock_timeout = '60s'"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            yield connection

    @contextmanager
    def look(self) -> "Iterator[Connection]":
        """One view on the store as it is. Raises `StoreError`."""
        with told(self.place), self._engine.connect() as connection:
            yield connection

    def add(self, evidence: Evidence, assessment: Assessment, also: Also | None = None) -> int:
        """Keep a run; returns its number. `also` writes more in the same transaction: events, say.

        A run that is there already is left as it is. Raises `StoreError`.
        """
        return self.add_blocks(blocks_of(evidence), assessment, also)

    def add_blocks(self, blocks: Iterable[Block], assessment: Assessment, also: Also | None = None) -> int:
        """Keep a run from the blocks of its evidence file: also what the plugins that are here can't read."""
        head, scopes = parted(blocks, assessment)
        with self.change() as connection:
            if known := _number(connection, assessment.run.id):
                return known
            number = _insert(connection, assessment, head)
            Items(connection).replace(number, scopes)
            if also:
                also(connection, number)
        return number

    def runs(self, organisation: str | None = None) -> list[StoredRun]:
        """The runs, the last stored one last; of one organisation if it is named."""
        with self.look() as connection:
            found = list(_runs(connection))
        return [one for one in found if organisation is None or organisation in one.organisations]

    def run(self, which: str) -> StoredRun:
        """The run with this id, or the only one whose id begins so. Raises `StoreError`."""
        found = [one for one in self.runs() if one.id.startswith(which)]
        exact = [one for one in found if one.id == which]
        if len(exact or found) != 1:
            template = "{place} holds no run '{which}'; tenken history lists them"
            if found:
                template = "several runs begin with '{which}'; write more of the id"
            raise problem(template, place=self.place, which=which)
        return (exact or found)[0]

    def evidence(self, run: StoredRun, providers: "Mapping[str, Provider]") -> Evidence:
        """What a run read, as far as these plugins know it."""
        return read(io.BytesIO(self.evidence_file(run)), providers)

    def evidence_file(self, run: StoredRun) -> bytes:
        """The evidence file of a run."""
        head, items = self._whole(run, ("setting",))
        return evidence_file(head, items)

    def found(self, run: StoredRun) -> Found:
        """What a run found, as the Tenken of that day judged it."""
        head, items = self._whole(run, ("finding", "control"))
        return Found(
            findings=tuple(findings_of(head, items)),
            controls=tuple(controls_of(items)),
            scopes=tuple(head.scopes),
        )

    def findings_over_time(self, until: StoredRun) -> Iterator[tuple[Finding, int]]:
        """What was said of each finding over the runs, with the number of the run from which on it was."""
        import msgspec  # noqa: PLC0415 - starting time
        from sqlalchemy import select  # noqa: PLC0415

        from scanner.store.tables import CONTENT, ITEM  # noqa: PLC0415

        query = (
            select(CONTENT.c.body, ITEM.c.since)
            .join(CONTENT, CONTENT.c.hash == ITEM.c.hash)
            .where(ITEM.c.part == "finding", ITEM.c.since <= until.number)
            .order_by(ITEM.c.since, ITEM.c.id)
        )
        with self.look() as connection:
            rows = list(connection.execute(query))
        decoder = msgspec.json.Decoder(Finding)
        for body, number in rows:
            yield decoder.decode(body), number

    def _whole(self, run: StoredRun, parts: Sequence[str]) -> tuple[Head, dict[Scope, list[bytes]]]:
        from sqlalchemy import select  # noqa: PLC0415 - starting time

        from scanner.store.tables import RUN  # noqa: PLC0415

        with self.look() as connection:
            content = connection.execute(select(RUN.c.head).where(RUN.c.number == run.number)).scalar_one()
            head = Head.unpacked(content)
            scopes = [scope for scope in head.scopes if scope.part in parts]
            return head, Items(connection).at(run.number, scopes)


def _number(connection: "Connection", id: str) -> int | None:
    from sqlalchemy import select  # noqa: PLC0415 - starting time

    from scanner.store.tables import RUN  # noqa: PLC0415

    return connection.execute(select(RUN.c.number).where(RUN.c.id == id)).scalar()


def _insert(connection: "Connection", assessment: Assessment, head: Head) -> int:
    from scanner.store.tables import RUN, RUN_ORGANISATION  # noqa: PLC0415 - starting time

    run = assessment.run
    row: dict[str, Any] = {
        "id": run.id,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "version": run.version,
        "stored_at": now(),
        "whole": int(run.checks is None),
        "head": head.packed(),
    }
    key = connection.execute(RUN.insert().values(row)).inserted_primary_key
    number = int(key[0]) if key else 0
    rows = [{"run": number, "organisation": one.id} for one in assessment.organisations]
    if rows:
        connection.execute(RUN_ORGANISATION.insert(), rows)
    return number


def _runs(connection: "Connection") -> Iterator[StoredRun]:
    from sqlalchemy import select  # noqa: PLC0415 - starting time

    from scanner.store.tables import RUN, RUN_ORGANISATION  # noqa: PLC0415

    theirs: dict[int, list[str]] = {}
    for number, organisation in connection.execute(
        select(RUN_ORGANISATION.c.run, RUN_ORGANISATION.c.organisation).order_by(
            RUN_ORGANISATION.c.organisation
        )
    ):
        theirs.setdefault(number, []).append(organisation)
    columns = (
        RUN.c.number,
        RUN.c.id,
        RUN.c.started_at,
        RUN.c.finished_at,
        RUN.c.version,
        RUN.c.stored_at,
        RUN.c.whole,
    )
    for row in connection.execute(select(*columns).order_by(RUN.c.number)).mappings():
        names = tuple(theirs.get(row["number"], ()))
        yield StoredRun(**{**row, "whole": bool(row["whole"])}, organisations=names)
