"""Tracing changes between two kept runs: for each target what is known beside its two readings."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from scanner.action import Action
from scanner.attribution import Attribution, Witnesses
from scanner.changes import Change
from scanner.comparing import Comparing
from scanner.drift import SettingChange
from scanner.evidence import Evidence
from scanner.model import Reading
from scanner.notice import Notice
from scanner.plan import Plan, kind_of
from scanner.provider import Provider
from scanner.sentinel import NewField, unseen
from scanner.touched import checks_touched


@dataclass(frozen=True, kw_only=True)
class Tracing:
    """What is known beside two runs.

    `records` are per organisation id, `notices` per target id; `actions` is what the audit logs gave, None if
    nobody asked them.
    """

    comparing: Comparing
    providers: Mapping[str, Provider]
    records: Mapping[str, Sequence[Change]] = field(default_factory=dict)
    notices: Mapping[str, Sequence[Notice]] = field(default_factory=dict)
    actions: Evidence | None = None

    def attributions(self) -> tuple[Attribution, ...]:
        """Each changed setting with its cause, in the order of the changes."""
        theirs = {one.target: one for one in self.comparing.settings}
        found = {
            (one.change.target, id(one.change)): one
            for target in theirs
            for one in self._witnesses(target).attribute(self._of(target))
        }
        return tuple(found[one.target, id(one)] for one in self.comparing.settings)

    def _of(self, target: str) -> Iterable[SettingChange]:
        return (one for one in self.comparing.settings if one.target == target)

    def _witnesses(self, target: str) -> Witnesses:
        change = next(iter(self._of(target)))
        before, after = self.comparing.before, self.comparing.after
        return Witnesses(
            start=datetime.fromisoformat(before.started_at),
            end=datetime.fromisoformat(after.finished_at),
            records=self.records.get(change.organisation, ()),
            actions=self._actions(target),
            notices=self.notices.get(target, ()),
            unseen=self._unseen(target),
            touches=self._touches(change.provider),
        )

    def _actions(self, target: str) -> Reading[Action] | None:
        for one in self.actions.targets if self.actions else ():
            if one.target.id == target:
                return one.readings.get(Action)
        return None

    def _unseen(self, target: str) -> tuple[NewField, ...]:
        old, new = (
            next((one.shapes for one in run.targets if one.target.id == target), ())
            for run in self.comparing.evidence
        )
        return unseen(new, old) if old else ()

    def _touches(self, provider: str) -> Callable[[Notice, str], bool]:
        readers = self._readers.get(provider, {})

        def touches(notice: Notice, setting: str) -> bool:
            return bool(checks_touched(provider, notice, readers.get(setting, ())))

        return touches

    @cached_property
    def _readers(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        """The checks that look at each kind of setting, by provider."""
        return {name: _readers_of(provider) for name, provider in self.providers.items()}


def _readers_of(provider: Provider) -> dict[str, list[str]]:
    plan = Plan.of(provider)
    found: dict[str, list[str]] = {}
    for check in plan.checks:
        for cls in Plan(provider, (check,), plan.sources).needed:
            found.setdefault(kind_of(cls), []).append(check.id)
    return found
