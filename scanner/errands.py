"""One call of a collector or derived function, and what it yields."""

import inspect
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scanner.model import Resource
from scanner.settings import is_setting
from scanner.stream import Key
from scanner.wire import MalformedSettingError, checked

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
        if not inspect.isasyncgen(answer):
            for item in _several(await answer):
                yield _checked(self.function, item)
            return
        async for item in answer:
            yield _checked(self.function, item)


def results(function: "Source", arguments: dict[str, Any]) -> Iterator[Any]:
    """Call a function and give its settings, each of them checked.

    Raises `MalformedSettingError`, and whatever the function raises.
    """
    for item in _several(function(**arguments)):
        yield _checked(function, item)


def _several(answer: Any) -> Iterable[Any]:
    return (answer,) if is_setting(type(answer)) else answer


def _checked(function: "Source", item: Any) -> Any:
    if type(item) not in function.gives:
        raise MalformedSettingError(f"{type(item).__name__} is not what the collector declares")
    return checked(item)
