"""Findings: verdicts joined with check, target and time, under an id that is stable over runs."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from scanner.declare import Check
from scanner.model import Gap, Outcome, Reason, Resource, Severity, Verdict
from scanner.picture import PICTURES, drawn
from scanner.provider import Target
from scanner.settings import identity_of, is_setting, resource_of
from scanner.text import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found about one resource.

    `id` is made of check, target, resource and part, so it stays the same while the outcome
    changes. `code` and `gap` are set for an unknown only; `observed` is the setting as read,
    with the verdict's pictures.
    `read_at` is RFC 3339, UTC.
    """

    id: str
    check: str
    provider: str
    organisation: str
    target: str
    account: str
    resource: Resource
    outcome: Outcome
    message: Message
    code: Reason | None
    gap: Gap | None
    severity: Severity
    observed: Any
    read_at: str

    @property
    def permission(self) -> str:
        """The permission that is missing, if that is the reason."""
        return self.gap.permission if self.gap else ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where findings come from: the target, the account that answered, the time of the reading."""

    target: Target
    account: str
    read_at: str


def findings(check: Check[...], verdicts: Iterable[Verdict | Gap], origin: Origin) -> Iterator[Finding]:
    """Make findings of a check's verdicts; several about one resource and part get a number."""
    taken: dict[str, int] = {}
    for verdict in dict.fromkeys(sorted(verdicts, key=_order)):
        resource, part = _about(verdict)
        key = "|".join((check.id, origin.target.id, resource.type, resource.region, resource.id, part))
        taken[key] = number = taken.get(key, 0) + 1
        yield _finding(check, verdict, resource, origin, _digest(key if number == 1 else f"{key}|{number}"))


def _finding(
    check: Check[...], verdict: Verdict | Gap, resource: Resource, origin: Origin, uid: str
) -> Finding:
    gap = verdict if isinstance(verdict, Gap) else None
    return Finding(
        id=uid,
        check=check.id,
        provider=origin.target.provider,
        organisation=origin.target.organisation,
        target=origin.target.id,
        account=origin.account,
        resource=resource,
        outcome=Outcome.UNKNOWN if isinstance(verdict, Gap) else verdict.outcome,
        message=verdict.message,
        code=verdict.reason,
        gap=gap,
        severity=check.severity,
        observed=_observed(verdict),
        read_at=origin.read_at,
    )


def _about(verdict: Verdict | Gap) -> tuple[Resource, str]:
    if isinstance(verdict, Gap):
        return verdict.scope, ""
    subject: Any = verdict.subject
    own = "" if isinstance(subject, Resource) else _own_part(subject)
    return resource_of(subject), verdict.part or own


def _own_part(subject: object) -> str:
    identity = identity_of(type(subject))
    return identity.part(subject) if identity.of else ""


def _observed(verdict: Verdict | Gap) -> Any:
    if isinstance(verdict, Gap):
        return None
    subject = verdict.subject
    seen = msgspec.to_builtins(subject, order="deterministic") if is_setting(type(subject)) else None
    return {**(seen or {}), PICTURES: drawn(verdict.pictures)} if verdict.pictures else seen


def _order(verdict: Verdict | Gap) -> tuple[Resource, str, bool, str, str]:
    resource, part = _about(verdict)
    gap = isinstance(verdict, Gap)
    setting = verdict.setting if isinstance(verdict, Gap) else verdict.outcome
    return resource, part, gap, setting, str(verdict.message)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:24]
