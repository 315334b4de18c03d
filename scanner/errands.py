"""One call of a collector or derived function, and what it yields."""

import inspect
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scanner.model import Resource
from scanner.settings import is_setting
from scanner.stream import Key
from scanner.wire import MalformedSetting, checked

if TYPE_CHECKING:
    from scanner.declare import Collector, Derived
    from scanner.runner import Runner


@dataclass(frozen=True, eq=False)
class Errand:
    """A function with its arguments; `origin` is the key of the item that it is called for."""

    function: "Collector[...] | Derived[...]"
    arguments: dict[str, Any]
    scope: Resource
    origin: Key | None
    runner: "Runner"

    def items(self) -> Iterator[Any]:
        """Call the function, here and now, and give its settings, each of them checked."""
        answer = self.function(**self.arguments)
        for item in [answer] if is_setting(type(answer)) else answer:
            yield self._checked(item)

    async def stream(self) -> AsyncIterator[Any]:
        """Await an async collector and give its settings, each of them checked."""
        answer = self.function(**self.arguments)
        if inspect.isawaitable(answer):
            answer = await answer
            for item in [answer] if is_setting(type(answer)) else answer:
                yield self._checked(item)
        else:
            async for item in answer:
                yield self._checked(item)

    def _checked(self, item: Any) -> Any:
        if type(item) not in self.function.gives:
            raise MalformedSetting(f"{type(item).__name__} is not what the collector declares")
        return checked(item)
