"""ISO 8601 durations, as Graph writes them: P180D, P4DT12H30M5S."""

import math
import re

PARTS = re.compile(
    r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)
DAYS = {"years": 366.0, "months": 31.0, "weeks": 7.0, "days": 1.0}
DAYS |= {"hours": 1 / 24, "minutes": 1 / 1440, "seconds": 1 / 86400}


def days(text: str) -> int | None:
    """Count the days that a duration lasts at most, part of one as a whole; None if it is none."""
    found = PARTS.fullmatch(text)
    given = {} if found is None else {name: int(one) for name, one in found.groupdict().items() if one}
    return math.ceil(sum(DAYS[name] * count for name, count in given.items())) if given else None
