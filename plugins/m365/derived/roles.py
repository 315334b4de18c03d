"""Assignments with the roles they give."""

from collections.abc import Iterator, Sequence

from plugins.m365.settings.roles import HeldRole, Role, RoleAssignment
from scanner import derived


@derived
def held_roles(roles: Sequence[Role], assignments: Sequence[RoleAssignment]) -> Iterator[HeldRole]:
    """Join each assignment with its role; one that is not among the definitions stays unknown."""
    known = {role.id: role for role in roles}
    for one in assignments:
        yield HeldRole(assignment=one, role=known.get(one.role))
