"""Items over runs: what is true, since which run, until which. What stays costs nothing."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from scanner.store.tables import CONTENT, ITEM

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

T = TypeVar("T")
MANY = 500
"""How many values go into one statement: databases allow no endless number of them."""


class Scope(NamedTuple):
    """Within what items are complete: settings of a target, findings of a check, verdicts of a document."""

    part: str
    owner: str
    kind: str


def hash_of(body: bytes) -> bytes:
    """The address of a content: 128 bits, so that none is met twice by chance."""
    return hashlib.blake2b(body, digest_size=16).digest()


@dataclass(frozen=True)
class Items:
    """The items of one store, on one connection."""

    connection: "Connection"

    def replace(self, number: int, scopes: Mapping[Scope, Collection[bytes]]) -> None:
        """Let these bodies be what is true from this run on, in these scopes; others stay as they are."""
        hashes = {scope: {hash_of(body): body for body in bodies} for scope, bodies in scopes.items()}
        true = self._true(scopes)
        new = {scope: found.keys() - true.get(scope, {}).keys() for scope, found in hashes.items()}
        self._keep({one: hashes[scope][one] for scope, fresh in new.items() for one in fresh})
        gone = [
            row for scope, known in true.items() for one, row in known.items() if one not in hashes[scope]
        ]
        for part in parts(gone):
            self.connection.execute(ITEM.update().where(ITEM.c.id.in_(part)).values(until=number))
        rows = [
            {"part": scope.part, "owner": scope.owner, "kind": scope.kind, "hash": one, "since": number}
            for scope, fresh in new.items()
            for one in sorted(fresh)
        ]
        for chunk in parts(rows):
            self.connection.execute(ITEM.insert(), list(chunk))

    def at(self, number: int, scopes: Iterable[Scope]) -> dict[Scope, list[bytes]]:
        """The bodies that were true at this run in these scopes, in order of their hash."""
        from sqlalchemy import select  # noqa: PLC0415 - starting time

        found: dict[Scope, list[bytes]] = {scope: [] for scope in scopes}
        query = (
            select(ITEM.c.part, ITEM.c.owner, ITEM.c.kind, CONTENT.c.body)
            .join(CONTENT, CONTENT.c.hash == ITEM.c.hash)
            .where(true_at(number))
            .order_by(ITEM.c.hash)
        )
        for part, owner, kind, body in self.connection.execute(query):
            scope = Scope(part, owner, kind)
            if scope in found:
                found[scope].append(body)
        return found

    def _true(self, scopes: Collection[Scope]) -> dict[Scope, dict[bytes, int]]:
        """What is true now: hash and id, per scope."""
        from sqlalchemy import select  # noqa: PLC0415 - starting time

        found: dict[Scope, dict[bytes, int]] = {}
        query = select(ITEM.c.id, ITEM.c.part, ITEM.c.owner, ITEM.c.kind, ITEM.c.hash)
        owners = sorted({(scope.part, scope.owner) for scope in scopes})
        for part, owner in owners:
            rows = self.connection.execute(
                query.where(ITEM.c.part == part, ITEM.c.owner == owner, ITEM.c.until.is_(None))
            )
            for row, _, _, kind, address in rows:
                scope = Scope(part, owner, kind)
                if scope in scopes:
                    found.setdefault(scope, {})[address] = row
        return found

    def _keep(self, bodies: Mapping[bytes, bytes]) -> None:
        """Keep contents that are not there yet."""
        from sqlalchemy import select  # noqa: PLC0415 - starting time

        there: set[bytes] = set()
        for part in parts(sorted(bodies)):
            query = select(CONTENT.c.hash).where(CONTENT.c.hash.in_(part))
            there |= set(self.connection.execute(query).scalars())
        rows = [{"hash": one, "body": body} for one, body in sorted(bodies.items()) if one not in there]
        for chunk in parts(rows):
            self.connection.execute(CONTENT.insert(), list(chunk))


def true_at(number: int) -> "ColumnElement[bool]":
    """The condition that an item was true at this run."""
    from sqlalchemy import and_, or_  # noqa: PLC0415 - starting time

    return and_(ITEM.c.since <= number, or_(ITEM.c.until.is_(None), ITEM.c.until > number))


def parts(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in lists of a size that one statement takes."""
    known = list(values)
    for start in range(0, len(known), MANY):
        yield known[start : start + MANY]
