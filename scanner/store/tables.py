"""The tables. Times are text, RFC 3339 in UTC: they sort, and no database changes their zone.

`item` is the heart: a setting, a finding or a verdict (`kind` in `part`, of `owner`), by the hash of its
content, true
from the run `since` on, until the run `until` (not included; null: still). What a run found is what is true
at its number in the scopes that it covered; those are in `run.head`.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

METADATA = MetaData()
NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts by itself in a column of this type alone."""

RUN = Table(
    "run",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("started_at", String(32), nullable=False),
    Column("finished_at", String(32), nullable=False),
    Column("version", String(64), nullable=False),
    Column("stored_at", String(32), nullable=False),
    Column("whole", Integer, nullable=False),
    Column("head", LargeBinary, nullable=False),
)
RUN_ORGANISATION = Table(
    "run_organisation",
    METADATA,
    Column("run", NUMBER, ForeignKey("run.number", ondelete="CASCADE"), primary_key=True),
    Column("organisation", String(64), primary_key=True),
    Index("run_organisation_by_organisation", "organisation", "run"),
)
CONTENT = Table(
    "content",
    METADATA,
    Column("hash", LargeBinary(16), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
ITEM = Table(
    "item",
    METADATA,
    Column("id", NUMBER, primary_key=True, autoincrement=True),
    Column("part", String(16), nullable=False),
    Column("owner", String(256), nullable=False),
    Column("kind", String(256), nullable=False),
    Column("hash", LargeBinary(16), nullable=False),
    Column("since", NUMBER, nullable=False),
    Column("until", NUMBER),
    Index("item_by_scope", "part", "owner", "kind", "until"),
    Index("item_by_since", "since"),
    Index("item_by_until", "until"),
)
BASELINE = Table(
    "baseline",
    METADATA,
    Column("id", NUMBER, primary_key=True, autoincrement=True),
    Column("organisation", String(64), nullable=False),
    Column("run", NUMBER, ForeignKey("run.number"), nullable=False),
    Column("role", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("approved_at", String(32), nullable=False),
    Index("baseline_by_organisation", "organisation", "id"),
)
HEARD = Table(
    "heard",
    METADATA,
    Column("organisation", String(64), primary_key=True),
    Column("uid", String(64), primary_key=True),
    Column("record", LargeBinary, nullable=False),
)
SPOOL = Table(
    "spool",
    METADATA,
    Column("number", NUMBER, primary_key=True, autoincrement=True),
    Column("sink", String(64), nullable=False),
    Column("uid", String(64), nullable=False),
    Column("line", LargeBinary, nullable=False),
    Column("refusals", Integer, nullable=False, default=0),
    Column("aside", Integer, nullable=False, default=0),
    Column("reason", Text),
    Column("written_at", String(32), nullable=False),
    Index("spool_by_sink", "sink", "aside", "number"),
)
NOTICE = Table(
    "notice",
    METADATA,
    Column("organisation", String(64), primary_key=True),
    Column("provider", String(64), nullable=False),
    Column("target", String(128), primary_key=True),
    Column("id", String(256), primary_key=True),
    Column("revision", String(32), primary_key=True),
    Column("seen_at", String(32), nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("followed_at", String(32)),
)
REVIEW = Table(
    "review",
    METADATA,
    Column("id", NUMBER, primary_key=True, autoincrement=True),
    Column("organisation", String(64), nullable=False),
    Column("notice", String(256), nullable=False, index=True),
    Column("revision", String(32), nullable=False),
    Column("role", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("reviewed_at", String(32), nullable=False),
)
LOCK = Table(
    "lock",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("holder", String(128), nullable=False),
    Column("until", String(32), nullable=False),
)
