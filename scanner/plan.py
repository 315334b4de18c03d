"""The plan of a scan: which functions give which settings, checked before the first call."""

import inspect
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scanner.action import Window
from scanner.declare import Check, Collector, Derived
from scanner.errors import DeclarationError, where
from scanner.given import GIVEN
from scanner.provider import Provider
from scanner.settings import identity_of
from scanner.signature import Quantity

Source = Collector[...] | Derived[...]


@dataclass(frozen=True)
class Plan:
    """A provider's graph, and the part of it that the selected checks need."""

    provider: Provider
    checks: tuple[Check[...], ...]
    sources: dict[type, Source]
    types: tuple[type, ...] = ()
    """Settings that are read for themselves, whatever the checks need."""

    @classmethod
    def of(cls, provider: Provider, checks: Iterable[Check[...]] | None = None) -> "Plan":
        """Validate the whole provider and select checks (all of them if None).

        Raises `DeclarationError` naming the type and the file of what is wrong.
        """
        sources = _sources(provider)
        for function in provider.functions:
            _validate(function, provider, sources)
        _no_duplicates(provider.checks)
        _no_cycle(sources)
        selected = provider.checks if checks is None else tuple(checks)
        return cls(provider, tuple(sorted(selected, key=lambda check: check.id)), sources)

    @classmethod
    def giving(cls, provider: Provider, types: Iterable[type]) -> "Plan":
        """The plan that reads just these settings, as far as the provider gives them, for no check."""
        whole = cls.of(provider, ())
        return cls(provider, (), whole.sources, tuple(one for one in types if one in whole.sources))

    @cached_property
    def needed(self) -> tuple[type, ...]:
        """Every setting type that the selected checks need, sources before what is made of them."""
        found: dict[type, None] = {}

        def visit(cls: type) -> None:
            if cls in found:
                return
            for before in self.sources[cls].types if cls in self.sources else ():
                visit(before)
            found[cls] = None

        for cls in (*self.types, *(cls for check in self.checks for cls in check.types)):
            visit(cls)
        return tuple(found)

    @cached_property
    def collectors(self) -> tuple[Collector[...], ...]:
        """The collectors to run: those of the needed types."""
        found = (self.sources.get(cls) for cls in self.needed)
        return tuple(dict.fromkeys(one for one in found if isinstance(one, Collector)))

    @cached_property
    def derivations(self) -> tuple[Derived[...], ...]:
        """The derived settings to build, in an order in which each finds what it needs."""
        found = (self.sources.get(cls) for cls in self.needed)
        return tuple(dict.fromkeys(one for one in found if isinstance(one, Derived)))

    @cached_property
    def reading(self) -> tuple[Source, ...]:
        """What runs while reading: the collectors, and the derived settings that they ask for."""
        found: dict[Source, None] = {}

        def visit(source: Source) -> None:
            for cls in source.types:
                if cls in self.sources:
                    visit(self.sources[cls])
            found[source] = None

        for collector in self.collectors:
            visit(collector)
        return tuple(found)

    @cached_property
    def recorded(self) -> tuple[type, ...]:
        """What evidence must hold to judge again: what the selected collectors give."""
        return tuple(cls for one in self.collectors for cls in one.gives)

    @property
    def permissions(self) -> frozenset[str]:
        """The permissions of the collectors to run: the connection allows nothing else."""
        return frozenset(name for one in self.collectors for name in one.permissions)


def permissions_of(check: Check[...], plan: Plan) -> tuple[str, ...]:
    """The permissions that one check needs, sorted."""
    return tuple(sorted(Plan(plan.provider, (check,), plan.sources).permissions))


def kind_of(cls: type) -> str:
    """The name of a setting type in evidence and messages."""
    return identity_of(cls).kind


def _sources(provider: Provider) -> dict[type, Source]:
    sources: dict[type, Source] = {}
    both: tuple[Source, ...] = (*provider.collectors, *provider.derivations)
    for source in both:
        for cls in source.gives:
            if cls in sources:
                givers = f"{where(sources[cls].function)} and {where(source.function)}"
                raise DeclarationError.about(cls, f"given twice: by {givers}")
            sources[cls] = source
    _no_shared_kind(sources)
    return sources


def _no_shared_kind(sources: Iterable[type]) -> None:
    kinds: dict[str, type] = {}
    for cls in sources:
        if (other := kinds.setdefault(kind_of(cls), cls)) is not cls:
            raise DeclarationError.about(cls, f"kind {kind_of(cls)!r} is already that of {where(other)}")


def _validate(function: Any, provider: Provider, sources: dict[type, Source]) -> None:
    for param in function.params:
        if param.quantity is Quantity.CONNECTION:
            if param.type is not provider.connection:
                problem = f"parameter {param.name!r}: {where(param.type)} is not the provider's connection"
                raise DeclarationError.about(function.function, problem)
        elif param.type not in sources and param.type not in (*GIVEN, Window):
            problem = f"parameter {param.name!r}: no collector gives {where(param.type)}"
            raise DeclarationError.about(function.function, problem)
    if isinstance(function, Derived) and inspect.isasyncgenfunction(function.function):
        raise DeclarationError.about(function.function, "a derived setting is not async")


def _no_duplicates(checks: Iterable[Check[...]]) -> None:
    seen: dict[str, Check[...]] = {}
    for check in checks:
        if (other := seen.setdefault(check.id, check)) is not check:
            problem = f"check id {check.id!r} is already that of {where(other.function)}"
            raise DeclarationError.about(check.function, problem)


def _no_cycle(sources: dict[type, Source]) -> None:
    done: set[type] = set()

    def visit(cls: type, path: tuple[type, ...]) -> None:
        if cls in path:
            names = " -> ".join(one.__name__ for one in (*path[path.index(cls) :], cls))
            raise DeclarationError.about(cls, f"needs itself: {names}")
        if cls in done or cls not in sources:
            return
        for before in sources[cls].types:
            visit(before, (*path, cls))
        done.add(cls)

    for cls in sources:
        visit(cls, ())
