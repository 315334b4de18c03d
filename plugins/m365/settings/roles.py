"""Directory roles and who holds them."""

from scanner import setting, value


@setting("microsoft.graph.unifiedRoleDefinition", key="id", name="name", nonempty=True)
class Role:
    """A directory role (learn.microsoft.com/graph/api/resources/unifiedroledefinition).

    `template` is the same in every tenant for a built-in role; Conditional Access names roles by it.
    """

    id: str
    template: str | None
    name: str
    built_in: bool


@value
class Holder:
    """Who holds a role: `kind` is user, group or servicePrincipal; `principal_name` is None but for users."""

    id: str
    kind: str
    principal_name: str | None


@setting("microsoft.graph.unifiedRoleAssignment", key="id", nonempty=True)
class RoleAssignment:
    """An active assignment (learn.microsoft.com/graph/api/resources/unifiedroleassignment).

    `role` is the id of a `Role`, `scope` ``/`` for the whole tenant, else the path of an administrative
    unit or object. `principal` is the holder's id; `holder` is None where the answer doesn't show who
    that is: deleted, or hidden.
    """

    id: str
    role: str
    scope: str
    principal: str
    holder: Holder | None


@setting("microsoft.graph.unifiedRoleAssignment/role", of="assignment")
class HeldRole:
    """An assignment with its role; None if the role's definition was not among those read."""

    assignment: RoleAssignment
    role: Role | None

    @property
    def template(self) -> str:
        """The template id of the role, by which Conditional Access names it."""
        return (self.role.template if self.role else None) or self.assignment.role

    @property
    def kind(self) -> str:
        """What the holder is; empty if that isn't shown."""
        return self.assignment.holder.kind if self.assignment.holder else ""

    @property
    def name(self) -> str:
        """The role's name, or its id."""
        return self.role.name if self.role else self.assignment.role
