"""Domains beside those that the municipality agreed to."""

from collections.abc import Iterable

from scanner import DeclaredDomain, Reading


def not_agreed(domains: Iterable[str], declared: Reading[DeclaredDomain]) -> str:
    """Name those that were not declared; empty if there are none."""
    agreed = {one.domain.casefold() for one in declared.items}
    return ", ".join(sorted(one for one in domains if one.casefold() not in agreed))
