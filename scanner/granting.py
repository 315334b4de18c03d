"""The least permissions for what is selected, computed from the collectors."""

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scanner.action import Action
from scanner.framework_model import Framework
from scanner.notice import Notice
from scanner.plan import Plan, permissions_of
from scanner.provider import Provider


def least_permissions(
    provider: Provider, checks: Iterable[str] | None = None
) -> Mapping[str, tuple[str, ...]]:
    """Every permission that the selected checks need (all checks for None), with the ids of these checks.

    The connection allows nothing beyond these. With all checks, what notices and audit logs need is among
    them, where no check needs it with no id. Raises `DeclarationError` for a wrong graph.
    """
    plan = Plan.of(provider)
    chosen = None if checks is None else set(checks)
    found: dict[str, list[str]] = {}
    for check in plan.checks:
        if chosen is None or check.id in chosen:
            for name in permissions_of(check, plan):
                found.setdefault(name, []).append(check.id)
    if chosen is None:
        for name in Plan.giving(provider, (Notice, Action)).permissions:
            found.setdefault(name, [])
    return {name: tuple(found[name]) for name in sorted(found)}


def written_as(provider: Provider, form: str, permissions: Iterable[str], tier: str = "") -> str:
    """The text that grants just these permissions, in one of the provider's formats, for one of its tiers.

    Raises `KeyError` for a format that the provider doesn't have.
    """
    write = named(provider.permission_formats[form])
    text: str = write(tuple(permissions), tier) if tier else write(tuple(permissions))
    return text


@dataclass(frozen=True, slots=True)
class Tier:
    """What a tier opens: what is granted, by permission; what stays closed, and so what can't be told.

    `undetermined` are the controls, by framework and id, that need a check of `closed` checks.
    """

    name: str
    granted: Mapping[str, str]
    closed: tuple[str, ...]
    undetermined: tuple[tuple[str, str, tuple[str, ...]], ...]


def tier_of(
    provider: Provider, name: str, needed: Mapping[str, tuple[str, ...]], frameworks: Iterable[Framework]
) -> Tier:
    """What a tier opens of these permissions. Raises `KeyError` for a tier that the provider doesn't have."""
    grant = named(provider.permission_tiers[name])
    granted = {permission: grant(permission) for permission in needed}
    closed = {check for permission, checks in needed.items() if not granted[permission] for check in checks}
    found = (
        (framework.framework, control.id, tuple(one for one in control.checks if one in closed))
        for framework in frameworks
        for control in framework.controls
    )
    return Tier(
        name,
        {permission: words for permission, words in granted.items() if words},
        tuple(sorted(closed)),
        tuple(one for one in found if one[2]),
    )


def reads(provider: Provider, permission: str) -> tuple[str, ...]:
    """What is read with a permission, in the provider's words; empty if it doesn't say."""
    if not provider.permission_reads:
        return ()
    found: tuple[str, ...] = named(provider.permission_reads)(permission)
    return found


def named(function: str) -> Callable[..., Any]:
    """The function that a provider names as ``package.module:function``."""
    module, _, name = function.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found
