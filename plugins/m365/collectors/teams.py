"""Reads the policies and the configuration of Teams. No page describes these paths."""

from collections.abc import AsyncIterator, Iterable
from typing import Any

from plugins.m365.caseless import CaselessKeys, Row
from plugins.m365.collectors.mail_rows import objects, single
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints_admin import (
    TEAMS_CLIENT,
    TEAMS_EXTERNAL_ACCESS,
    TEAMS_FEDERATION,
    TEAMS_MEETING_POLICIES,
)
from plugins.m365.settings.teams import (
    ALL,
    LISTED,
    UNCLEAR,
    ExternalAccess,
    Federation,
    MeetingPolicy,
    TeamsStorage,
)
from scanner import collector

STORAGE = {
    "AllowDropBox": "Dropbox",
    "AllowBox": "Box",
    "AllowGoogleDrive": "Google Drive",
    "AllowShareFile": "ShareFile",
    "AllowEgnyte": "Egnyte",
}


@collector(*TEAMS_MEETING_POLICIES.permissions)
async def meeting_policies(m365: M365Connection) -> AsyncIterator[MeetingPolicy]:
    async for row in objects(m365, TEAMS_MEETING_POLICIES):
        yield MeetingPolicy(
            policy=row.text("Identity"),
            anonymous_join=row.flag("AllowAnonymousUsersToJoinMeeting"),
            anonymous_start=row.flag("AllowAnonymousUsersToStartMeeting"),
            admitted=row.word("AutoAdmittedUsers"),
            telephones=row.flag("AllowPSTNUsersToBypassLobby"),
            control=row.flag("AllowExternalParticipantGiveRequestControl"),
            recording=row.flag("AllowCloudRecording"),
            download=row.word("ChannelRecordingDownload"),
            outside=row.flag("AllowRecordingStorageOutsideRegion"),
        )


@collector(*TEAMS_FEDERATION.permissions)
async def federation(m365: M365Connection) -> AsyncIterator[Federation]:
    row = await single(m365, TEAMS_FEDERATION)
    partners, domains = allowed_domains(row)
    yield Federation(
        federated=row.flag("AllowFederatedUsers"),
        partners=partners,
        domains=domains,
        consumers=row.flag("AllowTeamsConsumer"),
        consumers_inbound=row.flag("AllowTeamsConsumerInbound"),
    )


@collector(*TEAMS_EXTERNAL_ACCESS.permissions)
async def external_access(m365: M365Connection) -> AsyncIterator[ExternalAccess]:
    async for row in objects(m365, TEAMS_EXTERNAL_ACCESS):
        listed = row.raw_or_none("AllowedExternalDomains")
        yield ExternalAccess(
            policy=row.text("Identity"),
            federation=row.flag("EnableFederationAccess"),
            reach=row.said_or_none("CommunicationWithExternalOrgs") or "",
            domains=_names(row, "AllowedExternalDomains", listed or []),
        )


@collector(*TEAMS_CLIENT.permissions)
async def teams_storage(m365: M365Connection) -> AsyncIterator[TeamsStorage]:
    row = await single(m365, TEAMS_CLIENT)
    yield TeamsStorage(allowed=tuple(name for key, name in STORAGE.items() if row.flag(key)))


def allowed_domains(row: Row) -> tuple[str, tuple[str, ...]]:
    """Read AllowedDomains, which is either all known domains or a list; an empty object could be both."""
    found = row.raw_or_none("AllowedDomains")
    if found == "AllowAllKnownDomains":
        return ALL, ()
    if not isinstance(found, dict):
        return UNCLEAR, ()
    keys = CaselessKeys(found)
    if "AllowAllKnownDomains" in keys:
        return ALL, ()
    if "AllowedDomain" not in keys:
        return UNCLEAR, ()
    return LISTED, _names(row, "AllowedDomains", keys["AllowedDomain"])


def _names(row: Row, key: str, found: Any) -> tuple[str, ...]:
    listed: Iterable[Any] = found if isinstance(found, list) else [found]
    return tuple(_name(row, key, one) for one in listed if one is not None)


def _name(row: Row, key: str, one: Any) -> str:
    if isinstance(one, dict):
        one = CaselessKeys(one).get("Domain")
    if not isinstance(one, str) or " " in one.strip():
        raise row.wrong(key, "not a list of domains")
    return one.strip().removeprefix("Domain=").lower()
