"""An engine for a store's address: SQLite in a file for its owner alone, or PostgreSQL."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scanner.store.errors import problem

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

VARIABLE = "TENKEN_STORE"
FILE = "tenken.db"
PATIENCE = 60
"""How long a writer waits for another one, in seconds."""
WRITES = "tenken_writes"
"""The execution option of connections that will write."""
DIALECTS = ("sqlite", "postgresql")


def default_address() -> str:
    """Where the store is if nobody says so: the variable `TENKEN_STORE`, else the platform's data folder."""
    if given := os.environ.get(VARIABLE):
        return given
    from platformdirs import user_data_path  # noqa: PLC0415 - starting time

    return str(user_data_path("tenken", appauthor=False) / FILE)


def engine_of(address: str) -> "tuple[Engine, str]":
    """The engine of an address, a URL or a path, and what to call it in messages: without a password.

    Raises `StoreError` for an address that can't be used.
    """
    from sqlalchemy import create_engine, event, make_url  # noqa: PLC0415 - starting time
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415

    url = address if "://" in address else f"sqlite:///{Path(address).expanduser()}"
    try:
        known = make_url(url)
    except ArgumentError:
        raise problem("the address of the store is none; give a path, or postgresql://host/name") from None
    kind = known.get_backend_name()
    if kind not in DIALECTS:
        raise problem("a store is a file (sqlite) or in PostgreSQL; there is no '{kind}' here", kind=kind)
    if kind == "postgresql":
        known = known.set(drivername="postgresql+psycopg")
        options: dict[str, Any] = {"connect_args": {"connect_timeout": 10}, "pool_pre_ping": True}
    else:
        _private(known.database)
        options = {"connect_args": {"timeout": PATIENCE}}
    try:
        engine = create_engine(known, **options)
    except ModuleNotFoundError:
        raise problem("PostgreSQL needs a driver; install it: pip install 'tenken[postgresql]'") from None
    if kind == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    place = known.database or ":memory:" if kind == "sqlite" else known.render_as_string(hide_password=True)
    return engine, str(place)


def _private(database: str | None) -> None:
    """Make the file before SQLite does: for its owner alone."""
    if not database or database == ":memory:":
        return
    path = Path(database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        template = "the store {place} can't be opened ({problem}); see its folder and its rights"
        raise problem(template, place=database, problem=error.strerror or type(error).__name__) from None


def _begin(connection: "Connection") -> None:
    """Writers wait for one another at the beginning, not in the middle; readers wait for nobody."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare(connection: Any, _: Any) -> None:
    """What holds for each connection of SQLite; the driver's own transactions are off."""
    connection.isolation_level = None
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {setting}")
