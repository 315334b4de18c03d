"""The three decorators: declaring registers nothing, it returns an object."""

import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, Literal, ParamSpec, TypeVar

from scanner.docs import Documentation, documentation
from scanner.errors import DeclarationError
from scanner.model import Severity, Verdict
from scanner.signature import Param, Quantity, parameters, results

P = ParamSpec("P")
R = TypeVar("R")
Partial = Literal["existence", "universal"]


@dataclass(frozen=True, eq=False)
class Function(Generic[P, R]):
    """A declared function: callable as it stands, picklable by module and name."""

    function: Callable[P, R]
    params: tuple[Param, ...]

    def __post_init__(self) -> None:
        for name in ("__module__", "__qualname__", "__name__", "__doc__"):
            object.__setattr__(self, name, getattr(self.function, name))

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Call the function itself: how tests call it."""
        return self.function(*args, **kwargs)

    def __reduce__(self) -> str:
        return str(self.function.__qualname__)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.function.__module__}.{self.function.__qualname__}>"

    def asked(self, *quantities: Quantity) -> tuple[Param, ...]:
        """The parameters of these quantities."""
        return tuple(param for param in self.params if param.quantity in quantities)

    @cached_property
    def each(self) -> Param | None:
        """The for-each parameter, if there is one."""
        return next(iter(self.asked(Quantity.EACH)), None)

    @cached_property
    def types(self) -> tuple[type, ...]:
        """The setting types that it needs."""
        return tuple(param.type for param in self.params if param.quantity is not Quantity.CONNECTION)


@dataclass(frozen=True, eq=False)
class Check(Function[P, Iterable[Verdict]]):
    """A pure rule over settings, with the texts that people read.

    `partial` says how it reasons over a set that was not read completely: *existence* (one
    Pass stands alone), *universal* (each Fail stands), or not at all. `assets` are the kinds of
    asset it speaks of (terminal, server, tenant …), for the risk value.
    """

    id: str
    severity: Severity
    signals: tuple[str, ...]
    partial: Partial | None
    assets: tuple[str, ...]
    docs: Documentation

    @property
    def title(self) -> str:
        """The title in English: the good state."""
        return self.docs.title


@dataclass(frozen=True, eq=False)
class Collector(Function[P, Any]):
    """A short function that reads one setting, or several from one call."""

    permissions: tuple[str, ...]
    gives: tuple[type, ...]

    @cached_property
    def is_async(self) -> bool:
        """True for `async def`, awaited on the scan's loop; others run on the pool."""
        return inspect.isasyncgenfunction(self.function) or inspect.iscoroutinefunction(self.function)


@dataclass(frozen=True, eq=False)
class Derived(Function[P, Any]):
    """A pure function from settings to a setting."""

    gives: tuple[type, ...]


def check(
    id: str,
    *,
    severity: Severity,
    signals: Sequence[str] = (),
    partial: Partial | None = None,
    assets: Sequence[str] = (),
) -> Callable[[Callable[P, Iterable[Verdict]]], Check[P]]:
    """Declare a check; its docstring holds title, reason and `## Remediation`.

    Raises `DeclarationError` if the docstring or the signature doesn't do.
    """

    def decorate(function: Callable[P, Iterable[Verdict]]) -> Check[P]:
        params = parameters(function)
        if any(param.quantity is Quantity.CONNECTION for param in params):
            raise DeclarationError.about(function, "a check reads nothing: it can't ask for a connection")
        docs = documentation(function)
        return Check(function, params, id, severity, tuple(signals), partial, tuple(assets), docs)

    return decorate


def collector(*permissions: str) -> Callable[[Callable[P, R]], Collector[P]]:
    """Declare a collector; `permissions` are those of its calls, in the provider's own words.

    The connection refuses every operation that no permission of a selected collector covers.
    """

    def decorate(function: Callable[P, R]) -> Collector[P]:
        return Collector(function, parameters(function), permissions, results(function))

    return decorate


def derived(function: Callable[P, R]) -> Derived[P]:
    """Declare a derived setting: pure, built once from other settings."""
    params = parameters(function)
    if any(param.quantity is Quantity.CONNECTION for param in params):
        raise DeclarationError.about(
            function, "a derived setting reads nothing: it can't ask for a connection"
        )
    return Derived(function, params, results(function))
