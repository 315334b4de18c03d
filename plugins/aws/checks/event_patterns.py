"""Whether an event pattern lets an event through (EventBridge User Guide, "Event patterns")."""

import fnmatch
import json
from collections.abc import Mapping
from typing import Any

ALL, SOME, NONE = "all", "some", "none"
HIGH = 7.0
"""GuardDuty calls a finding high from severity 7.0 on ("Severity levels of GuardDuty findings")."""


def lets_through(pattern: str, event: Mapping[str, str]) -> str:
    """Say whether a pattern lets *all*, *some* or *none* of the events with these fields through.

    *some* also stands for filters that are not understood: nobody may call that *all*. A filter
    on severity that lets high and critical findings through lets through all that matter.
    """
    try:
        asked = json.loads(pattern)
    except ValueError:
        return SOME
    if not isinstance(asked, dict):
        return SOME
    answers = {_field(key, asked[key], event) for key in asked}
    return NONE if NONE in answers else SOME if SOME in answers else ALL


def _field(key: str, matchers: Any, event: Mapping[str, str]) -> str:
    if key in event and isinstance(matchers, list):
        found = {_matches(matcher, event[key]) for matcher in matchers}
        return ALL if True in found else SOME if None in found else NONE
    if key == "detail" and isinstance(matchers, dict):
        return ALL if set(matchers) == {"severity"} and _high(matchers["severity"]) else SOME
    return SOME


def _matches(matcher: Any, text: str) -> bool | None:
    """Match one text; None for a matcher that is not understood."""
    if isinstance(matcher, str):
        return matcher == text
    if isinstance(matcher, dict) and len(matcher) == 1:
        [(kind, given)] = matcher.items()
        if kind == "prefix" and isinstance(given, str):
            return text.startswith(given)
        if kind == "wildcard" and isinstance(given, str):
            return fnmatch.fnmatchcase(text, given.replace("?", "[?]").replace("[!", "[[]!"))
    return None


def _high(matchers: Any) -> bool:
    """True if high and critical severities come through whatever else does."""
    return isinstance(matchers, list) and any(_from(one) for one in matchers)


def _from(matcher: Any) -> bool:
    bounds = matcher.get("numeric") if isinstance(matcher, dict) else None
    if not (isinstance(bounds, list) and len(bounds) == 2 and isinstance(bounds[1], int | float)):
        return False
    return (bounds[0] == ">=" and bounds[1] <= HIGH) or (bounds[0] == ">" and bounds[1] < HIGH)
