"""What `map` is to a list, for rows that arrive one by one."""

from collections.abc import AsyncIterable, AsyncIterator, Callable
from typing import TypeVar

R = TypeVar("R")
T = TypeVar("T")


class Mapped(AsyncIterator[T]):
    """Build a setting of each row; where that raises, the next row may still be asked for.

    An `async` collector that returns it loses a malformed row alone, not the rest of its list:

        @collector("User.Read.All")
        async def users(graph: Graph) -> AsyncIterator[User]:
            return Mapped(user, graph.rows(USERS))
    """

    def __init__(self, build: Callable[[R], T], rows: AsyncIterable[R]) -> None:
        self._rows, self._build = aiter(rows), build

    async def __anext__(self) -> T:
        return self._build(await anext(self._rows))
