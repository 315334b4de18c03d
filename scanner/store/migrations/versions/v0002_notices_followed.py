"""Notices are kept per municipality, with when a reading followed them; so is what was heard."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make both tables anew with their wider keys; nothing wrote notices before this step."""
    op.drop_table("notice")
    op.create_table(
        "notice",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("provider", sa.String(length=64), nullable=False),
        sa.Column("target", sa.String(length=128), nullable=False),
        sa.Column("id", sa.String(length=256), nullable=False),
        sa.Column("revision", sa.String(length=32), nullable=False),
        sa.Column("seen_at", sa.String(length=32), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("followed_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "target", "id", "revision"),
    )
    op.drop_index("ix_heard_organisation", "heard")
    op.rename_table("heard", "heard_before")
    op.create_table(
        "heard",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("uid", sa.String(length=64), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "uid", name="heard_by_organisation"),
    )
    op.execute(
        "INSERT INTO heard (organisation, uid, record) SELECT organisation, uid, record FROM heard_before"
    )
    op.drop_table("heard_before")
