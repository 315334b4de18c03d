"""Which operations the collectors of a check call, told from their code."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from plugins.m365 import provider
from plugins.m365.endpoint import Endpoint
from scanner.plan import Plan


@cache
def checks_of() -> dict[str, frozenset[str]]:
    """By operation, the ids of the checks that need its answers."""
    found: dict[str, set[str]] = {}
    for check in provider.checks:
        for collector in Plan.of(provider, [check]).collectors:
            for endpoint in _endpoints(collector.function, set()):
                found.setdefault(endpoint.operation, set()).add(check.id)
    return {operation: frozenset(ids) for operation, ids in found.items()}


def _endpoints(function: Callable[..., Any], seen: set[Callable[..., Any]]) -> Iterator[Endpoint]:
    """The endpoints that a function names, or that the functions name which it calls."""
    for name in function.__code__.co_names:
        one = function.__globals__.get(name)
        if isinstance(one, Endpoint):
            yield one
        elif hasattr(one, "__code__") and one not in seen:
            seen.add(one)
            yield from _endpoints(one, seen)
