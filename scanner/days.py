"""Days as people's records count them: of Japan, whole, the last one included.

A record that is valid until 2026-11-20 holds through that day and ends when the day does in Japan
(民法第141条: 期間は、その末日の終了をもって満了する), which is 15:00 UTC.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, timedelta, timezone

from scanner.framework_model import DURATION
from scanner.yamlfile import Refused

JAPAN = timezone(timedelta(hours=9), "JST")
"""Fixed: Japan has had no summer time since 1951, and not every machine has a time zone database."""

PERMANENT = "permanent"
REIWA = date(2019, 5, 1)
WRITTEN = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日"),
    re.compile(r"(?P<era>令和)(?P<year>元|[0-9]{1,2})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日"),
)
TOO_LONG = 6
"""Digits beyond this in a duration lead past the last day there is."""


def day_of(moment: datetime) -> date:
    """The day in Japan at an aware moment. Raises ValueError for one without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone belongs to no day")
    return moment.astimezone(JAPAN).date()


def day(text: str, field: str) -> date:
    """The day that is written as 2026-11-20, 2026年11月20日 or 令和8年11月20日.

    Raises Refused, at this field, for any other writing and for days that no calendar has.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    for form in WRITTEN:
        if found := form.fullmatch(plain):
            try:
                return _day(**found.groupdict())
            except ValueError:
                break
    template = "'{value}' is no date; write 2026-11-20 or 令和8年11月20日"
    raise Refused(template, at=(field,), value=text)


def last_day(first: date, duration: str) -> date:
    """The last day of an ISO 8601 duration (P3M) that is counted from `first`.

    The same day of the month it ends in, or that month's last: P1M from 31 January ends on the last of
    February. Past year 9999 it is the last day there is.
    """
    years, months, weeks, days = (_number(part) for part in _parts(duration))
    try:
        return _months_on(first, 12 * years + months) + timedelta(weeks=weeks, days=days)
    except (OverflowError, ValueError):
        return date.max


def is_duration(text: str) -> bool:
    """True for an ISO 8601 duration of years, months, weeks and days."""
    return bool(DURATION.fullmatch(text))


def _day(year: str, month: str, day: str, era: str | None = None) -> date:
    if era is None:
        return date(int(year), int(month), int(day))
    found = date(2018 + (1 if year == "元" else int(year)), int(month), int(day))
    if found < REIWA:
        raise ValueError("before the era")
    return found


def _parts(duration: str) -> tuple[str | None, ...]:
    found = DURATION.fullmatch(duration)
    if not found:
        raise ValueError(f"no duration: {duration!r}")
    return found.groups()


def _number(part: str | None) -> int:
    digits = (part or "0D")[:-1]
    return int(digits) if len(digits) < TOO_LONG else 10**TOO_LONG


def _months_on(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def in_japan(moment: str) -> str:
    """RFC 3339 text as people in Japan read it: date, hour and minute; empty text stays empty."""
    return f"{datetime.fromisoformat(moment).astimezone(JAPAN):%Y-%m-%d %H:%M}" if moment else ""
