"""Plain data into stdlib dataclasses; a fault is told with its place, what was expected, the nearest name.

msgspec converts (strictly). Only when it refuses, the types are walked to find out where.
"""

from collections.abc import Iterator
from dataclasses import MISSING, Field, is_dataclass
from itertools import islice
from typing import Any, TypeVar

import msgspec

from scanner.yamlfile_document import Document, Keys
from scanner.yamlfile_problem import MOST, Problem, Refused, YamlError, nearest
from scanner.yamlfile_types import alternative, choices, describe, field_types, parts

T = TypeVar("T")


def decode(document: Document, type_: type[T], keys: Keys = ()) -> T:
    """The value at `keys` of the document as `type_`: dataclasses, lists, dicts, None, Literal, Enum, nested.

    Unknown keys are refused. A field's `metadata={"example": "..."}` is shown when that field is wrong.
    `__post_init__` may raise Refused. Raises YamlError.
    """
    data = document.at(keys)
    problems = list(islice(_unknown(document, type_, data, keys), MOST))
    if problems:
        raise YamlError(problems)
    try:
        return msgspec.convert(data, type_, strict=True)
    except msgspec.ValidationError:
        raise YamlError(_blame(document, type_, data, keys, None)) from None


def _unknown(document: Document, type_: Any, data: object, keys: Keys) -> Iterator[Problem]:
    chosen = alternative(type_, data)
    if is_dataclass(chosen) and isinstance(data, dict):
        for key in (key for key in data if key not in field_types(chosen)):
            yield _unknown_key(document, (*keys, key), list(field_types(chosen)))
    for key, inner, value in parts(chosen, data):
        if isinstance(value, (dict, list)):
            yield from _unknown(document, inner, value, (*keys, key))


def _unknown_key(document: Document, keys: Keys, names: list[str]) -> Problem:
    key = str(keys[-1])
    if like := nearest(key, names):
        params = {"key": key, "nearest": like}
        return document.problem(keys, "unknown key '{key}'; did you mean '{nearest}'?", params, at_key=True)
    params = {"key": key, "allowed": ", ".join(names)}
    return document.problem(keys, "unknown key '{key}'; allowed here: {allowed}", params, at_key=True)


def _blame(
    document: Document, type_: Any, data: object, keys: Keys, field: Field[Any] | None
) -> Iterator[Problem]:
    """The problems of data that msgspec refused: those of its parts, else its own."""
    chosen = alternative(type_, data)
    fields = getattr(chosen, "__dataclass_fields__", {})
    wrong = [part for part in parts(chosen, data) if _refusal(part[2], part[1])]
    for key, inner, value in wrong:
        yield from _blame(document, inner, value, (*keys, key), fields.get(key, field))
    given = data if isinstance(data, dict) else fields
    missing = [one for name, one in fields.items() if name not in given and _required(one)]
    yield from (_missing(document, keys, one) for one in missing)
    if not wrong and not missing:
        yield _own(document, type_, data, keys, field)


def _refusal(data: object, type_: Any) -> msgspec.ValidationError | None:
    try:
        msgspec.convert(data, type_, strict=True)
    except msgspec.ValidationError as error:
        return error
    return None


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _missing(document: Document, keys: Keys, field: Field[Any]) -> Problem:
    if example := field.metadata.get("example"):
        params = {"key": field.name, "example": example}
        return document.problem(keys, "the key '{key}' is missing; for example {key}: {example}", params)
    return document.problem(keys, "the key '{key}' is missing; add it", {"key": field.name})


def _own(document: Document, type_: Any, data: object, keys: Keys, field: Field[Any] | None) -> Problem:
    cause = getattr(_refusal(data, type_), "__cause__", None)
    if isinstance(cause, Refused):
        return document.problem((*keys, *cause.at), cause.template, cause.params)
    allowed = choices(type_)
    if isinstance(data, str) and allowed:
        return _choice(document, data, allowed, keys)
    if alternative(type_, "") is str and isinstance(data, (bool, int, float)):
        template = 'expected text, not a number or true/false; put it in quotes: "{value}"'
        return document.problem(keys, template, {"value": document.written(keys)})
    params: dict[str, object] = {"expected": describe(type_), "found": describe(type(data))}
    if field and "example" in field.metadata:
        params |= {"key": field.name, "example": field.metadata["example"]}
        template = "expected {expected}, found {found}; for example {key}: {example}"
        return document.problem(keys, template, params)
    return document.problem(keys, "expected {expected}, found {found}", params)


def _choice(document: Document, value: str, allowed: list[str], keys: Keys) -> Problem:
    params = {"value": value, "allowed": ", ".join(allowed)}
    if like := nearest(value, allowed):
        template = "'{value}' is not known here; did you mean '{nearest}'? Allowed: {allowed}"
        return document.problem(keys, template, params | {"nearest": like})
    return document.problem(keys, "'{value}' is not known here; allowed: {allowed}", params)
