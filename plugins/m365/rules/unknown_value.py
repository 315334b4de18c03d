"""A value that no page lists."""

from scanner import Reason, Unknown, Verdict


def unknown_value(about: object, field: str, value: str, part: str = "") -> Verdict:
    """Say that a field has a value that no page lists: what it means is not known."""
    template = "{field} has a value that no page lists: {value}"
    return Unknown(about, Reason.MALFORMED, template, part=part, field=field, value=value)
