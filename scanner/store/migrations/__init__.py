"""How the tables came to be, step by step (Alembic)."""

HEAD = "0001"
"""The last step: what this version of Tenken works with."""
