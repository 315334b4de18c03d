"""What to say of an answer that the service's documentation doesn't know."""

from scanner import Reason, Unknown


def strange(subject: object, field: str, value: object, part: str = "") -> Unknown:
    """Say that a field holds a value that nobody documented: it is never judged good."""
    template = "{field} has the undocumented value {value}"
    return Unknown(subject, Reason.MALFORMED, template, part=part, field=field, value=str(value))
