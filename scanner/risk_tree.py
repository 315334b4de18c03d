"""The logic of a control, cut down to what speaks of one kind of asset."""

from dataclasses import replace
from typing import Any

from scanner.framework_logic import Rule

MUST = "!"
"""Stands before a signal that must hold even where nothing in scope answers for it."""


def pruned(part: "str | Rule", keep: set[str]) -> "str | Rule | None":
    """The tree without the signals that aren't in `keep`; None if nothing is left.

    A signal that must hold becomes a leaf with `MUST` before it.
    """
    if isinstance(part, str):
        return part if part in keep else None
    if part.needs:
        return MUST + part.needs
    if part.evidence:
        return part
    parts = tuple(one for inner in part.parts() if (one := pruned(inner, keep)) is not None)
    operator: dict[str, Any] = {"all" if part.all else "any" if part.any else "first": parts}
    return replace(part, **operator) if parts else None
