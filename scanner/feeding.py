"""How the parameters of a function are filled from readings."""

from collections.abc import Mapping
from typing import Any

from scanner.declare import Function
from scanner.model import Gap, Reading
from scanner.signature import Quantity

Readings = Mapping[type, Reading[Any]]


def blocking(
    function: Function[..., Any],
    readings: Readings,
    *quantities: Quantity,
) -> tuple[Gap, ...]:
    """The gaps that forbid calling the function: of singletons (ONE), of complete sets (ALL)."""
    found: dict[Gap, None] = {}
    for param in function.asked(*quantities):
        found.update(dict.fromkeys(readings[param.type].gaps))
    return tuple(found)


def arguments(function: Function[..., Any], readings: Readings) -> dict[str, Any]:
    """The arguments that are the same for every call."""
    filled: dict[str, Any] = {}
    for param in function.params:
        if param.quantity is Quantity.ONE:
            filled[param.name] = readings[param.type].items[0]
        elif param.quantity is Quantity.ALL:
            filled[param.name] = readings[param.type].items
        elif param.quantity is Quantity.READING:
            filled[param.name] = readings[param.type]
    return filled
