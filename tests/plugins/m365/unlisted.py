"""The words in a tenant's answers, each of which the service may replace by one that no page lists yet."""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scanner.testing import Reply

NEW = "brandNewValue"
WORD = re.compile(r"#?[A-Za-z]+(?:[.:_-][A-Za-z-]+)*")
CHOSEN = re.compile(r"(?i).*id|identity|.*name|hint|.*domains?|smarthosts|.*@data\.type")
"""Keys whose values people choose, or that name one thing."""

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Field:
    """A key of one answer that holds words, and everywhere it stands in it."""

    line: str
    key: str
    places: tuple[Place, ...]

    def __str__(self) -> str:
        return f"{self.line.rpartition('/')[2]} {self.key}"


def fields(replies: Mapping[str, Reply]) -> list[Field]:
    """Every field of these answers that holds nothing but words."""
    found: dict[tuple[str, str], list[tuple[Place, str]]] = {}
    for line, reply in replies.items():
        for place, text in _texts(reply.body) if reply.status == 200 else ():
            key = ".".join(one for one in place if isinstance(one, str) and one != "value")
            found.setdefault((line, key), []).append((place, text))
    return [
        Field(line, key, tuple(place for place, _ in held))
        for (line, key), held in sorted(found.items())
        if not CHOSEN.fullmatch(key.rpartition(".")[2]) and all(WORD.fullmatch(text) for _, text in held)
    ]


def changed(body: Any, places: Sequence[Place], text: str = NEW) -> Any:
    """The same answer with this text at these places."""
    made = copy.deepcopy(body)
    for *path, last in places:
        inner = made
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
