"""The one place that asks what time it is."""

from datetime import UTC, datetime


def now() -> str:
    """The time now as RFC 3339 text, in UTC, to the millisecond."""
    return text(datetime.now(UTC))


def text(moment: datetime) -> str:
    """An aware moment as RFC 3339 text, in UTC, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
