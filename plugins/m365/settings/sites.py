"""SharePoint's sites, as the admin site lists them."""

from scanner import ALL, setting


@setting("SharePoint.Site", key="url", name="title", passing=ALL)
class Site:
    """A site collection, without personal ones (OneDrive).

    Source: learn.microsoft.com/powershell/module/microsoft.online.sharepoint.powershell/get-sposite and
    …/set-sposite. `sharing` is SharingCapability; `group` the id of the Microsoft 365 group whose site it is
    (GroupId), or whose channel's (RelatedGroupId), empty if none.
    """

    url: str
    title: str
    template: str
    sharing: int
    group: str


@setting("SharePoint.Tenant/claims", singleton=True)
class Claims:
    """Whom the people picker of every site offers beside persons and groups (set-spotenant).

    `everyone` is ShowEveryoneClaim, `staff` ShowEveryoneExceptExternalUsersClaim, `all_users`
    ShowAllUsersClaim.
    """

    everyone: bool
    staff: bool
    all_users: bool
