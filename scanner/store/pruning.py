"""Forget runs: what only they held goes too. An approved baseline is never forgotten."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from scanner.store.items import parts
from scanner.store.tables import BASELINE, CONTENT, ITEM, RUN, RUN_ORGANISATION

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scanner.store.store import Store, StoredRun


def prune(store: "Store", keep_from: str | None = None, keep_last: int | None = None) -> "list[StoredRun]":
    """Forget the runs that began before `keep_from` (RFC 3339, UTC) and are none of the last `keep_last`.

    Either may be None: then it keeps nothing. Of each organisation the last run stays in any case, and so
    do the runs of baselines. Returns the forgotten ones.
    """
    from sqlalchemy import select  # noqa: PLC0415 - starting time

    runs = store.runs()
    kept = {one.number for one in runs if keep_from is not None and one.started_at >= keep_from}
    for organisation in {name for one in runs for name in one.organisations}:
        mine = [one.number for one in runs if organisation in one.organisations]
        kept |= set(mine[-max(1, keep_last or 0) :])
    with store.change() as connection:
        kept |= set(connection.execute(select(BASELINE.c.run)).scalars())
        gone = [one for one in runs if one.number not in kept]
        _forget(connection, [one.number for one in gone])
    return gone


def _forget(connection: "Connection", numbers: Iterable[int]) -> None:
    """Delete the runs, then what was true at no run that is left, then contents that nothing holds."""
    from sqlalchemy import and_, exists, or_, select  # noqa: PLC0415 - starting time

    known = list(numbers)
    if not known:
        return
    for part in parts(known):
        connection.execute(RUN_ORGANISATION.delete().where(RUN_ORGANISATION.c.run.in_(part)))
        connection.execute(RUN.delete().where(RUN.c.number.in_(part)))
    during = and_(RUN.c.number >= ITEM.c.since, or_(ITEM.c.until.is_(None), RUN.c.number < ITEM.c.until))
    ended = ITEM.c.until.is_not(None)
    connection.execute(ITEM.delete().where(ended, ~exists(select(RUN.c.number).where(during))))
    held = exists(select(ITEM.c.id).where(ITEM.c.hash == CONTENT.c.hash))
    connection.execute(CONTENT.delete().where(~held))
