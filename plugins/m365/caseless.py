"""Answers of Exchange, SharePoint and Teams: keys in any case; what is missing is never taken as unset."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from plugins.m365.answer import Answer
from plugins.m365.endpoint import Endpoint
from plugins.m365.failures import malformed

T = TypeVar("T")


class CaselessKeys(Mapping[str, Any]):
    """A JSON object with keys in any case; those with ``@``, which annotate types, are left out."""

    __slots__ = ("_held",)

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._held: dict[str, tuple[str, Any]] = {}
        for key, found in data.items():
            folded = key.casefold()
            if "@" in key:
                continue
            if folded in self._held and self._held[folded][1] != found:
                raise KeyError(key)
            self._held[folded] = key, found

    def __getitem__(self, key: str) -> Any:
        return self._held[key.casefold()][1]

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self._held.values())

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key.casefold() in self._held


class Row(Answer):
    """One object of a cmdlet, of SPO.Tenant, of a Teams policy.

    Read it as any `Answer`; the forms `…_or_none` and `texts` take null, but not a missing key: these
    services always send every key, so one that isn't there was renamed or withheld, and is *malformed*. Ask
    `has` first where a key may well be absent. A list of nothing but null is empty.
    """

    __slots__ = ()

    def __init__(
        self, data: Mapping[str, Any], endpoint: Endpoint, place: str = "", strange: list[str] | None = None
    ) -> None:
        try:
            super().__init__(CaselessKeys(data), endpoint, place, strange)
        except KeyError as error:
            raise malformed(endpoint, f"{error.args[0]}: twice, in different case") from None

    def raw(self, key: str) -> Any:
        """What stands at a required key, whatever its type: for values whose type differs by tenant."""
        return self._need(key, object)

    def raw_or_none(self, key: str) -> Any:
        """What stands at a key that must be there, be it null."""
        return self._may(key, object)

    def said_or_none(self, key: str) -> str | None:
        """Read a value that comes as a text or a number, as a text; it may be null."""
        found = self.raw_or_none(key)
        if found is None or isinstance(found, str):
            return found
        return str(self._exact(key, found, int))

    def word(self, key: str) -> str:
        """Read a required enum: its name, also as Purview sends it, ``{"value": 3, "Value": "Enforce"}``."""
        found = self.raw(key)
        if isinstance(found, dict):
            names = [
                one for name, one in found.items() if name.casefold() == "value" and isinstance(one, str)
            ]
            found = names[0] if len(names) == 1 else None
        if not isinstance(found, str):
            raise self.wrong(key, "not the name of a member")
        return found

    def everything(self) -> Mapping[str, Any]:
        """All keys with their values, for a rule whose conditions are keys of their own."""
        return self._data

    def names(self, key: str) -> tuple[str, ...]:
        """Read a list of texts, or of objects with a name, as locations of policies come; null is empty."""
        found = self._list(key)
        return tuple(one if isinstance(one, str) else self._named(key, one) for one in found)

    def _named(self, key: str, one: object) -> str:
        if not isinstance(one, dict):
            raise self.wrong(key, f"{type(one).__name__} in the list")
        return Row(one, self.endpoint, self._name(key)).text("Name")

    def known(self, *keys: str) -> None:
        """As `knows`, in any case."""
        listed = {key.casefold() for key in keys}
        for key, found in self._data.items():
            if key.casefold() not in listed and found not in (None, [], {}):
                self.note(key)

    def _may(self, key: str, kind: type[T]) -> T | None:
        if key not in self._data:
            raise self.wrong(key, "missing")
        return super()._may(key, kind)

    def _list(self, key: str) -> list[Any]:
        return [one for one in super()._list(key) if one is not None]

    def _inner(self, key: str, data: Mapping[str, Any]) -> "Row":
        return Row(data, self.endpoint, self._name(key), self.strange)


def as_rows(endpoint: Endpoint, found: Iterable[Any]) -> Iterator[Row]:
    """The objects of a list; null in a list stands for *none*. Raises *malformed* for anything else in it."""
    for one in found:
        if one is None:
            continue
        if not isinstance(one, dict):
            raise malformed(endpoint, f"{type(one).__name__} instead of dict in the list")
        yield Row(one, endpoint)
