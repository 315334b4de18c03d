"""How long to wait before the next try: as the service says, else a little longer each time."""

import random
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FIRST = 1.0
LONGEST = 60.0


def wait(headers: Mapping[str, str], attempt: int, now: datetime | None = None) -> float:
    """Seconds to wait after this attempt (0 is the first) was told to come back later.

    `Retry-After` counts at any length, in seconds or as an HTTP date; without it, or if it can't
    be read, the wait doubles, with jitter so that many collectors don't come back together.
    """
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdecimal():
        return float(said)
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return _longer(attempt)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - (now or datetime.now(UTC))).total_seconds())


def _longer(attempt: int) -> float:
    longest = min(LONGEST, FIRST * 2.0**attempt)
    return random.uniform(longest / 2, longest)  # noqa: S311 - jitter, nothing secret
