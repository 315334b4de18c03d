"""A provider: what a plugin hands to the host, and how its declared objects are found."""

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from scanner.connection import Calls
from scanner.declare import Check, Collector, Derived, Function
from scanner.model import Failure, Gap, Resource
from scanner.text import Message

MEMBER = "/"
"""Stands between the id of a target and that of a member that was found behind it."""


@dataclass(frozen=True, slots=True)
class Target:
    """One account or tenant of an organisation; `options` is of the provider's own type.

    Behind one target of the configuration there may be several (`Provider.expand`): `members` is true
    for the one that stands for others, and `parent` names it in each of these. `name` is what the
    cloud calls it, `notes` what is known of it beforehand, `gaps` what could not be known.
    """

    id: str
    provider: str
    organisation: str
    options: Any
    parent: str = ""
    name: str = ""
    notes: tuple[Message, ...] = ()
    gaps: tuple[Gap, ...] = ()
    members: bool = False

    @property
    def resource(self) -> Resource:
        """The target as a resource: what a verdict about the whole target speaks of."""
        return Resource("target", self.id)

    def member(self, key: str, options: Any, name: str = "", notes: tuple[Message, ...] = ()) -> "Target":
        """A target behind this one, with the id ``<target>/<key>``."""
        return Target(
            f"{self.id}{MEMBER}{key}", self.provider, self.organisation, options, self.id, name, notes
        )


def means(written: str, target: str) -> bool:
    """True if what people wrote for a target means the one with this id, or what that is a member of."""
    return target == written or target.startswith(written + MEMBER)


def is_target(written: str, known: Collection[str]) -> bool:
    """True for the id of a known target, and for that of a member that may be found behind one."""
    return written in known or written.partition(MEMBER)[0] in known


Expand = Callable[[Target, Calls], Iterable[Target | Message | Gap]]
"""Gives what is behind a target: its members, notes on the whole, and what could not be known of it.

It counts its calls in the second argument. A target that stands for itself is given as it is. It runs
on the pool before anything is read. After an exception the members that were given are read, and the
target stands for the rest, unread.
"""


def nothing_known(error: BaseException) -> Failure | None:  # noqa: ARG001
    """Know no error: each is a defect."""
    return None


@dataclass(frozen=True, slots=True)
class Demo:
    """A made-up target while it runs: options to connect with, and what its people declare.

    `declarations` is what would stand in `records/declarations.yaml`, as plain data.
    """

    options: Any
    declarations: Mapping[str, Any]


@dataclass(frozen=True)
class Provider:
    """One cloud: how to connect, and the packages that hold its collectors and checks.

    `connect(target, permissions)` opens a connection that allows the reads behind these
    permissions and nothing else; it runs on the pool, or is awaited if it is `async`.
    `classify(error)` says what an error of `connect` means, as the connection's own does later.
    `options` is a frozen dataclass that a target's lines in the configuration are decoded into.
    `requires` names the extra to install; `sdk` the modules whose absence means that it is missing.
    `demo` names a function, as ``package.module:function``, that returns a context manager: it
    starts the provider's made-up city on this machine and gives its `Demo`.
    `expand(target, calls)` gives the targets behind one of the configuration (`Expand`).
    `discovery` says, by the way in which the targets behind one are found (`tenken permissions
    --discovery`), which permissions that takes beside those of the reads, and what for.
    `permission_formats` names, by the word that `tenken permissions --format` takes, a function from
    permissions to the text that grants just these (a policy, a template), as ``package.module:function``.
    Where a reader may be granted more or less (`tenken permissions --tier`), `permission_tiers` names, by
    tier, a function from a permission to what is granted for it there, empty for what the tier doesn't open;
    the formats then take the tier as a second argument. `permission_reads` names a function from a
    permission to what is read with it.
    `recorder` names a function that gives a `scanner.recording.Recording` (`tenken record`); none is there
    where it is empty.
    `log_reaches` is how far back the audit log holds for certain what `Action` collectors read, `log_lags`
    how late an entry may come: what lies beyond is told as not known.
    `shapes` is a JSON file with the fields that are known, as a list of paths per operation
    (`scanner/sentinel.py`): a field that isn't among them is told of as new in the service.
    """

    name: str
    title: str
    options: type
    connection: type
    connect: Callable[[Target, frozenset[str]], Any]
    packages: tuple[str, ...]
    classify: Callable[[BaseException], Failure | None] = nothing_known
    requires: str = ""
    sdk: tuple[str, ...] = ()
    locale: Path | None = None
    demo: str = ""
    expand: Expand | None = None
    discovery: Mapping[str, Mapping[str, Message]] = field(default_factory=dict)
    permission_formats: Mapping[str, str] = field(default_factory=dict)
    permission_tiers: Mapping[str, str] = field(default_factory=dict)
    permission_reads: str = ""
    recorder: str = ""
    shapes: Path | None = None
    log_reaches: timedelta = timedelta(days=36_500)
    log_lags: timedelta = timedelta(0)

    @cached_property
    def functions(self) -> tuple[Function[..., Any], ...]:
        """Everything declared in the provider's packages, in order of module and line."""
        return tuple(found for module in self._modules() for found in declared_in(module))

    @property
    def checks(self) -> tuple[Check[...], ...]:
        """The checks, in order of id."""
        found = (one for one in self.functions if isinstance(one, Check))
        return tuple(sorted(found, key=lambda check: check.id))

    @property
    def collectors(self) -> tuple[Collector[...], ...]:
        """The collectors."""
        return tuple(one for one in self.functions if isinstance(one, Collector))

    @property
    def derivations(self) -> tuple[Derived[...], ...]:
        """The derived settings."""
        return tuple(one for one in self.functions if isinstance(one, Derived))

    def _modules(self) -> Iterator[ModuleType]:
        for name in self.packages:
            package = importlib.import_module(name)
            yield package
            for found in pkgutil.walk_packages(getattr(package, "__path__", ()), f"{name}."):
                yield importlib.import_module(found.name)


def declared_in(module: ModuleType) -> tuple[Function[..., Any], ...]:
    """The checks, collectors and derived settings that a module itself declares."""
    found = (one for one in vars(module).values() if isinstance(one, Function))
    return tuple(one for one in found if one.function.__module__ == module.__name__)
