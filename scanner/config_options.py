"""The lines that belong to a plugin, decoded into its options; secrets stand there by reference."""

import typing
from dataclasses import MISSING, Field, field, fields, make_dataclass
from typing import Any

from scanner.config_secret import is_reference, is_secret
from scanner.yamlfile import Document, Keys, Refused, YamlError, decode

Own = tuple[tuple[str, type, "Field[Any]"], ...]


def read_options(document: Document, keys: Keys, options: type, own: Own) -> tuple[Any, Any]:
    """The lines at these keys: all of them as one value, and the plugin's options made of its part.

    `own` are the fields that stand beside the options. Raises `YamlError` with place and remedy.
    """
    lines: Any = decode(document, _lines(options, own), keys)
    values = {one.name: getattr(lines, one.name) for one in fields(options)}
    for one in fields(options):
        if is_secret(one) and values[one.name] and not is_reference(str(values[one.name])):
            template = "a secret does not stand here; write {key}: env:NAME or {key}: file:PATH"
            raise YamlError([document.problem((*keys, one.name), template, {"key": one.name})])
    try:
        return lines, options(**values)
    except Refused as error:
        raise YamlError([document.problem((*keys, *error.at), error.template, error.params)]) from None
    except ValueError as error:
        raise YamlError([document.problem(keys, "{problem}", {"problem": error})]) from None


def _lines(options: type, own: Own) -> type:
    """A dataclass of all that may stand in these lines."""
    hints = typing.get_type_hints(options, include_extras=True)
    theirs = [(one.name, hints[one.name], _copy(one)) for one in fields(options) if one.init]
    return make_dataclass(options.__name__, [*own, *theirs], frozen=True, kw_only=True)


def _copy(option: "Field[Any]") -> Any:
    """The same field for another class."""
    if option.default_factory is not MISSING:
        return field(default_factory=option.default_factory, metadata=option.metadata)
    return field(default=option.default, metadata=option.metadata)
