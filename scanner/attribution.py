"""Where a change of a setting comes from: our own record, somebody, the provider, a new field, or nowhere.

The order is that of trust: what the municipality wrote down itself comes first. Somebody who is named did it;
that it was wanted only a record says. What could not be read is told, and never taken for "nobody".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from scanner.action import Action
from scanner.changes import Change
from scanner.drift import Kind, SettingChange
from scanner.model import Reading
from scanner.notice import Notice
from scanner.notice_kind import NoticeKind, kind_of_notice
from scanner.sentinel import NewField
from scanner.text import Message

SHORTEST = 4
"""Letters of a word that can tell one setting from another."""
GENERIC = frozenset(
    [
        "access",
        "allow",
        "allowed",
        "block",
        "blocked",
        "config",
        "configuration",
        "default",
        "disabled",
        "enabled",
        "flags",
        "items",
        "mode",
        "name",
        "policies",
        "policy",
        "rule",
        "rules",
        "setting",
        "settings",
        "state",
        "status",
        "type",
        "value",
        "values",
    ]
)
"""Words that stand in the names of so many settings, and in so many notices, that they tell nothing."""


class Cause(StrEnum):
    """What stands behind a change."""

    RECORD = "record"
    ACTOR = "actor"
    NOTICE = "notice"
    NEW_FIELD = "new-field"
    UNEXPLAINED = "unexplained"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A change with its cause: the evidence, and how sure that is, in words.

    `kind` is what the provider did, where it was the provider; `notice` the id of the notice that says so.
    """

    change: SettingChange
    cause: Cause
    evidence: Message
    confidence: tuple[Message, ...]
    kind: NoticeKind | None = None
    notice: str = ""


@dataclass(frozen=True, kw_only=True)
class Witnesses:
    """What is known beside the two readings of one target.

    `actions` is None if nobody asked for them. `touches(notice, setting)` says whether a notice speaks of the
    service that a kind of setting belongs to.
    """

    start: datetime
    end: datetime
    records: Sequence[Change] = ()
    actions: Reading[Action] | None = None
    notices: Sequence[Notice] = ()
    unseen: Sequence[NewField] = ()
    touches: Callable[[Notice, str], bool] = lambda notice, setting: False  # noqa: ARG005

    def attribute(self, changes: Iterable[SettingChange]) -> tuple[Attribution, ...]:
        """Each change with its cause."""
        return tuple(next(self._causes(one)) for one in changes)

    def _causes(self, change: SettingChange) -> Iterator[Attribution]:
        if change.kind in (Kind.UNREAD, Kind.READ_AGAIN):
            yield Attribution(
                change=change,
                cause=Cause.UNREAD,
                evidence=Message.of("one of the two readings lacks it"),
                confidence=(Message.of("none: whether it changed can't be told"),),
            )
        yield from self._record(change)
        yield from self._actor(change)
        yield from self._notice(change)
        yield from self._new_field(change)
        yield Attribution(
            change=change,
            cause=Cause.UNEXPLAINED,
            evidence=Message.of("no record, no notice and no new field fits"),
            confidence=(self._unknown(),),
        )

    def _record(self, change: SettingChange) -> Iterator[Attribution]:
        for one in self.records:
            if one.explains(change):
                evidence = Message.of(
                    "on record since {day}, {role}: {reason}", day=one.date, role=one.role, reason=one.reason
                )
                sure = Message.of("certain: the municipality wrote it down itself")
                yield Attribution(change=change, cause=Cause.RECORD, evidence=evidence, confidence=(sure,))

    def _actor(self, change: SettingChange) -> Iterator[Attribution]:
        found = [one for one in (self.actions.items if self.actions else ()) if self._did(one, change)]
        if not found:
            return
        last = max(found, key=lambda one: one.time)
        evidence = Message.of(
            "{actor} by {operation} at {time}",
            actor=last.actor,
            operation=last.operation,
            time=last.time.isoformat(timespec="seconds"),
        )
        sure = (
            Message.of("high: the log names this very resource, between the two readings")
            if len(found) == 1
            else Message.of(
                "fair: the log names this very resource {count} times between the two readings",
                count=len(found),
            )
        )
        yield Attribution(change=change, cause=Cause.ACTOR, evidence=evidence, confidence=(sure,))

    def _did(self, action: Action, change: SettingChange) -> bool:
        names = {name for name in (change.resource.id, change.resource.name) if name}
        return self.start <= action.time <= self.end and any(_same(one, names) for one in action.resources)

    def _notice(self, change: SettingChange) -> Iterator[Attribution]:
        for one in self.notices:
            if self._holds(one) and self.touches(one, change.setting) and _named(one, change):
                yield Attribution(
                    change=change,
                    cause=Cause.NOTICE,
                    evidence=Message.of("{id}: {title}", id=one.id, title=one.title),
                    confidence=self._with_gaps(
                        Message.of("fair: service and dates fit, and the text names the setting")
                    ),
                    kind=kind_of_notice(one, change),
                    notice=one.id,
                )

    def _holds(self, notice: Notice) -> bool:
        begins = notice.starts or notice.modified
        return begins <= self.end and (notice.ends is None or notice.ends >= self.start)

    def _new_field(self, change: SettingChange) -> Iterator[Attribution]:
        names = {part.casefold().replace("_", "") for field in change.fields for part in _parts(field.path)}
        for one in self.unseen:
            if one.field.rpartition(".")[2].casefold().removesuffix("[]") in names:
                evidence = Message.of("{field} of {operation}", field=one.field, operation=one.operation)
                sure = Message.of("fair: no earlier answer of this target had this field")
                yield Attribution(
                    change=change,
                    cause=Cause.NEW_FIELD,
                    evidence=evidence,
                    confidence=self._with_gaps(sure),
                    kind=NoticeKind.NEW_SWITCH,
                )

    def _unknown(self) -> Message:
        if self.actions is None:
            return Message.of("none: the audit log was not asked for")
        if not self.actions.complete:
            return Message.of("none: the audit log could not be read whole, so somebody may have done it")
        return Message.of("none: the audit log was read, and names nobody")

    def _with_gaps(self, sure: Message) -> tuple[Message, ...]:
        """The confidence, and that somebody may have done it where the log is not known to the end."""
        if self.actions is not None and self.actions.complete:
            return (sure,)
        return sure, Message.of("who acted in that time was not read")


def _same(resource: str, names: set[str]) -> bool:
    """True if a resource of the log is one of these: by itself, or as the end of an ARN or path."""
    return any(resource == name or resource.endswith((f"/{name}", f":{name}")) for name in names)


def _named(notice: Notice, change: SettingChange) -> bool:
    """True if the notice's text has a word of a changed field, or of the last part of the setting's kind."""
    names = [part for field in change.fields for part in _parts(field.path)]
    kind = change.setting.rpartition("/")[2].rpartition("::")[2].rpartition(".")[2]
    words = {word for name in (*names, kind) for word in _words(name)} - GENERIC
    text = f"{notice.title} {notice.text}".casefold()
    return any(word in text for word in words)


def _parts(path: str) -> Iterator[str]:
    return (part.partition("[")[0] for part in path.split("."))


def _words(name: str) -> Iterator[str]:
    """The words of a name in snake or camel case that are long enough to mean something."""
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[-_ ]", "_", name)
    return (word.casefold() for word in plain.split("_") if len(word) >= SHORTEST)
