"""Microsoft 365 groups: each is a team, a mailbox and a SharePoint site."""

from scanner import ALL, setting


@setting("microsoft.graph.group", key="id", name="name", passing=ALL)
class UnifiedGroup:
    """A Microsoft 365 group (learn.microsoft.com/graph/api/resources/group).

    `visibility` is Private, Public or HiddenMembership; `owners` is their number, up to those shown.
    `sections` are the departments of the owners (user.department), `unplaced` how many show none.
    """

    id: str
    name: str
    visibility: str | None
    owners: int
    sections: tuple[str, ...]
    unplaced: int


@setting("microsoft.graph.user/memberOf", key="id", name="principal_name", passing=ALL)
class GuestGroups:
    """The groups that a guest is in, by id (learn.microsoft.com/graph/api/user-list-memberof).

    `complete` is False where there may be more than are shown.
    """

    id: str
    principal_name: str
    enabled: bool
    groups: tuple[str, ...]
    complete: bool
