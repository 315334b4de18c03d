"""The hooks: noun hooks that yield values; nobody is handed the host."""

from collections.abc import Iterable

import pluggy

from scanner.provider import Provider

hookspec = pluggy.HookspecMarker("tenken")


@hookspec
def tenken_providers() -> Iterable[Provider]:  # type: ignore[empty-body]
    """Give the providers of this plugin."""
