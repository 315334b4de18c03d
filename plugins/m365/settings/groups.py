"""Microsoft 365 groups: each is a team, a mailbox and a SharePoint site."""

from scanner import ALL, setting


@setting("microsoft.graph.group", key="id", name="name", passing=ALL)
class UnifiedGroup:
    """A Microsoft 365 group (learn.microsoft.com/graph/api/resources/group).

    `visibility` is Private, Public or HiddenMembership; `owners` is their number, up to those shown.
    """

    id: str
    name: str
    visibility: str | None
    owners: int
