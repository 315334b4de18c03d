"""When to read what: on the schedule everything, after a notice the checks that it may touch.

    duty = Watch(schedule=Schedule("0 6 * * *"), checks=ids).duty(last_whole_run, notices, now)

Nothing here reads a clock, a cloud or a store: the caller says what time it is and what was seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from scanner.assessment import Assessment, Status
from scanner.days import JAPAN
from scanner.errors import TenkenError
from scanner.text import Message
from scanner.touched import checks_touched

if TYPE_CHECKING:
    from scanner.store.notices import Kept

DATES = ("act_by", "starts")
WORST_FIRST = (Status.NOT_MET, Status.UNDETERMINED, Status.EVIDENCE_NEEDED, Status.EXCEPTED)
"""How bad a verdict is; all others are good."""
LONGEST = timedelta(hours=6)
"""The longest pause after failures."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A cron expression, in the time of Japan. Raises `TenkenError` for one that is none."""

    cron: str

    def __post_init__(self) -> None:
        from croniter import croniter  # noqa: PLC0415 - starting time

        if not croniter.is_valid(self.cron):
            text = "'{value}' is no cron expression; write minute, hour, day, month, weekday: '0 6 * * *'"
            raise TenkenError(Message.of(text, value=self.cron))

    def last(self, now: datetime) -> datetime:
        """When it was due last, up to now."""
        from croniter import croniter  # noqa: PLC0415 - starting time

        found: datetime = croniter(self.cron, now.astimezone(JAPAN) + timedelta(seconds=1)).get_prev(datetime)
        return found

    def next(self, now: datetime) -> datetime:
        """When it is due next, after now."""
        from croniter import croniter  # noqa: PLC0415 - starting time

        found: datetime = croniter(self.cron, now.astimezone(JAPAN)).get_next(datetime)
        return found


@dataclass(frozen=True, slots=True)
class Duty:
    """What to read now: everything, or these checks, or nothing; and the notices that asked for it."""

    whole: bool = False
    checks: tuple[str, ...] = ()
    because: "tuple[Kept, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Decides; `checks` are the ids of all checks."""

    schedule: Schedule
    checks: Sequence[str]

    def duty(self, whole: datetime | None, kept: "Iterable[Kept]", now: datetime) -> Duty:
        """What to read at this moment; `whole` is when the last whole run began, None if there was none.

        However many times of the schedule have passed since then, it is read once. A whole run that lies in
        the future (the clock was set back) is one that has been.
        """
        asking = tuple(one for one in kept if one.notice.asks and _waits(one, now))
        if whole is None or self.schedule.last(now) > whole:
            return Duty(whole=True, because=asking)
        checks = {name for one in asking for name in checks_touched(one.provider, one.notice, self.checks)}
        return Duty(checks=tuple(sorted(checks)), because=asking)


def _waits(one: "Kept", now: datetime) -> bool:
    """True for a notice that no reading followed as it stands, or that has reached a date since."""
    if one.followed_at is None:
        return True
    dates = (getattr(one.notice, name) for name in DATES)
    return any(one.followed_at < date <= now for date in dates if date is not None)


def worse(assessment: Assessment) -> tuple[str, ...]:
    """The controls that stand worse than at the last whole run: ``organisation control``.

    Where only some checks were asked for, a control counts only if it is not met now: all else may be open
    just because the other checks did not run.
    """
    if assessment.since is None:
        return ()
    whole = assessment.run.checks is None
    return tuple(
        f"{one.organisation} {one.id}"
        for one in assessment.since.controls
        if one.before is not None
        and _rank(one.after) < _rank(one.before)
        and (whole or one.after is Status.NOT_MET)
    )


def _rank(status: Status) -> int:
    return WORST_FIRST.index(status) if status in WORST_FIRST else len(WORST_FIRST)


def pause(poll: timedelta, failures: int, next_due: datetime, now: datetime, chance: float) -> timedelta:
    """How long to sleep: until the next look or the schedule, with up to a tenth more by chance (0 to 1).

    After failures in a row it is a minute, doubled each time, but never longer than the longest pause.
    """
    if failures:
        wait = min(timedelta(minutes=1 << min(failures - 1, 10)), LONGEST)
    else:
        wait = min(poll, max(next_due - now, timedelta(seconds=1)))
    return wait * (1 + chance / 10)


def names(found: Iterable["Kept"]) -> list[str]:
    """The ids, each once."""
    return list(dict.fromkeys(one.notice.id for one in found))
