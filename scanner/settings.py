"""Settings: frozen dataclasses with an identity, and the rules that keep a silent pass out of them."""

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Annotated, Any, TypeVar, dataclass_transform

import msgspec

from scanner.errors import DeclarationError
from scanner.model import GLOBAL, Resource

C = TypeVar("C", bound=type)

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
"""An aware point in time; settings hold no other."""

ALL = "*"
"""As `passing`: the whole type tells what happens, and not how something is set."""

SCALARS = (str, int, float, bool, types.NoneType)


@dataclass(frozen=True, slots=True)
class Identity:
    """How one type of setting is told apart: its kind, and the fields that name the resource.

    `of` names the field that holds the resource this setting belongs to. A singleton exists
    once per target. `nonempty`: an answer without any item is malformed, never "none". `passing` are
    fields (``keys.last_used``) that change without anybody setting something; `ALL` is the whole type.
    """

    kind: str
    key: tuple[str, ...] = ()
    name: str = ""
    region: str = ""
    of: str = ""
    singleton: bool = False
    nonempty: bool = False
    passing: frozenset[str] = frozenset()

    def resource(self, item: object) -> Resource:
        """The resource that `item` is, or belongs to."""
        if self.of:
            return resource_of(getattr(item, self.of))
        name = str(getattr(item, self.name) or "") if self.name else ""
        region = str(getattr(item, self.region) or GLOBAL) if self.region else GLOBAL
        return Resource(self.kind, self.part(item), name, region)

    def part(self, item: object) -> str:
        """The item's own key; for a setting with `of` and `key`, what tells it apart within its resource."""
        if len(self.key) == 1:  # nearly all
            return str(getattr(item, self.key[0]))
        return "/".join(str(getattr(item, field)) for field in self.key)

    def unique(self, item: object) -> tuple[str, str, str]:
        """What two readings of the same thing have in common: resource id, region and own key."""
        if self.singleton:
            return ("", "", "")
        resource = self.resource(item)
        return (resource.id, resource.region, self.part(item))


@dataclass_transform(frozen_default=True, kw_only_default=True)
def setting(  # noqa: PLR0913 - each is one fact of the type
    kind: str,
    *,
    key: str | tuple[str, ...] = (),
    name: str = "",
    region: str = "",
    of: str = "",
    singleton: bool = False,
    nonempty: bool = False,
    passing: str | tuple[str, ...] = (),
) -> Callable[[C], C]:
    """Make a class a setting type: a frozen, slotted, keyword-only dataclass without defaults.

    Raises `DeclarationError` for a default, for a field type that evidence can't carry exactly,
    and for a setting that is neither identified by `key` or `of` nor a singleton.
    """
    keys = (key,) if isinstance(key, str) else key
    by_itself = frozenset((passing,) if isinstance(passing, str) else passing)
    identity = Identity(kind, keys, name, region, of, singleton, nonempty, by_itself)

    def decorate(cls: C) -> C:
        made = value(cls)
        fields = {field.name for field in dataclasses.fields(made)}
        named = {*keys, name, region, of, *(one.partition(".")[0] for one in by_itself)}
        if unknown := named - fields - {"", ALL}:
            raise DeclarationError.about(made, f"no field {min(unknown)!r} for the identity")
        if not (keys or of or singleton):
            raise DeclarationError.about(made, "a setting needs key=, of= or singleton=True")
        made.__setting__ = identity  # type: ignore[attr-defined]
        return made

    return decorate


@dataclass_transform(frozen_default=True, kw_only_default=True)
def value(cls: C) -> C:
    """Make a class a part of settings: the same dataclass, without an identity of its own."""
    made: Any = dataclass(frozen=True, slots=True, kw_only=True)(cls)
    hints = typing.get_type_hints(made, include_extras=True)
    for field in dataclasses.fields(made):
        if field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING:
            raise DeclarationError.about(
                made, f"field {field.name!r} has a default: a default is a silent pass"
            )
        if problem := next(_problems(hints[field.name]), None):
            raise DeclarationError.about(made, f"field {field.name!r}: {problem}")
    return typing.cast("C", made)


def is_setting(cls: object) -> bool:
    """True for a class made by `setting`."""
    return isinstance(cls, type) and hasattr(cls, "__setting__")


def identity_of(cls: type) -> Identity:
    """The identity of a setting type."""
    return typing.cast("Identity", cls.__setting__)  # type: ignore[attr-defined]


def resource_of(item: object) -> Resource:
    """The resource of a setting, or the resource itself."""
    return item if isinstance(item, Resource) else identity_of(type(item)).resource(item)


def _problems(hint: Any) -> Iterator[str]:
    if hint in SCALARS or hint == Instant or _is_value(hint):
        return
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        yield from _union_problems(args)
    elif origin is tuple or origin is frozenset:
        for arg in args:
            if arg is not Ellipsis:
                yield from _problems(arg)
    elif hint is datetime:
        yield "use Instant: datetimes are aware"
    else:
        yield f"{hint!r} can't be carried exactly; use str, int, float, bool, Instant, tuple or frozenset"


def _union_problems(args: tuple[Any, ...]) -> Iterator[str]:
    if sum(1 for arg in args if _is_value(arg)) > 1:
        yield "a union of two dataclasses can't be told apart"
    for arg in args:
        yield from _problems(arg)


def _is_value(hint: object) -> bool:
    return isinstance(hint, type) and dataclasses.is_dataclass(hint) and not issubclass(hint, Enum)
