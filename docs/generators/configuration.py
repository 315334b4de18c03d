"""`docs/configuration.md`: every key of tenken.yaml and of the records, from the types that read them."""

import dataclasses
import importlib
import inspect
import textwrap
import types
import typing
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Annotated, Any, Literal, Union

from docs.generators.source import host, table
from plugins.aws.aggregator.kinds import KINDS
from scanner.config_file import Lines, OrganisationLines
from scanner.frameworks import load_facts
from scanner.people import FILES
from scanner.profiles import load_limits, load_profile, profile_names
from scanner.records import KEYS

HEAD = ("key", "type", "default", "example")
WORDS = {str: "text", int: "whole number", float: "number", bool: "true or false", types.NoneType: "nothing"}
NOT_SHOWN = ("None", "''", '""', "()", "{}", "mappingproxy({})")


def organisations() -> str:
    """The keys of tenken.yaml, and those of an organisation."""
    return "\n\n".join(
        ["### tenken.yaml", _keys(Lines), "### organisations: OrganisationLines", _keys(OrganisationLines)]
    )


def targets() -> str:
    """The keys of a target, per provider."""
    return "\n\n".join(
        f"### provider: {name}\n\n{_told(provider.options)}\n\n{_keys(provider.options)}"
        for name, provider in host().providers.items()
    )


def aggregated() -> str:
    """The lists that an aggregator of AWS Config stands in for."""
    rows = ([f"`{one.operation}`", f"`{one.type}`", one.fields] for one in KINDS.values())
    return table(["operation", "type", "fields"], rows)


def profiles() -> str:
    """The packaged profiles."""
    found = [load_profile(name) for name in profile_names()]
    rows = ([f"`{one.profile}`", one.title.ja, ", ".join(one.frameworks)] for one in found)
    return table(["profile", "内容", "frameworks"], rows)


def limits() -> str:
    """Every threshold, its value and its source."""
    rows = (
        [f"`{one.key}`", str(one.value), one.unit, one.name.ja, one.source.ja]
        for one in load_limits().values()
    )
    return table(["key", "値 value", "単位 unit", "内容", "根拠"], rows)


def facts() -> str:
    """The questions that `facts:` answers."""
    return table(["key", "質問"], ([f"`{one.key}`", one.question.ja] for one in dict(load_facts()).values()))


def declarations() -> str:
    """The lists of records/declarations.yaml."""
    rows = ([f"`{key}`", _fields(cls), _first(cls)] for key, cls in KEYS.items())
    return table(["key", "fields", "meaning"], rows)


def records() -> str:
    """The other files of records: an example, and the keys of each type in it."""
    return "\n\n".join(_file(name, cls) for name, cls in FILES.items())


def examples() -> Iterator[tuple[str, str]]:
    """Each file of records with its example: what stands in its module's docstring, as YAML."""
    for name, cls in FILES.items():
        text = inspect.getdoc(importlib.import_module(cls.__module__)) or ""
        lines = text.splitlines()[1:]
        yield name, textwrap.dedent("\n".join(_yaml(lines))).strip()


def _yaml(lines: list[str]) -> Iterator[str]:
    """The lines of the example; sentences around it stand at the margin and are no keys."""
    for line in lines:
        if not line or line[0] in " -" or line.split(" ")[0].endswith(":"):
            yield line


def _file(name: str, cls: type) -> str:
    parts = [f"## records/{name}", f"```yaml\n{dict(examples())[name]}\n```"]
    for one in _types(cls):
        parts += [f"### {name.removesuffix('.yaml')}: {one.__name__}", _told(one), _keys(one)]
    return "\n\n".join(parts)


def _types(cls: type) -> Iterator[type]:
    """A dataclass and all that its fields are made of; a file that is only a list of them is not shown."""
    hints = typing.get_type_hints(cls)
    inner = [
        part
        for hint in hints.values()
        for part in _parts(hint)
        if isinstance(part, type) and dataclasses.is_dataclass(part)
    ]
    if len(hints) > len(inner):
        yield cls
    for one in inner:
        yield from _types(one)


def _parts(hint: Any) -> Iterator[Any]:
    yield hint
    for one in typing.get_args(hint):
        yield from _parts(one)


def _told(cls: type) -> str:
    return " ".join((inspect.getdoc(cls) or "").split())


def _first(cls: type) -> str:
    return (inspect.getdoc(cls) or "").splitlines()[0]


def _fields(cls: type) -> str:
    names = [field.name for field in dataclasses.fields(cls)]
    return ", ".join(f"`{name}`" for name in names) if len(names) > 1 else "text"


def _keys(cls: type) -> str:
    hints = typing.get_type_hints(cls, include_extras=True)
    return table(HEAD, (_key(one, hints[one.name]) for one in dataclasses.fields(cls) if one.init))


def _key(field: "dataclasses.Field[Any]", hint: Any) -> list[str]:
    example = field.metadata.get("example", "")
    return [f"`{field.name}`", _type(hint), _default(field), f"`{example}`" if example else ""]


def _default(field: "dataclasses.Field[Any]") -> str:
    if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
        return "**required**"
    value = field.default if field.default is not dataclasses.MISSING else None
    return "" if value is None or repr(value) in NOT_SHOWN else f"`{value}`"


def _type(hint: Any) -> str:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is Annotated:
        meaning = [one.description for one in hint.__metadata__ if getattr(one, "description", None)]
        return "; ".join([_type(args[0]), *meaning])
    if origin in (Union, types.UnionType):
        return " or ".join(dict.fromkeys(_type(one) for one in args if one is not types.NoneType))
    if origin in (tuple, frozenset):
        return f"list of {_type(args[0])}"
    if inspect.isclass(origin) and issubclass(origin, Mapping):
        return f"keys with values: {_type(args[1])}"
    return _choice(hint) or WORDS.get(hint) or ("anything" if hint is object else f"*{hint.__name__}*")


def _choice(hint: Any) -> str:
    """The words to choose from, if that is what it is."""
    words = typing.get_args(hint) if typing.get_origin(hint) is Literal else ()
    if inspect.isclass(hint) and issubclass(hint, Enum):
        words = tuple(one.value for one in hint)
    return " / ".join(f"`{word}`" for word in words)
