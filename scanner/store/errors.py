"""What goes wrong with a store, told with the place and a remedy; never with a password."""

from collections.abc import Iterator
from contextlib import contextmanager

from scanner.errors import TenkenError
from scanner.text import Message


class StoreError(TenkenError):
    """The store can't be used as it is."""


def problem(template: str, /, **params: str | int) -> StoreError:
    """An error with this message."""
    return StoreError(Message.of(template, **params))


FULL = "there is no room for {place}; make some, then run it again: nothing was written"
READ_ONLY = "{place} can't be written; see its owner and its rights"
BUSY = "{place} is in use by another run for too long; run it again later: nothing was written"
BROKEN = "{place} is damaged or no store of Tenken; put a copy in its place, or choose another with --store"
OTHER = "the store {place} can't be used ({problem}); nothing was written"
SIGNS = (
    ("disk is full", FULL),
    ("no space left", FULL),
    ("disk i/o error", FULL),
    ("file size", FULL),
    ("readonly database", READ_ONLY),
    ("read-only", READ_ONLY),
    ("unable to open", READ_ONLY),
    ("is locked", BUSY),
    ("lock timeout", BUSY),
    ("not a database", BROKEN),
    ("malformed", BROKEN),
    ("no such table", BROKEN),
    ("no such column", BROKEN),
)
"""What databases say, and what it means."""


@contextmanager
def told(place: str) -> Iterator[None]:
    """Tell the database's errors as `StoreError`; `place` is the store without its password."""
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - starting time

    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise _meaning(error, place) from error


def _meaning(error: Exception, place: str) -> StoreError:
    cause = getattr(error, "orig", None) or error
    said = str(cause).lower()
    for sign, template in SIGNS:
        if sign in said:
            return problem(template, place=place)
    return problem(OTHER, place=place, problem=type(cause).__name__)
