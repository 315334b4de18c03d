"""Whether policies make sure of something for everybody, and who escapes if they don't."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from plugins.m365.rules.exclusions import Exclusions, Hole, left_out
from plugins.m365.rules.policies import (
    CONDITIONAL_ACCESS,
    LEGACY,
    MODERN,
    Requires,
    blocks,
    excluded_apps,
    excludes_nobody,
    for_all_apps,
    for_all_users,
    has_clients,
    is_enforced,
    is_unconditional,
    puzzling,
)
from plugins.m365.settings.conditional_access import GUESTS_OR_EXTERNAL, Policy
from scanner import Fail, Reason, Unknown, Verdict

Covers = Callable[[Policy, Sequence[Policy]], bool]


@dataclass(frozen=True)
class Demand:
    """What is asked of a policy: what it `requires`, and that it `covers` the client types in question.

    `includes` says whether it is for the apps in question, `omits` which of them it leaves out.
    """

    requires: Requires
    covers: Covers
    includes: Callable[[Policy], bool] = for_all_apps
    omits: Callable[[Policy], frozenset[str]] = excluded_apps


class Everybody:
    """What the policies prove about All users and the apps in question, each policy by itself."""

    def __init__(self, policies: Sequence[Policy], exclusions: Exclusions, demand: Demand) -> None:
        self._policies = policies
        self._demand = demand
        self._demanding = demanding(policies, demand.requires)
        self._found = tuple(one for one in self._demanding if for_all_users(one) and demand.includes(one))
        self._holes = {one.id: tuple(exclusions.holes(one)) for one in self._found}

    @property
    def proof(self) -> Policy | None:
        """A policy that leaves out nobody and nothing."""
        return next((one for one in self._found if not any(self._faults(one))), None)

    def verdicts(self) -> Iterator[Verdict]:
        """Say what is missing; nothing if no policy comes near."""
        if puzzles := puzzling(self._policies):
            yield from map(unrecognised, puzzles)
        elif len(self._found) == 1:
            yield from self._faults(self._found[0])
        elif common := self._common():
            yield from (left_out(self._found[0], hole) for hole in common)
        elif self._found:
            template = "only several policies together could reach everybody ({policies}); make one that does"
            names = "; ".join(one.name for one in self._found)
            yield Unknown(CONDITIONAL_ACCESS, Reason.UNSUPPORTED, template, policies=names)

    def _common(self) -> list[Hole]:
        each = [{hole for hole in holes if hole.unread is None} for holes in self._holes.values()]
        return sorted(set.intersection(*each)) if each else []

    def _faults(self, policy: Policy) -> Iterator[Verdict]:
        for hole in self._holes[policy.id]:
            yield self._mended(policy, hole) or left_out(policy, hole)
        if excluded := self._demand.omits(policy):
            yield self._apps(policy, excluded)
        if not self._demand.covers(policy, self._policies):
            yield Fail(policy, "leaves out client types, and no policy blocks legacy clients", part="clients")

    def _mended(self, policy: Policy, hole: Hole) -> Verdict | None:
        """A hole that another policy may close: policies have to be combined, which isn't done here."""
        others = [one for one in self._demanding if one is not policy and self._demand.includes(one)]
        if not any(may_include(one, hole) for one in others):
            return None
        template = "leaves out {id}; whether another policy reaches all of them can't be told"
        return Unknown(policy, Reason.UNSUPPORTED, template, part=hole.label, id=hole.id)

    def _apps(self, policy: Policy, excluded: frozenset[str]) -> Verdict:
        named = ", ".join(sorted(excluded))
        others = (one for one in self._demanding if one is not policy and for_all_users(one))
        if any(excluded <= frozenset(one.conditions.applications.include) for one in others):
            template = (
                "leaves out the apps {apps}, which another policy names; what that lets through can't be told"
            )
            return Unknown(policy, Reason.UNSUPPORTED, template, part="apps", apps=named)
        return Fail(policy, "leaves out the apps {apps}", part="apps", apps=named)


def demanding(policies: Iterable[Policy], requires: Requires) -> tuple[Policy, ...]:
    """Enforced policies, without conditions that narrow them, that demand it of whomever they are for."""
    return tuple(one for one in policies if is_enforced(one) and is_unconditional(one) and requires(one))


def reaches_legacy(policy: Policy, _: Sequence[Policy]) -> bool:
    """True if the policy applies to both kinds of legacy clients."""
    return has_clients(policy, LEGACY)


def reaches_clients(policy: Policy, policies: Sequence[Policy]) -> bool:
    """True if no client type escapes: all are reached, or the legacy ones are blocked for everybody."""
    if has_clients(policy, MODERN | LEGACY):
        return True
    return has_clients(policy, MODERN) and any(map(_blocks_legacy, demanding(policies, blocks)))


def may_include(policy: Policy, hole: Hole) -> bool:
    """True if the policy may be for whoever the hole lets out; membership isn't looked up."""
    users = policy.conditions.users
    if users is None:
        return False
    guests = users.include_guests is not None or GUESTS_OR_EXTERNAL in users.include_users
    if hole.kind == "guests":
        return guests
    if hole.kind == "role":
        return hole.id in users.include_roles
    return guests or hole.id in users.include_users or bool(users.include_groups or users.include_roles)


def unrecognised(policy: Policy) -> Verdict:
    """Say which words of a policy no page lists."""
    template = "the policy says something new ({words}); what it does can't be told"
    return Unknown(policy, Reason.MALFORMED, template, words=", ".join(policy.unrecognised))


def _blocks_legacy(policy: Policy) -> bool:
    users, apps = policy.conditions.users, policy.conditions.applications
    whole = for_all_users(policy) and for_all_apps(policy) and has_clients(policy, LEGACY)
    return whole and users is not None and excludes_nobody(users) and not apps.exclude
