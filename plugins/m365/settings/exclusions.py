"""Whom Conditional Access policies leave out, and who that is.

Source: learn.microsoft.com/graph/api/user-get and …/group-list-transitivemembers.
"""

from scanner import setting, value


@setting("microsoft.graph.conditionalAccessPolicy/excludedUser", key="id")
class ExcludedUser:
    """A user, by object id, that some policy leaves out."""

    id: str


@setting("microsoft.graph.conditionalAccessPolicy/excludedGroup", key="id")
class ExcludedGroup:
    """A group, by object id, that some policy leaves out."""

    id: str


@value
class Account:
    """Who stands behind an object id; `principal_name` is None if the permission doesn't show it."""

    id: str
    principal_name: str | None


@setting("microsoft.graph.conditionalAccessPolicy/excludedAccount", of="user")
class ExcludedAccount:
    """The account behind an excluded user (`/users/{id}`); None if it has been deleted."""

    user: ExcludedUser
    account: Account | None


@setting("microsoft.graph.conditionalAccessPolicy/excludedMembers", of="group")
class ExcludedMembers:
    """The members of an excluded group, nested ones included (`/groups/{id}/transitiveMembers`).

    Empty if the group has been deleted: its id stays in the policy.
    """

    group: ExcludedGroup
    members: tuple[Account, ...]


@setting("microsoft.graph.conditionalAccessPolicy/exempted", singleton=True)
class Exempted:
    """What is known about whom policies leave out; what isn't in it could not be read.

    `declared` are the names of the emergency accounts; None if nothing was declared.
    """

    accounts: tuple[ExcludedAccount, ...]
    members: tuple[ExcludedMembers, ...]
    declared: tuple[str, ...] | None
