"""What people have on file, as reports show it: per control, and what ends soon."""

from collections.abc import Iterator
from dataclasses import dataclass

from scanner.framework_model import Control, EvidenceItem
from scanner.on_file import OnFile
from scanner.plans import Plan
from scanner.waivers import Waiver
from scanner.weighing import Weighed


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of evidence that a control accepts, and the attestations that answer it.

    `item` is None for an answer to a signal, whose key is then `key`. `recorded` is False where the reading
    kept no records: then nobody can tell what was on file.
    """

    key: str
    item: EvidenceItem | None
    answers: tuple[Weighed, ...]
    recorded: bool

    @property
    def holds(self) -> bool:
        """True if one of the answers counts."""
        return any(one.fault is None for one in self.answers)


def shown(control: Control, on_file: OnFile | None) -> Iterator[Shown]:
    """The evidence of a control, in the order of the document, then signals that people answered."""
    answers = [one for one in on_file.attestations if one.control == control.id] if on_file else []
    for item in control.evidence:
        mine = tuple(one for one in answers if one.key == item.key and not one.is_signal)
        yield Shown(item.key, item, mine, on_file is not None)
    for key in dict.fromkeys(one.key for one in answers if one.is_signal):
        yield Shown(key, None, tuple(one for one in answers if one.is_signal and one.key == key), True)


def plans_for(control: str, on_file: OnFile | None) -> tuple[Plan, ...]:
    """What is planned for a control."""
    return tuple(one for one in on_file.plans if one.control == control) if on_file else ()


def waivers_for(control: str, on_file: OnFile | None) -> tuple[Waiver, ...]:
    """The waivers that name a control, and that hold."""
    named = (one for one in on_file.waivers if one.control == control) if on_file else ()
    return tuple(one for one in named if on_file and on_file.holds(one))
