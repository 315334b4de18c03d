"""One call of a collector or derived function, and what it yields."""

import inspect
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from scanner.model import Resource
from scanner.settings import identity_of, is_setting, resource_of
from scanner.stream import Key
from scanner.wire import MalformedSettingError, checked, encode

if TYPE_CHECKING:
    from scanner.plan import Source
    from scanner.runner import Runner


@dataclass(frozen=True, eq=False)
class Errand:
    """A function with its arguments; `origin` is the key of the item that it is called for."""

    function: "Source"
    arguments: dict[str, Any]
    scope: Resource
    origin: Key | None
    runner: "Runner"

    def items(self) -> Iterator[Any]:
        """Call the function, here and now, and give its settings, each of them checked."""
        return results(self.function, self.arguments)

    async def stream(self) -> AsyncIterator[Any]:
        """Await an async collector and give its settings, each of them checked."""
        answer = self.function(**self.arguments)
        if inspect.isawaitable(answer):
            answer = await answer
        return _Checked(self.function, answer if isinstance(answer, AsyncIterable) else _later(answer))


def results(function: "Source", arguments: dict[str, Any]) -> Iterator[Any]:
    """Call a function and give its settings, each of them checked.

    Raises whatever the function raises, and `MalformedSettingError` for an item, after which the
    next item may still be asked for.
    """
    return map(partial(_checked, function), _several(function(**arguments)))


class _Checked(AsyncIterator[Any]):
    """The settings of an async collector; like `map`, it goes on after an item that is malformed."""

    def __init__(self, function: "Source", items: AsyncIterable[Any]) -> None:
        self._function, self._items = function, aiter(items)

    async def __anext__(self) -> Any:
        return _checked(self._function, await anext(self._items))


async def _later(answer: Any) -> AsyncIterator[Any]:
    for item in _several(answer):
        yield item


def _several(answer: Any) -> Iterable[Any]:
    return (answer,) if is_setting(type(answer)) else answer


def _checked(function: "Source", item: Any) -> Any:
    if type(item) not in function.gives:
        raise MalformedSettingError(f"{type(item).__name__} is not what the collector declares")
    try:
        return checked(item)
    except MalformedSettingError as error:
        error.resource = _named(item)
        raise


def _named(item: Any) -> Resource | None:
    """What a malformed item is of, if that much of it is right."""
    try:
        found = resource_of(item)
        encode(found)
    except Exception:  # noqa: BLE001 - anything may be wrong with it
        return None
    keys = (getattr(item, field) for field in identity_of(type(item)).key)
    return found if all(isinstance(key, str) and key for key in keys) else None
