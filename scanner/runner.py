"""When a collector runs: which items it waits for, and when it is complete."""

from typing import TYPE_CHECKING, Any

from scanner.clock import now
from scanner.errands import Errand
from scanner.feeding import arguments, blocking
from scanner.model import Failure, Gap
from scanner.settings import identity_of
from scanner.signature import Quantity

if TYPE_CHECKING:
    from scanner.declare import Collector, Derived
    from scanner.inventory import Inventory


class Runner:
    """One collector (or derived setting) during one inventory."""

    def __init__(self, function: "Collector[...] | Derived[...]", inventory: "Inventory") -> None:
        self.function, self.inventory = function, inventory
        self.each = function.each
        self.complete = False
        self._open = False
        self._common: dict[str, Any] = {}
        self._pending: dict[Errand, None] = {}

    def advance(self) -> bool:
        """Open when everything but the for-each items is there, complete when all calls are back."""
        if self.complete:
            return False
        if not self._open:
            return self._ready() and self._start()
        if self._pending or not self._settled():
            return False
        self._complete(self._source().gaps if self.each else ())
        return True

    def offer(self, item: Any) -> None:
        """Take an item that has just arrived, if the function is called for each of them."""
        if self._open and self.each and type(item) is self.each.type:
            self._call(item)

    def finish(self, errand: Errand, gap: Gap | None) -> None:
        """Take note that a call has ended, well or with a gap."""
        del self._pending[errand]
        if gap is not None:
            self.miss([gap])

    def expire(self, failure: Failure) -> None:
        """Turn every call that is not back into a gap; so too what was never called."""
        if self.complete:
            return
        inherited = {gap: None for cls in self.function.types for gap in self._streams()[cls].gaps}
        scopes = [errand.scope for errand in self._pending]
        if not scopes and not inherited:
            scopes = [self.inventory.scope]
        self.miss([self.inventory.missing(self.function, scope, failure) for scope in scopes])
        self._pending.clear()
        self._complete(inherited)

    def _ready(self) -> bool:
        wanted = self.function.asked(Quantity.ONE, Quantity.ALL, Quantity.READING)
        return all(self._streams()[param.type].final for param in wanted)

    def _start(self) -> bool:
        given = {
            param.type: self._streams()[param.type].reading
            for param in self.function.asked(Quantity.ONE, Quantity.ALL, Quantity.READING)
        }
        if gaps := blocking(self.function, given, Quantity.ONE, Quantity.ALL):
            self._complete(gaps)
            return True
        self._common = arguments(self.function, given)
        for param in self.function.asked(Quantity.CONNECTION):
            self._common[param.name] = self.inventory.connection
        self._open = True
        for item in list(self._source().items.values()) if self.each else [None]:
            self._call(item)
        return True

    def _call(self, item: Any) -> None:
        arguments, scope, origin = self._common, self.inventory.scope, None
        if self.each:
            arguments = {**self._common, self.each.name: item}
            scope = identity_of(type(item)).resource(item)
            origin = self._source().key(item)
        errand = Errand(self.function, arguments, scope, origin, self)
        self._pending[errand] = None
        self.inventory.start(errand)

    def _settled(self) -> bool:
        return self.each is None or self._source().final

    def _source(self) -> Any:
        assert self.each  # noqa: S101 - only asked where there is a for-each parameter
        return self._streams()[self.each.type]

    def miss(self, gaps: Any) -> None:
        """Take note of gaps in everything that the function gives."""
        for cls in self.function.gives:
            self._streams()[cls].miss(gaps)

    def _complete(self, inherited: Any) -> None:
        self.miss(inherited)
        source = self._source() if self.each else None
        for cls in self.function.gives:
            self._streams()[cls].settle(source, now())
        self.complete = True

    def _streams(self) -> Any:
        return self.inventory.streams
