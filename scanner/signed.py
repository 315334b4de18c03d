"""What every record of people has in common: texts that are written, a role that signs, days that hold."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Protocol

import msgspec

from scanner.days import PERMANENT, day, is_duration, last_day
from scanner.yamlfile import Refused

DATE = r"^\d{4}-\d{2}-\d{2}$|^\d{4}年\d{1,2}月\d{1,2}日$|^令和(元|\d{1,2})年\d{1,2}月\d{1,2}日$"
Day = Annotated[
    str, msgspec.Meta(description="2026-11-20 or 令和8年11月20日", extra_json_schema={"pattern": DATE})
]
LastDay = Annotated[
    str, msgspec.Meta(description="the last day on which it holds", extra_json_schema={"pattern": DATE})
]
Role = Annotated[str, msgspec.Meta(description="a role or post, never a person's name or account")]


class Signed(Protocol):
    """A record with a day and the last day that it holds."""

    @property
    def first(self) -> date:
        """The day it was signed; it holds from then on."""

    @property
    def last(self) -> date | None:
        """The last day it holds, as it says itself; None if for good."""


def written(record: object, *fields: str) -> None:
    """Refuse a record in which one of these texts is empty."""
    for name in fields:
        if not getattr(record, name).strip():
            raise Refused("'{key}' is empty; write it", at=(name,), key=name)


def signed_by(record: object, field: str) -> None:
    """Refuse an account where a role belongs: records go into reports."""
    written(record, field)
    value = getattr(record, field)
    if "@" in value:
        template = "'{value}' is an account; write the role, for example 情報政策課長"
        raise Refused(template, at=(field,), value=value)


def stated_until(given: str, until: str | None, duration: str | None) -> date | None:
    """The last day that a record signed on `given` states, by a day or by a duration; None if for good.

    Raises Refused if it says neither or both, or ends before it begins.
    """
    first = day(given, "date")
    if (until is None) == (duration is None):
        raise Refused("give one of valid_until: 2027-03-31 and valid_for: P1Y")
    if until is not None:
        return not_before(first, day(until, "valid_until"))
    if duration == PERMANENT:
        return None
    if duration is None or not is_duration(duration):
        template = "'{value}' is no duration; write P3M, P1Y or P30D"
        raise Refused(template, at=("valid_for",), value=duration)
    return last_day(first, duration)


def not_before(first: date, last: date) -> date:
    """The last day, if it doesn't lie before the first. Raises Refused."""
    if last < first:
        template = "it ends ({last}) before it begins ({first}); correct one of the two"
        raise Refused(template, at=("valid_until",), first=first.isoformat(), last=last.isoformat())
    return last


def holds(record: Signed, today: date) -> bool:
    """True from the day of signing through the last day."""
    return record.first <= today and (record.last is None or today <= record.last)


def one_of(record: object, fields: Iterable[str], example: str) -> None:
    """Refuse a record that gives none of these fields."""
    if not any(getattr(record, name) for name in fields):
        raise Refused("give at least one of {fields}; for example {example}",
                      fields=", ".join(fields), example=example)  # fmt: skip
