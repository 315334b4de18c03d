"""What changed between two editions of a framework."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from scanner.framework_model import Control, Framework

Kind = Literal["added", "removed", "level", "figure", "title"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. `old` and `new` are the controls, None where there is none."""

    kind: Kind
    id: str
    old: Control | None = None
    new: Control | None = None


PARTS: dict[Kind, Callable[[Control], object]] = {
    "level": lambda control: control.level,
    "figure": lambda control: control.source.figure,
    "title": lambda control: control.title,
}


def diff(old: Framework, new: Framework) -> tuple[Change, ...]:
    """The changes from the old edition to the new, in the order of the new one, removals last."""
    before = {control.id: control for control in old.controls}
    after = {control.id: control for control in new.controls}
    changes: list[Change] = []
    for control in new.controls:
        changes += _changes(before.get(control.id), control)
    changes += [Change(kind="removed", id=one.id, old=one) for one in old.controls if one.id not in after]
    return tuple(changes)


def _changes(old: Control | None, new: Control) -> Iterator[Change]:
    if old is None:
        yield Change(kind="added", id=new.id, new=new)
        return
    for kind, part in PARTS.items():
        if part(old) != part(new):
            yield Change(kind=kind, id=new.id, old=old, new=new)
