"""The people behind the role of Global Administrator."""

from plugins.m365.settings.roles import Holder, RoleAssignment
from scanner import Instant, setting, value

GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"
"""The role's id, the same in every tenant: learn.microsoft.com/entra/identity/role-based-access-control."""


@value
class Person:
    """Whoever holds the role in the end (learn.microsoft.com/graph/api/resources/user).

    `kind` is user or servicePrincipal. `principal_name`, `enabled` and `user_type` (Member, Guest) are
    None for a service principal. `synced`: the account comes from an on-premises directory.
    `standing` is False for one who has to activate a membership in PIM for groups first.
    """

    id: str
    kind: str
    principal_name: str | None
    enabled: bool | None
    user_type: str | None
    synced: bool
    standing: bool


@setting("microsoft.graph.unifiedRoleAssignment/people", of="assignment")
class AssignedPeople:
    """Who is behind an active assignment of Global Administrator."""

    assignment: RoleAssignment
    people: tuple[Person, ...]


@setting("microsoft.graph.unifiedRoleEligibilityScheduleInstance", key="id")
class RoleEligibility:
    """A role that its holder may activate (…/graph/api/resources/unifiedroleeligibilityscheduleinstance).

    `end` is None for an eligibility without end, `holder` where the answer doesn't show who that is.
    """

    id: str
    role: str
    scope: str
    principal: str
    holder: Holder | None
    end: Instant | None


@setting("microsoft.graph.unifiedRoleEligibilityScheduleInstance/people", of="eligibility")
class EligiblePeople:
    """Who may activate Global Administrator."""

    eligibility: RoleEligibility
    people: tuple[Person, ...]
