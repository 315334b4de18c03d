"""The least permissions for what is selected, computed from the collectors."""

import importlib
from collections.abc import Iterable, Mapping

from scanner.plan import Plan, permissions_of
from scanner.provider import Provider


def least_permissions(
    provider: Provider, checks: Iterable[str] | None = None
) -> Mapping[str, tuple[str, ...]]:
    """Every permission that the selected checks need (all checks for None), with the ids of these checks.

    The connection allows nothing beyond these. Raises `DeclarationError` for a wrong graph.
    """
    plan = Plan.of(provider)
    chosen = None if checks is None else set(checks)
    found: dict[str, list[str]] = {}
    for check in plan.checks:
        if chosen is None or check.id in chosen:
            for name in permissions_of(check, plan):
                found.setdefault(name, []).append(check.id)
    return {name: tuple(found[name]) for name in sorted(found)}


def written_as(provider: Provider, form: str, permissions: Iterable[str]) -> str:
    """The text that grants just these permissions, in one of the provider's formats.

    Raises `KeyError` for a format that the provider doesn't have.
    """
    module, _, name = provider.permission_formats[form].partition(":")
    text: str = getattr(importlib.import_module(module), name)(tuple(permissions))
    return text
