"""Whether policies demand something of every administrator role."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plugins.m365.rules.coverage import demanding, reaches_clients, unrecognised
from plugins.m365.rules.exclusions import Exclusions, Hole, left_out
from plugins.m365.rules.policies import CONDITIONAL_ACCESS, Requires, for_all_apps, for_all_users, puzzling
from plugins.m365.rules.role_templates import ALWAYS, SYNCHRONIZATION, WHERE_HELD
from plugins.m365.settings.conditional_access import Policy
from plugins.m365.settings.roles import HeldRole
from scanner import Fail, Reason, Unknown, Verdict

TOGETHER = "only several policies together could reach everybody ({policies}); make one that does"


class AdministratorRoles:
    """What the policies prove about administrator roles: a role is safe if one policy closes it completely.

    Conditional Access matches built-in roles that are held for the whole tenant; other holders
    are reached through All users alone. Somebody who also holds a role that is left out escapes.
    """

    def __init__(
        self,
        policies: Sequence[Policy],
        exclusions: Exclusions,
        requires: Requires,
        held: Sequence[HeldRole],
    ) -> None:
        self._policies = policies
        self._found = tuple(one for one in demanding(policies, requires) if for_all_apps(one))
        self._held = tuple(one for one in held if one.kind != "servicePrincipal")
        self._leaks = {one.id: tuple(self._faults(one, exclusions)) for one in self._found}

    def verdicts(self) -> Iterator[Verdict]:
        """Say what is missing; nothing if every administrator role is closed."""
        missing = tuple(self._missing())
        if missing and (puzzles := puzzling(self._policies)):
            yield from map(unrecognised, puzzles)
        else:
            yield from missing

    @property
    def nothing(self) -> bool:
        """True if there is no policy at all."""
        return not self._policies

    @property
    def required(self) -> dict[str, str]:
        """Template id and name of the roles in question."""
        held = {one.template for one in self._held}
        return ALWAYS | {role: name for role, name in WHERE_HELD.items() if role in held}

    def _missing(self) -> Iterator[Verdict]:
        open_roles = {role: name for role, name in self.required.items() if not self._closed(role)}
        yield from dict.fromkeys(verdict for role in open_roles for verdict in self._short(role))
        bare = [name for role, name in open_roles.items() if not self._candidates(role)]
        if bare:
            template = "no policy that is on requires it of the roles {roles}"
            yield Fail(CONDITIONAL_ACCESS, template, roles=", ".join(bare))
        if not any(for_all_users(one) and not self._leaks[one.id] for one in self._found):
            yield from map(_unmatched, filter(_cannot_be_chosen, self._held))

    def _short(self, role: str) -> Iterator[Verdict]:
        """What keeps the policies for this role from closing it; several of them may still do together."""
        near = self._candidates(role)
        if len(near) == 1:
            yield from self._leaks[near[0].id]
        elif near:
            each = ({leak.part for leak in self._leaks[one.id] if isinstance(leak, Fail)} for one in near)
            common = set.intersection(*each)
            yield from (leak for leak in self._leaks[near[0].id] if leak.part in common)
            if not common:
                names = "; ".join(one.name for one in near)
                yield Unknown(CONDITIONAL_ACCESS, Reason.UNSUPPORTED, TOGETHER, policies=names)

    def _closed(self, role: str) -> bool:
        return any(not self._leaks[one.id] for one in self._candidates(role))

    def _candidates(self, role: str) -> tuple[Policy, ...]:
        return tuple(one for one in self._found if _is_for(one, role))

    def _faults(self, policy: Policy, exclusions: Exclusions) -> Iterator[Verdict]:
        for hole in exclusions.holes(policy):
            yield from self._left_out(policy, hole)
        if excluded := policy.conditions.applications.exclude:
            yield Fail(policy, "leaves out the apps {apps}", part="apps", apps=", ".join(sorted(excluded)))
        if not reaches_clients(policy, self._policies):
            yield Fail(policy, "leaves out client types, and no policy blocks legacy clients", part="clients")

    def _left_out(self, policy: Policy, hole: Hole) -> Iterator[Verdict]:
        """The synchronisation role may be left out as long as no administrator holds it too."""
        if hole.id != SYNCHRONIZATION:
            yield left_out(policy, hole)
            return
        synchronising = {one.assignment.principal for one in self._held if one.template == SYNCHRONIZATION}
        administrators = [one for one in self._held if one.template in self.required]
        if any(one.assignment.principal in synchronising for one in administrators):
            yield left_out(policy, hole)
        elif any(one.kind != "user" for one in administrators):
            yield left_out(policy, replace(hole, unread=Reason.UNSUPPORTED))


def _cannot_be_chosen(held: HeldRole) -> bool:
    in_part = held.assignment.scope != "/" and held.template in ALWAYS | WHERE_HELD
    return held.role is None or not held.role.built_in or in_part


def _unmatched(held: HeldRole) -> Verdict:
    template = "the role {role} can't be chosen in a policy; whether its holder is reached can't be told"
    return Unknown(held, Reason.UNSUPPORTED, template, part=held.assignment.id, role=held.name)


def _is_for(policy: Policy, role: str) -> bool:
    users = policy.conditions.users
    return users is not None and ("All" in users.include_users or role in users.include_roles)
