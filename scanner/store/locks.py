"""One at a time: a lock in the store, which ends by itself where its holder was killed."""

import os
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from scanner.clock import text
from scanner.store.tables import LOCK

if TYPE_CHECKING:
    from scanner.store.store import Store

SEPARATOR = "#"


@contextmanager
def locked(store: "Store", name: str, lease: timedelta) -> Iterator[str]:
    """Hold a lock; yields the holder in whose hands it is where that is somebody else, else empty text.

    It ends after the lease at the latest, and at once where its holder was a process of this machine that is
    gone. Raises `StoreError`.
    """
    holder = SEPARATOR.join((socket.gethostname(), str(os.getpid()), uuid.uuid4().hex[:8]))
    other = _take(store, name, holder, lease)
    try:
        yield other
    finally:
        if not other:
            with store.change() as connection:
                connection.execute(LOCK.delete().where(LOCK.c.name == name, LOCK.c.holder == holder))


def _take(store: "Store", name: str, holder: str, lease: timedelta) -> str:
    from sqlalchemy import select  # noqa: PLC0415 - starting time

    now = datetime.now(UTC)
    with store.change() as connection:
        row = connection.execute(select(LOCK.c.holder, LOCK.c.until).where(LOCK.c.name == name)).first()
        if row is not None:
            if datetime.fromisoformat(row.until) > now and not _gone(row.holder):
                return str(row.holder)
            connection.execute(LOCK.delete().where(LOCK.c.name == name))
        connection.execute(LOCK.insert().values(name=name, holder=holder, until=text(now + lease)))
    return ""


def _gone(holder: str) -> bool:
    """True if the holder was a process of this machine that runs no more."""
    host, _, rest = holder.partition(SEPARATOR)
    number = rest.partition(SEPARATOR)[0]
    if host != socket.gethostname() or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
