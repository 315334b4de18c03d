"""One call of a collector under way: its settings, and a gap for what fails, go to the inventory."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from scanner.errands import Errand
from scanner.model import Gap, Reason

OF_A_ROW = (Reason.MALFORMED, Reason.DENIED, Reason.UNSUPPORTED, Reason.UNLICENSED)
"""What may be wrong with one row alone; where nobody answers in time, the next row would wait in vain."""


@dataclass(frozen=True)
class Fetch:
    """`give` takes a setting or a gap; at the end, with True, the gap that ended the call or None.

    An item that is malformed or refused is a gap, and its neighbours are read on. A generator that has
    raised has ended, so only a collector that gives a `map` over its rows (or settings that are malformed
    by themselves) has neighbours to read.
    """

    errand: Errand
    give: Callable[[Errand, Any, bool], None]
    gap: Callable[[Errand, BaseException], Gap]
    over: Callable[[], bool]

    def work(self) -> None:
        """Call the collector here; never raises."""
        if self.over():
            return
        try:
            items = self.errand.items()
            while self._some(items):
                pass
        except BaseException as error:  # noqa: BLE001 - every failure becomes a gap, also SystemExit
            self.give(self.errand, self.gap(self.errand, error), True)
        else:
            self.give(self.errand, None, True)

    async def wait(self) -> None:
        """Await the collector; raises nothing but Ctrl-C, and its cancellation once all is over."""
        try:
            items = await self.errand.stream()
            while await self._some_later(items):
                pass
        except BaseException as error:
            if self.over() or isinstance(error, KeyboardInterrupt):
                raise
            self.give(self.errand, self.gap(self.errand, error), True)
        else:
            self.give(self.errand, None, True)

    def _some(self, items: Iterator[Any]) -> bool:
        """Give items until one can't be had or there are no more; True if more may follow."""
        try:
            for item in items:
                self.give(self.errand, item, False)
                if self.over():
                    return False
        except Exception as error:  # noqa: BLE001 - what is not of one row alone is raised again
            self._of_a_row(error)
            return True
        return False

    async def _some_later(self, items: AsyncIterator[Any]) -> bool:
        try:
            async for item in items:
                self.give(self.errand, item, False)
        except Exception as error:  # noqa: BLE001 - what is not of one row alone is raised again
            self._of_a_row(error)
            return True
        return False

    def _of_a_row(self, error: Exception) -> None:
        gap = self.gap(self.errand, error)
        if gap.reason not in OF_A_ROW:
            raise error
        self.give(self.errand, gap, False)
