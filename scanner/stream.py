"""What arrives of one setting type: told apart by identity, merged if equal, refused if not."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from scanner.model import Gap, Reading, Reason, Resource
from scanner.plan import kind_of
from scanner.settings import identity_of
from scanner.text import Message

Key = tuple[str, str, str]


@dataclass
class Stream:
    """The items and gaps of one type, until it is final.

    The same resource twice with different content is malformed: neither is kept, and what was
    read on from it is dropped when the stream that it came from is settled.
    """

    cls: type
    items: dict[Key, Any] = field(default_factory=dict)
    origins: dict[Key, Key | None] = field(default_factory=dict)
    conflicts: set[Key] = field(default_factory=set)
    gaps: dict[Gap, None] = field(default_factory=dict)
    final: bool = False
    read_at: str = ""

    def add(self, item: Any, origin: Key | None) -> bool:
        """Take an item that was read on from `origin`; True if it is new."""
        key = self.key(item)
        if key in self.conflicts:
            return False
        if key not in self.items:
            self.items[key], self.origins[key] = item, origin
            return True
        if self.items[key] != item:
            self._conflict(key, identity_of(self.cls).resource(item))
        return False

    def key(self, item: Any) -> Key:
        """What tells the item apart from others of its type."""
        return identity_of(self.cls).unique(item)

    def miss(self, gaps: Iterable[Gap]) -> None:
        """Take gaps; the same one twice counts once."""
        self.gaps.update(dict.fromkeys(gaps))

    def settle(self, source: "Stream | None", now: str) -> None:
        """Make the stream final; `source` is the stream that its items were read on from."""
        if source and source.conflicts:
            lost = {key for key in self.items if self.origins[key] in source.conflicts}
            self.items = {key: one for key, one in self.items.items() if key not in lost}
            self.conflicts |= lost  # what was read on from these is dropped too
        identity = identity_of(self.cls)
        if (identity.nonempty or identity.singleton) and not self.items and not self.gaps:
            scope = Resource("type", kind_of(self.cls))
            self.miss([self._malformed(scope, Message.of("an empty answer, where at least one is certain"))])
        self.final, self.read_at = True, now

    @property
    def reading(self) -> Reading[Any]:
        """The items in order of identity, and the gaps."""
        return Reading(tuple(self.items[key] for key in sorted(self.items)), sorted_gaps(self.gaps))

    def _conflict(self, key: Key, scope: Resource) -> None:
        del self.items[key]
        self.conflicts.add(key)
        self.miss([self._malformed(scope, Message.of("the same resource was answered twice, differently"))])

    def _malformed(self, scope: Resource, message: Message) -> Gap:
        return Gap(kind_of(self.cls), scope, Reason.MALFORMED, message)


def sorted_gaps(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Put gaps in an order that does not depend on the order of arrival."""
    return tuple(sorted(set(gaps), key=_order))


def _order(gap: Gap) -> tuple[Resource, str, str, str, str]:
    return (gap.scope, gap.setting, gap.reason, gap.operation, str(gap.message))
