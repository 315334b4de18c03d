"""What a type annotation says about plain data: its parts, its words, its alternatives."""

import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from scanner.yamlfile_problem import Term

Part = tuple[str | int, Any, object]
UNIONS = (Union, types.UnionType)
LISTS = (list, tuple, set, frozenset)
WORDS: dict[Any, Term] = {
    str: Term("text"),
    int: Term("a whole number"),
    float: Term("a number"),
    bool: Term("true or false"),
    type(None): Term("nothing"),
    dict: Term("keys with values"),
    **dict.fromkeys(LISTS, Term("a list")),
}


@cache
def _field_types(type_: Any) -> dict[str, Any]:
    """Name and type of each field that a dataclass takes, in order."""
    hints = get_type_hints(type_)
    return {field.name: hints[field.name] for field in fields(type_) if field.init}


def field_types(type_: Any) -> dict[str, Any]:
    """Name and type of each field that a dataclass takes, in order."""
    return _field_types(type_)


def alternative(type_: Any, data: object) -> Any:
    """Of a union, the alternative that data of this shape can be meant for; else the type itself."""
    if get_origin(type_) not in UNIONS:
        return type_
    wanted = [one for one in get_args(type_) if _same_shape(one, data)]
    return wanted[0] if wanted else type_


def _same_shape(type_: Any, data: object) -> bool:
    origin = get_origin(type_) or type_
    if isinstance(data, dict):
        return origin is dict or is_dataclass(origin)
    if isinstance(data, list):
        return origin in LISTS
    if isinstance(data, str):
        return origin is str or origin is Literal or (isinstance(origin, type) and issubclass(origin, Enum))
    return origin is type(data)


def parts(type_: Any, data: object) -> Iterator[Part]:
    """Key, type and value of what data contains, as far as the type knows it."""
    inner = get_args(type_)
    if isinstance(data, list) and get_origin(type_) in LISTS and inner:
        yield from ((index, inner[0], value) for index, value in enumerate(data))
    elif isinstance(data, dict) and get_origin(type_) is dict:
        yield from ((key, inner[1], value) for key, value in data.items())
    elif isinstance(data, dict) and is_dataclass(type_):
        known = field_types(type_)
        yield from ((key, known[key], value) for key, value in data.items() if key in known)


def choices(type_: Any) -> list[str]:
    """The words that a Literal or an Enum of text allows (of a union: all of them)."""
    if get_origin(type_) in UNIONS:
        return [word for one in get_args(type_) for word in choices(one)]
    if get_origin(type_) is Literal:
        return [str(word) for word in get_args(type_)]
    if isinstance(type_, type) and issubclass(type_, Enum):
        return [str(member.value) for member in type_]
    return []


def describe(type_: Any) -> str:
    """What the type expects, in words; a Term where the words can be translated."""
    if get_origin(type_) in UNIONS:
        kinds = [describe(one) for one in get_args(type_) if one is not type(None)]
        return kinds[0] if len(set(kinds)) == 1 else " / ".join(kinds)
    if words := choices(type_):
        return " | ".join(words)
    origin = get_origin(type_) or type_
    return WORDS.get(origin, WORDS[dict])
