"""Which checks are asked for: patterns over their ids."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Any

from scanner.declare import Check
from scanner.errors import TenkenError
from scanner.text import Message


class SelectionError(TenkenError):
    """A pattern that no check answers to."""


def select(checks: Iterable[Check[Any]], patterns: Sequence[str] | None) -> frozenset[str]:
    """The ids that any of the patterns matches (`aws.s3.*`); all of them for None.

    Raises `SelectionError` for a pattern without a match: a mistyped id must not select nothing.
    """
    ids = [check.id for check in checks]
    if patterns is None:
        return frozenset(ids)
    found: set[str] = set()
    for pattern in patterns:
        matching = {name for name in ids if fnmatchcase(name, pattern)}
        if not matching:
            raise SelectionError(_unknown(pattern, ids))
        found |= matching
    return frozenset(found)


def _unknown(pattern: str, ids: Sequence[str]) -> Message:
    nearest = get_close_matches(pattern, ids, n=1)
    if nearest:
        return Message.of(
            "no check is called '{name}'; did you mean '{nearest}'?", name=pattern, nearest=nearest[0]
        )
    return Message.of("no check is called '{name}'; 'tenken checks' lists them all", name=pattern)
