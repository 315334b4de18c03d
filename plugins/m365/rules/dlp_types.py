"""Which sensitive information types a DLP rule looks for, out of what Purview makes of a rule.

Sources: learn.microsoft.com/powershell/module/exchangepowershell/new-dlpcompliancerule
(ContentContainsSensitiveInformation, AdvancedRule).
"""

import json
from collections.abc import Iterator
from typing import Any

MY_NUMBER = "Japan My Number - Personal"
"""learn.microsoft.com/purview/sit-defn-japan-my-number-personal; that of corporations is public."""
OPERATORS = {"and", "or", "not"}
CONDITION = "contentcontainssensitiveinformation"


def plain_types(found: Any) -> tuple[str, ...] | None:
    """The types of the simple form: objects with a name, alone or in groups; None if it isn't understood."""
    names = tuple(sorted(set(_names(found))))
    return names if names or not found else None


def advanced_types(text: str) -> tuple[str, ...] | None:
    """The types of an advanced rule, a JSON text, without those it excludes; None if it isn't understood."""
    try:
        rule = json.loads(text)
    except (ValueError, RecursionError):
        return None
    found = get(rule, "condition") if isinstance(rule, dict) else None
    if found is None or not _operators(found) <= OPERATORS:
        return None
    return tuple(sorted(set(_conditions(found))))


def _conditions(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _conditions(one)
    elif isinstance(part, dict):
        if str(get(part, "operator") or "").lower() == "not":
            return
        if str(get(part, "conditionname") or "").lower() == CONDITION:
            yield from _names(get(part, "value"))
        yield from _conditions(get(part, "subconditions"))


def _operators(part: Any) -> set[str]:
    """The words that join the conditions, also within: one that isn't known may mean *not*."""
    if isinstance(part, list):
        return set().union(*map(_operators, part))
    if not isinstance(part, dict):
        return set()
    found = get(part, "operator")
    return _operators(get(part, "subconditions")) | ({str(found).lower()} if found else set())


def _names(part: Any) -> Iterator[str]:
    """Names of types: an object with groups names the groups, not types."""
    if isinstance(part, list):
        for one in part:
            yield from _names(one)
    elif isinstance(part, dict):
        inner = [get(part, "groups"), get(part, "sensitivetypes")]
        name = get(part, "name")
        if any(one is not None for one in inner):
            yield from _names(inner)
        elif isinstance(name, str):
            yield name


def get(part: Any, key: str) -> Any:
    """What stands at a key, in any case; None if there is none."""
    return next((one for name, one in part.items() if name.lower() == key), None)
