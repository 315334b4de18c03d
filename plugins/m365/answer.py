"""An answer of Graph, read strictly: a field that should be there and isn't is malformed, never a default."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from plugins.m365.endpoint import Endpoint
from plugins.m365.failures import FailedError, malformed

T = TypeVar("T")
ID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def is_id(text: str) -> bool:
    """True for the id of an object: anything else that stands in its place is a word with a meaning."""
    return ID.fullmatch(text) is not None


class Answer:
    """One JSON object, its endpoint and its place in it.

    `text`, `flag`, `number`, `child` raise *malformed* if the field is missing, null or of another
    type; the `…_or_none` forms and the tuples take missing or null as the page says: not configured.
    `strange` collects, for the whole answer, keys and enum members that no page lists.
    """

    __slots__ = ("_data", "_place", "endpoint", "strange")

    def __init__(
        self, data: Mapping[str, Any], endpoint: Endpoint, place: str = "", strange: list[str] | None = None
    ) -> None:
        self._data = data
        self._place = place
        self.endpoint = endpoint
        self.strange = [] if strange is None else strange

    def has(self, key: str) -> bool:
        """True if the key is there, be its value null."""
        return key in self._data

    def text(self, key: str) -> str:
        """Read a required text."""
        return self._need(key, str)

    def text_or_none(self, key: str) -> str | None:
        """Read a text that may be null or missing."""
        return self._may(key, str)

    def flag(self, key: str) -> bool:
        """Read a required boolean."""
        return self._need(key, bool)

    def flag_or_none(self, key: str) -> bool | None:
        """Read a boolean that may be null or missing."""
        return self._may(key, bool)

    def number(self, key: str) -> int:
        """Read a required integer."""
        return self._need(key, int)

    def number_or_none(self, key: str) -> int | None:
        """Read an integer that may be null or missing."""
        return self._may(key, int)

    def amount(self, key: str) -> float:
        """Read a required number, whole or not."""
        found = self._data.get(key)
        return float(found) if type(found) is int else self._need(key, float)

    def time(self, key: str) -> datetime:
        """Read a required moment, RFC 3339 with its zone."""
        return self._moment(key, self.text(key))

    def time_or_none(self, key: str) -> datetime | None:
        """Read a moment that may be null or missing."""
        found = self.text_or_none(key)
        return None if found is None else self._moment(key, found)

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts; null or missing is empty."""
        return tuple(self._exact(key, one, str) for one in self._list(key))

    def needed_texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts that must be there; it may be empty."""
        self._need(key, list)
        return self.texts(key)

    def child(self, key: str) -> "Answer":
        """Read a required object."""
        return self._inner(key, self._need(key, dict))

    def child_or_none(self, key: str) -> "Answer | None":
        """Read an object that may be null or missing."""
        found = self._may(key, dict)
        return None if found is None else self._inner(key, found)

    def children(self, key: str) -> tuple["Answer", ...]:
        """Read a list of objects; null or missing is empty."""
        found = (self._exact(key, one, dict) for one in self._list(key))
        return tuple(self._inner(f"{key}[{index}]", one) for index, one in enumerate(found))

    def needed_children(self, key: str) -> tuple["Answer", ...]:
        """Read a list of objects that must be there; it may be empty."""
        self._need(key, list)
        return self.children(key)

    def member(self, key: str, members: frozenset[str]) -> str:
        """Read a required enum text; a member that no page lists is noted."""
        return next(self._members(key, (self.text(key),), members))

    def members(self, key: str, members: frozenset[str]) -> tuple[str, ...]:
        """Read a list of enum texts; members that no page lists are noted."""
        return tuple(self._members(key, self.texts(key), members))

    def ids(self, key: str, *words: str) -> tuple[str, ...]:
        """Read a list of ids that may hold one of these words instead; other words are noted."""
        found = self.texts(key)
        self.strange.extend(
            f"{self._name(key)}={one}" for one in found if not is_id(one) and one not in words
        )
        return found

    def flags(self, key: str, members: frozenset[str]) -> tuple[str, ...]:
        """Read flags: one text joined by commas (or a list, as the SDK types some); null is empty."""
        listed = isinstance(self._data.get(key), list)
        joined = ",".join(self.texts(key)) if listed else self.text_or_none(key) or ""
        found = (part.strip() for part in joined.split(","))
        return tuple(self._members(key, (part for part in found if part), members))

    def note(self, key: str) -> None:
        """Note a field that is not as any page says."""
        self.strange.append(self._name(key))

    def knows(self, *keys: str) -> None:
        """Note every key with a value that isn't one of these: it may change what the rest means."""
        for key, found in self._data.items():
            if key not in keys and "@" not in key and found not in (None, [], {}):
                self.note(key)

    def wrong(self, key: str, problem: str) -> FailedError:
        """Build the *malformed* error for a field."""
        return malformed(self.endpoint, f"{self._name(key)}: {problem}")

    def _members(self, key: str, found: Iterable[str], members: frozenset[str]) -> Iterator[str]:
        for one in found:
            if one not in members:
                self.strange.append(f"{self._name(key)}={one}")
            yield one

    def _need(self, key: str, kind: type[T]) -> T:
        if self._data.get(key) is None:
            raise self.wrong(key, "missing")
        return self._exact(key, self._data[key], kind)

    def _may(self, key: str, kind: type[T]) -> T | None:
        return None if self._data.get(key) is None else self._exact(key, self._data[key], kind)

    def _list(self, key: str) -> list[Any]:
        return self._may(key, list) or []

    def _exact(self, key: str, found: object, kind: type[T]) -> T:
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            raise self.wrong(key, f"{type(found).__name__} instead of {kind.__name__}")
        return found

    def _moment(self, key: str, text: str) -> datetime:
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            raise self.wrong(key, "not a time") from None
        if found.tzinfo is None:
            raise self.wrong(key, "a time without its zone")
        return found

    def _inner(self, key: str, data: Mapping[str, Any]) -> "Answer":
        return Answer(data, self.endpoint, self._name(key), self.strange)

    def _name(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key
