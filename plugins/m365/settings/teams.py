"""Meetings, external access and storage in Teams."""

from scanner import setting

ALL, LISTED, UNCLEAR = "all", "listed", "unclear"
"""Which other organisations may be reached: all but the blocked ones, the listed ones, or not to be told."""


@setting("Teams.MeetingPolicy", key="policy", name="policy", nonempty=True)
class MeetingPolicy:
    """Get-CsTeamsMeetingPolicy, one of them.

    `admitted` is AutoAdmittedUsers: who passes by the lobby. `telephones` is AllowPSTNUsersToBypassLobby,
    `control` AllowExternalParticipantGiveRequestControl, `download` ChannelRecordingDownload, `outside`
    AllowRecordingStorageOutsideRegion.
    Source: learn.microsoft.com/powershell/module/microsoftteams/set-csteamsmeetingpolicy.
    """

    policy: str
    anonymous_join: bool
    anonymous_start: bool
    admitted: str
    telephones: bool
    control: bool
    recording: bool
    download: str
    outside: bool


@setting("Teams.TenantFederationConfiguration", singleton=True)
class Federation:
    """Get-CsTenantFederationConfiguration: whom the tenant may reach at all.

    `federated` is AllowFederatedUsers, the main switch. `partners` is ALL, LISTED or UNCLEAR, from
    AllowedDomains, `domains` the listed ones in lower case. `consumers` is AllowTeamsConsumer: accounts that
    no organisation manages.
    Source: learn.microsoft.com/powershell/module/microsoftteams/set-cstenantfederationconfiguration.
    """

    federated: bool
    partners: str
    domains: tuple[str, ...]
    consumers: bool
    consumers_inbound: bool


@setting("Teams.ExternalAccessPolicy", key="policy", name="policy", nonempty=True)
class ExternalAccess:
    """Get-CsExternalAccessPolicy, one of them: what its users may do other than the tenant.

    `federation` is EnableFederationAccess, `reach` CommunicationWithExternalOrgs, `domains`
    AllowedExternalDomains in lower case.
    Source: learn.microsoft.com/powershell/module/microsoftteams/set-csexternalaccesspolicy.
    """

    policy: str
    federation: bool
    reach: str
    domains: tuple[str, ...]


@setting("Teams.ClientConfiguration", singleton=True)
class TeamsStorage:
    """Get-CsTeamsClientConfiguration: which storage of other companies is open in Teams, by name.

    Source: learn.microsoft.com/powershell/module/microsoftteams/set-csteamsclientconfiguration.
    """

    allowed: tuple[str, ...]
