"""Tracing changes between two kept runs: for each target what is known beside its two readings."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from scanner.action import Action
from scanner.attribution import Attribution, Witnesses
from scanner.changes import Change
from scanner.comparing import Comparing
from scanner.drift import SettingChange
from scanner.evidence import Evidence
from scanner.model import Gap, Reading, Reason
from scanner.notice import Notice
from scanner.notice_kind import NoticeKind, kind_of_notice
from scanner.plan import Plan, kind_of
from scanner.provider import Provider, Target
from scanner.sentinel import NewField, unseen
from scanner.text import Message
from scanner.touched import checks_touched

if TYPE_CHECKING:
    from scanner.store.notices import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A notice that was written, revised or began to hold between the runs, and explains no change."""

    target: str
    notice: Notice
    kind: NoticeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """The causes, in the order of the changed settings, and the notices that changed none."""

    attributions: tuple[Attribution, ...]
    announced: tuple[Announced, ...]


@dataclass(frozen=True, kw_only=True)
class Tracing:
    """What is known beside two runs.

    `records` are per organisation id, `notices` per target id; `actions` is what the audit logs gave, None if
    nobody asked them.
    """

    comparing: Comparing
    providers: Mapping[str, Provider]
    records: Mapping[str, Sequence[Change]] = field(default_factory=dict)
    notices: "Mapping[str, Sequence[Kept]]" = field(default_factory=dict)
    actions: Evidence | None = None

    def traced(self) -> Traced:
        """Each changed setting with its cause, and what was announced beside."""
        found = {
            id(one.change): one
            for target in {one.target for one in self.comparing.settings}
            for one in self._witnesses(target).attribute(self._of(target))
        }
        causes = tuple(found[id(one)] for one in self.comparing.settings)
        used = {(one.change.target, one.notice) for one in causes if one.notice}
        return Traced(attributions=causes, announced=tuple(self._announced(used)))

    def _announced(self, used: Collection[tuple[str, str]]) -> Iterator[Announced]:
        for target, known in sorted(self.notices.items()):
            for one in known:
                if self._in_time(one) and (target, one.notice.id) not in used:
                    moved = bool(one.moved) and self._within(one.notice.modified)
                    kind = kind_of_notice(one.notice, None, moved=moved)
                    yield Announced(target=target, notice=one.notice, kind=kind)

    def _in_time(self, one: "Kept") -> bool:
        """True if a notice that asks for a look was written, or begins to hold, between the runs."""
        return one.notice.asks and (self._within(one.notice.modified) or self._within(one.notice.starts))

    def _within(self, moment: datetime | None) -> bool:
        return moment is not None and self._start < moment <= self._end

    @cached_property
    def _start(self) -> datetime:
        return datetime.fromisoformat(self.comparing.before.started_at)

    @cached_property
    def _end(self) -> datetime:
        return datetime.fromisoformat(self.comparing.after.finished_at)

    def _of(self, target: str) -> Iterable[SettingChange]:
        return (one for one in self.comparing.settings if one.target == target)

    def _witnesses(self, target: str) -> Witnesses:
        change = next(iter(self._of(target)))
        return Witnesses(
            start=self._start,
            end=self._end,
            records=self.records.get(change.organisation, ()),
            actions=self._actions(target, change.provider),
            notices=[one.notice for one in self.notices.get(target, ())],
            unseen=self._unseen(target),
            touches=self._touches(change.provider),
        )

    def _actions(self, target: str, provider: str) -> Reading[Action] | None:
        for one in self.actions.targets if self.actions else ():
            if one.target.id == target and (reading := one.readings.get(Action)):
                return self._reached(reading, one.target, self.providers.get(provider))
        return None

    def _reached(
        self, reading: Reading[Action], target: Target, provider: Provider | None
    ) -> Reading[Action]:
        """The reading, with a gap where the log may not hold all of it: too long ago, or too recent."""
        if provider is None or self.actions is None:
            return reading
        asked = datetime.fromisoformat(self.actions.run.started_at)
        oldest, newest = asked - provider.log_reaches, asked - provider.log_lags
        if oldest <= self._start and self._end <= newest:
            return reading
        text = Message.of("the audit log need not hold all of that time")
        gap = Gap("action", target.resource, Reason.UNSUPPORTED, text)
        return Reading(reading.items, (*reading.gaps, gap))

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
