"""Writes the parts of the documents that the code says already; `make docs` runs them through cog."""
