"""What a function asks for: its signature is the query and the quantifier."""

import collections.abc
import inspect
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from scanner.errors import DeclarationError
from scanner.model import Reading
from scanner.settings import identity_of, is_setting


class Quantity(Enum):
    """How many of a type one call gets."""

    EACH = "each"  # one of many: the function is called for each
    ONE = "one"  # the singleton of the target
    ALL = "all"  # all of them; not called while some are missing
    READING = "reading"  # all of them and the gaps
    CONNECTION = "connection"  # the open connection


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter: its name, the type it is filled by, and how many of them."""

    name: str
    type: type
    quantity: Quantity


def parameters(function: Callable[..., object]) -> tuple[Param, ...]:
    """Read the parameters of a function.

    Raises `DeclarationError` for a parameter that can't be injected and for more than one
    for-each parameter (no Cartesian products).
    """
    hints = _hints(function)
    params = tuple(_param(function, name, hints) for name in inspect.signature(function).parameters)
    each = [param.name for param in params if param.quantity is Quantity.EACH]
    if len(each) > 1:
        raise DeclarationError.about(function, f"more than one for-each parameter: {', '.join(each)}")
    return params


def results(function: Callable[..., object]) -> tuple[type, ...]:
    """Read the setting types that a collector or derived function gives.

    Raises `DeclarationError` if the return annotation holds anything but setting types.
    """
    hint = _hints(function).get("return")
    if typing.get_origin(hint) in _STREAMS:
        hint = typing.get_args(hint)[0]
    union = typing.get_origin(hint) in (types.UnionType, typing.Union)
    found = typing.get_args(hint) if union else (hint,)
    if not all(is_setting(one) for one in found):
        raise DeclarationError.about(function, f"gives {hint!r}, which is not a setting type")
    return typing.cast("tuple[type, ...]", found)


_STREAMS = (
    collections.abc.Iterator,
    collections.abc.Iterable,
    collections.abc.Generator,
    collections.abc.Sequence,
    collections.abc.AsyncIterator,
    collections.abc.AsyncGenerator,
)


def _hints(function: Callable[..., object]) -> dict[str, Any]:
    try:
        return typing.get_type_hints(function)
    except NameError as error:
        problem = f"{error.name!r} is not importable at run time (inside TYPE_CHECKING?)"
        raise DeclarationError.about(function, problem) from None


def _param(function: Callable[..., object], name: str, hints: dict[str, Any]) -> Param:
    if name not in hints:
        raise DeclarationError.about(function, f"parameter {name!r} has no annotation")
    hint = hints[name]
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is Reading and is_setting(args[0]):
        return Param(name, args[0], Quantity.READING)
    if origin is collections.abc.Sequence and is_setting(args[0]):
        return Param(name, args[0], Quantity.ALL)
    if is_setting(hint):
        single = identity_of(hint).singleton
        return Param(name, hint, Quantity.ONE if single else Quantity.EACH)
    if isinstance(hint, type) and hint.__module__ != "builtins":
        return Param(name, hint, Quantity.CONNECTION)
    raise DeclarationError.about(
        function, f"parameter {name!r}: {hint!r} is neither a setting nor a connection"
    )
