"""Configuration items in the shape of the API's answers, by the SDK's own description of these.

AWS Config writes names with a small first letter, as ``vpcId`` or ``dBInstanceArn``, and some words as an
object with a ``value``; which field is meant is told by its letters alone, whether large or small.
"""

import functools
from collections.abc import Callable, Mapping
from typing import Any

from plugins.aws.aggregator import reasons
from plugins.aws.aggregator.kind import Fields, Kind
from plugins.aws.answers import Answer, MalformedAnswer


class Recorded(Answer):
    """A part of an answer of which AWS Config records some fields: the others raise `Unread`, not absence."""

    def __init__(self, kind: str, held: frozenset[str]) -> None:
        super().__init__()
        self._kind, self._held = kind, held

    def __missing__(self, key: str) -> Any:
        self._known(key)
        return super().__missing__(key)

    def __contains__(self, key: object) -> bool:
        self._known(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """Give a field that may be absent."""
        self._known(key)
        return super().get(key, default)

    def _known(self, key: str) -> None:
        if key not in self._held:
            raise reasons.no_field(self._kind, key)


def shaped(kind: Kind, configuration: Answer, shape: Any) -> Any:
    """Give a configuration as an item of the API's list; raises `MalformedAnswer` if it doesn't fit."""
    made = _shaped(kind.type, configuration, shape, kind.held)
    return Answer({kind.inner: [made]}) if kind.inner else made


def _shaped(kind: str, value: Any, shape: Any, fields: Fields) -> Any:
    if shape.type_name == "structure":
        return _structure(kind, _fitting(value, dict, shape), shape, fields)
    if shape.type_name == "list":
        return [_shaped(kind, one, shape.member, fields) for one in _fitting(value, list, shape)]
    if isinstance(value, dict) and "value" in fields:
        value = value["value"]
    return _SCALARS[shape.type_name](value, shape)


def _structure(kind: str, value: Mapping[str, Any], shape: Any, fields: Fields) -> Recorded:
    given = {name.lower(): one for name, one in value.items()}
    held = {name: fields[name.lower()] for name in shape.members if name.lower() in fields}
    made = Recorded(kind, frozenset(held))
    for name, (theirs, below) in held.items():
        if given.get(theirs) is not None:
            made[name] = _shaped(kind, given[theirs], shape.members[name], below)
    return made


def _fitting(value: Any, wanted: type, shape: Any) -> Any:
    if type(value) is not wanted and not (wanted is dict and isinstance(value, dict)):
        raise MalformedAnswer(shape.name)
    return value


_SCALARS: dict[str, Callable[[Any, Any], Any]] = {
    "boolean": lambda value, shape: _fitting(value, bool, shape),
    "integer": lambda value, shape: _fitting(value, int, shape),
    "string": lambda value, shape: _fitting(value, str, shape),
}


@functools.cache
def shape_of(kind: Kind) -> Any:
    """The SDK's description of an item of the list."""
    from plugins.aws.session import operation_shape  # noqa: PLC0415

    shape = operation_shape(kind.operation).members[kind.key].member
    return shape.members[kind.inner].member if kind.inner else shape
