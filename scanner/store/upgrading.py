"""The tables of an older store are brought up to date, after a copy; those of a newer one are left alone."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.store.engine import WRITES
from scanner.store.errors import problem
from scanner.store.migrations import HEAD

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

FOLDER = Path(__file__).parent / "migrations"
LOCK = 7_310_151
"""The number of the lock that one writer holds in PostgreSQL."""


def up_to_date(engine: "Engine", place: str) -> None:
    """Make the tables, or bring them up to date. Raises `StoreError` for those of a newer Tenken."""
    from sqlalchemy import text  # noqa: PLC0415 - starting time

    with engine.connect() as connection:
        found = _version(connection)
    if found == HEAD:
        return
    if found is not None and not _older(found):
        template = "{place} was written by a newer Tenken (tables {found}, here {head}); update Tenken"
        raise problem(template, place=place, found=found, head=HEAD)
    if found is not None and engine.dialect.name == "sqlite":
        _copy(engine, place, found)
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        _upgrade(connection)


def _version(connection: "Connection") -> str | None:
    from sqlalchemy import inspect, text  # noqa: PLC0415 - starting time

    if "alembic_version" not in inspect(connection).get_table_names():
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return str(row[0]) if row else None


def _older(found: str) -> bool:
    return any(path.name.startswith(f"v{found}_") for path in (FOLDER / "versions").glob("v*.py"))


def _copy(engine: "Engine", place: str, found: str) -> None:
    """A copy beside the store, before anything is changed in it."""
    copy = Path(f"{place}.before-{HEAD}-from-{found}")
    copy.unlink(missing_ok=True)
    with contextlib.closing(engine.raw_connection()) as raw, contextlib.closing(raw.cursor()) as cursor:
        cursor.execute("VACUUM INTO ?", (str(copy),))
    copy.chmod(0o600)


def _upgrade(connection: "Connection") -> None:
    from alembic import command  # noqa: PLC0415 - only where there is something to do
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
