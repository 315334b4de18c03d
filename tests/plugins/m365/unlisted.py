"""The words in a tenant's answers, each of which the service may replace by one that no page lists yet."""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plugins.m365.endpoints import ENDPOINTS
from scanner.testing import Reply

NEW = "brandNewValue"
WORD = re.compile(r"#?[A-Za-z]+\d*(?:[.:_-][A-Za-z-]+)*")
CHOSEN = re.compile(r"(?i).*(?<!access)id|identity|.*name|hint|.*domains?|smarthosts|tags|.*@data\.type")
"""Keys whose values people choose, or that name one thing."""

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Field:
    """A key of an operation's answers that holds words, and everywhere it stands in them."""

    operation: str
    key: str
    places: tuple[tuple[str, Place], ...]

    def __str__(self) -> str:
        return f"{self.operation.rpartition('/')[2]} {self.key}"


def fields(replies: Mapping[str, Reply]) -> list[Field]:
    """Every field of these answers that holds nothing but words."""
    found: dict[tuple[str, str], list[tuple[str, Place, str]]] = {}
    for line, reply in replies.items():
        for place, text in _texts(reply.body) if reply.status == 200 else ():
            key = ".".join(one for one in place if isinstance(one, str) and one != "value")
            found.setdefault((_operation(line), key), []).append((line, place, text))
    return [
        Field(operation, key, tuple((line, place) for line, place, _ in held))
        for (operation, key), held in sorted(found.items())
        if operation and not CHOSEN.fullmatch(key.rpartition(".")[2])
        if all(WORD.fullmatch(text) for _, _, text in held)
    ]


def changed(replies: Mapping[str, Reply], field: Field, text: str = NEW) -> dict[str, Reply]:
    """The same answers with this text wherever the field stands."""
    made = dict(replies) | {
        line: Reply(200, copy.deepcopy(replies[line].body)) for line in {line for line, _ in field.places}
    }
    for line, (*path, last) in field.places:
        inner = made[line].body
        for key in path:
            inner = inner[key]
        inner[last] = text
    return made


def _texts(part: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    if isinstance(part, str):
        yield place, part
    elif isinstance(part, dict | list):
        for key, one in part.items() if isinstance(part, dict) else enumerate(part):
            yield from _texts(one, (*place, key))


def _operation(line: str) -> str:
    """The operation that a request line is of; empty for one of the player itself."""
    method, _, path = line.partition(" ")
    path, _, word = path.partition("?")[0].partition("#")
    named = [one.operation for one in ENDPOINTS if word and one.name == word]
    plain = (one.operation for one in ENDPOINTS if one.method == method and one.matches(path))
    return next(iter(named), "") or ("" if word else next(plain, ""))
