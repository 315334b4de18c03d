"""How the tables came to be, step by step (Alembic)."""

HEAD = "0002"
"""The last step: what this version of Tenken works with."""
