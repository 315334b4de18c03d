"""The sentinel: fields that a service sends and nobody here knows. A new switch is often a new hole.

It compares key shapes (`Calls.saw`): names of keys, never values. Which field is new is asked twice: of the
plugin, which declares those that it knows (`Provider.shapes`), and of earlier runs of the same target.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scanner.connection import Shape

MANY = 20
"""So many fields are not added to one operation between two versions of a plugin."""


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class NewField:
    """A field of an operation's answers, as a path: ``value[].conditions.newSwitch``."""

    operation: str
    field: str


def unseen(now: Iterable[Shape], before: Iterable[Shape]) -> tuple[NewField, ...]:
    """The fields that are in the answers now, and in none of before; in order.

    Keys are compared in any case, types are not: a value that was null isn't a new field. Annotations (keys
    with ``@``) are no fields. A list or an object that is empty now is where its parts were.
    """
    known = {(name, start) for name, field in map(_folded, fields(before)) for start in _starts(field)}
    return tuple(sorted(one for one in fields(now) if _folded(one) not in known))


def fields(shapes: Iterable[Shape]) -> frozenset[NewField]:
    """Every field of these answers."""
    return frozenset(
        NewField(operation=shape.operation, field=path)
        for shape in shapes
        for path in (key.rpartition(":")[0] for key in shape.keys)
        if path and "@" not in path
    )


def new_in_the_service(
    now: Iterable[Shape], declared: Iterable[Shape], unseen_before: Iterable[NewField] | None
) -> tuple[NewField, ...]:
    """The fields that neither the plugin knows nor an earlier run saw; in order.

    `unseen_before` are those that no earlier run saw, None if there is none. Of an operation of which nothing
    is known from either, nothing is new; nor, before there is an earlier run, of one that the plugin plainly
    knows in part alone.
    """
    seen, known = tuple(now), tuple(declared)
    found = unseen(seen, known)
    if unseen_before is not None:
        return tuple(sorted(set(found) & set(unseen_before)))
    told = {one.operation for one in known} - _known_in_part(fields(seen), found)
    return tuple(one for one in found if one.operation in told)


def _known_in_part(seen: Iterable[NewField], new: Iterable[NewField]) -> set[str]:
    """The operations most of whose many fields are unknown: no service adds so many at once."""
    counts, unknown = Counter(one.operation for one in seen), Counter(one.operation for one in new)
    return {name for name, count in unknown.items() if count > MANY and 2 * count > counts[name]}


def declared_shapes(file: Path | None) -> tuple[Shape, ...]:
    """The shapes that a plugin's file declares: operation to its keys; none without a file."""
    if file is None:
        return ()
    held: Mapping[str, list[str]] = json.loads(file.read_text("utf-8"))
    return tuple(Shape(operation, tuple(f"{key}:" for key in keys)) for operation, keys in held.items())


def _starts(field: str) -> Iterator[str]:
    """A path, and every path that it begins with: an empty list or object has no more than its own."""
    yield field
    for found in re.finditer(r"\[\]|\.", field):
        yield field[: found.start()]
        if found[0] == "[]":
            yield field[: found.end()]


def _folded(one: NewField) -> tuple[str, str]:
    return one.operation, one.field.casefold()
