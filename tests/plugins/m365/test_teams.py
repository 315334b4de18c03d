"""Teams: every policy counts, and what an unusual answer means is not guessed."""

from dataclasses import replace

import pytest

from plugins.m365.checks import teams_meetings
from plugins.m365.checks.data_region import recordings as recordings_region
from plugins.m365.checks.sharepoint import infected
from plugins.m365.checks.teams_external import consumers, domains, policies, storage
from plugins.m365.checks.teams_meetings import control, lobby
from plugins.m365.collectors.sharepoint import sharepoint_tenant
from plugins.m365.collectors.teams import external_access, federation, meeting_policies, teams_storage
from plugins.m365.endpoints_admin import (
    SPO_TENANT,
    TEAMS_CLIENT,
    TEAMS_EXTERNAL_ACCESS,
    TEAMS_FEDERATION,
    TEAMS_MEETING_POLICIES,
)
from plugins.m365.failures import FailedError
from plugins.m365.settings.sharepoint import SharePointTenant
from plugins.m365.settings.teams import ExternalAccess, Federation, MeetingPolicy, TeamsStorage
from scanner import DeclaredDomain, Fail, Gap, Message, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.m365.replay import collected

POLICY = MeetingPolicy(
    policy="Global",
    anonymous_join=False,
    anonymous_start=False,
    admitted="EveryoneInCompanyExcludingGuests",
    telephones=False,
    control=False,
    recording=True,
    download="Block",
    outside=False,
)
CLOSED = Federation(federated=False, partners="all", domains=(), consumers=False, consumers_inbound=True)
LISTED = replace(CLOSED, federated=True, partners="listed", domains=("partner.example",))
ACCESS = ExternalAccess(policy="Tag:Partners", federation=True, reach="OrganizationDefault", domains=())
DECLARED = Reading((DeclaredDomain(domain="Partner.example"),))
NOTHING = Reading((), (Gap("declared", Resource("t", "t"), Reason.UNDECLARED, Message.of("nothing")),))
DENIED = Reading((), (Gap("federation", Resource("t", "t"), Reason.DENIED, Message.of("refused")),))


def outcomes(verdicts):
    return [type(one) for one in verdicts]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, [Pass]),
        ({"admitted": "OrganizerOnly"}, [Pass]),
        ({"admitted": "InvitedUsers", "anonymous_join": True}, [Pass]),
        ({"anonymous_start": True}, [Pass]),  # nobody anonymous comes in, so nobody anonymous starts
        ({"anonymous_join": True, "anonymous_start": True}, [Fail, Pass]),
        ({"telephones": True}, [Fail, Pass]),
        ({"admitted": "Everyone"}, [Fail]),
        ({"admitted": "EveryoneInSameAndFederatedCompany"}, [Fail]),
        ({"admitted": "Neighbours"}, [Unknown]),
    ],
)
def test_who_waits_in_the_lobby(changed, expected):
    assert outcomes(lobby(replace(POLICY, **changed))) == expected


def test_who_gets_control_of_a_screen():
    assert outcomes(control(POLICY)) == [Pass]
    assert outcomes(control(replace(POLICY, control=True))) == [Fail]


@pytest.mark.parametrize(
    ("recording", "download", "expected"),
    [
        (True, "Block", Pass),
        (True, "Allow", Fail),
        (False, "Allow", Pass),
        (True, "Ask", Unknown),
    ],
)
def test_what_becomes_of_recordings(recording, download, expected):
    policy = replace(POLICY, recording=recording, download=download)
    assert outcomes(teams_meetings.recordings(policy)) == [expected]


def test_where_recordings_are_kept():
    assert outcomes(recordings_region(POLICY)) == [Pass]
    assert outcomes(recordings_region(replace(POLICY, outside=True))) == [Fail]


@pytest.mark.parametrize(
    ("setting", "declared", "expected"),
    [
        (CLOSED, NOTHING, Pass),
        (LISTED, DECLARED, Pass),
        (replace(LISTED, domains=()), NOTHING, Pass),  # an empty list allows nobody
        (replace(LISTED, domains=("partner.example", "other.example")), DECLARED, Fail),
        (LISTED, NOTHING, Unknown),
        (replace(LISTED, partners="all"), DECLARED, Fail),
        (replace(LISTED, partners="unclear"), DECLARED, Unknown),
    ],
)
def test_whom_the_tenant_reaches(setting, declared, expected):
    assert outcomes(domains(setting, declared)) == [expected]


@pytest.mark.parametrize(
    ("changed", "tenant", "expected"),
    [
        ({}, LISTED, Pass),
        ({"federation": False, "reach": "AllowAllExternalDomains"}, LISTED, Pass),
        ({"reach": "BlockAllExternalDomains"}, LISTED, Pass),
        ({"reach": "AllowAllExternalDomains"}, LISTED, Fail),
        ({"reach": "AllowAllExternalDomains"}, CLOSED, Pass),  # the main switch wins
        ({"reach": "BlockSpecificExternalDomains"}, LISTED, Fail),
        ({"reach": "AllowSpecificExternalDomains", "domains": ("partner.example",)}, LISTED, Pass),
        ({"reach": "AllowSpecificExternalDomains", "domains": ("other.example",)}, LISTED, Fail),
        ({"reach": "3"}, LISTED, Unknown),
    ],
)
def test_a_policy_must_not_open_what_the_tenant_closes(changed, tenant, expected):
    assert outcomes(policies(replace(ACCESS, **changed), Reading((tenant,)), DECLARED)) == [expected]


def test_where_the_main_switch_is_unread_an_open_policy_is_unknown_and_a_closed_one_passes():
    opened = replace(ACCESS, reach="AllowAllExternalDomains")
    assert outcomes(policies(opened, DENIED, DECLARED)) == [Unknown]
    assert outcomes(policies(ACCESS, DENIED, DECLARED)) == [Pass]


def test_personal_accounts():
    assert outcomes(consumers(CLOSED)) == [Pass]  # inbound alone opens nothing
    one_way = replace(CLOSED, consumers=True, consumers_inbound=False)
    texts = {str(next(iter(consumers(one))).message) for one in (one_way, replace(CLOSED, consumers=True))}
    assert len(texts) == 2
    assert outcomes(consumers(one_way)) == [Fail]


def test_storage_of_other_companies():
    assert outcomes(storage(TeamsStorage(allowed=()))) == [Pass]
    assert outcomes(storage(TeamsStorage(allowed=("Box",)))) == [Fail]


def test_infected_files():
    assert outcomes(infected(SharePointTenant(infected_refused=True))) == [Pass]
    assert outcomes(infected(SharePointTenant(infected_refused=False))) == [Fail]


# Written from documentation: learn.microsoft.com/powershell/module/microsoftteams/get-csteamsmeetingpolicy,
# …/get-cstenantfederationconfiguration, …/get-csexternalaccesspolicy, …/get-csteamsclientconfiguration.
MEETING = {
    "Identity": "Global",
    "AllowAnonymousUsersToJoinMeeting": False,
    "AllowAnonymousUsersToStartMeeting": False,
    "AutoAdmittedUsers": "EveryoneInCompanyExcludingGuests",
    "AllowPSTNUsersToBypassLobby": False,
    "AllowExternalParticipantGiveRequestControl": False,
    "AllowCloudRecording": True,
    "ChannelRecordingDownload": "Block",
    "AllowRecordingStorageOutsideRegion": False,
}
FEDERATION = {
    "Identity": "Global",
    "AllowFederatedUsers": True,
    "AllowedDomains": {"AllowedDomain": [{"Domain": "Partner.example"}]},
    "AllowTeamsConsumer": False,
    "AllowTeamsConsumerInbound": True,
}
CLIENT = {
    "Identity": "Global",
    "AllowDropBox": False,
    "AllowBox": True,
    "AllowGoogleDrive": False,
    "AllowShareFile": False,
    "AllowEgnyte": True,
}
OTHER = {
    "Identity": "Tag:Partners",
    "EnableFederationAccess": True,
    "CommunicationWithExternalOrgs": "OrganizationDefault",
    "AllowedExternalDomains": None,
}


def read(collector, endpoint, answer):
    return collected(collector, {f"GET {endpoint.path}": answer})


def test_every_meeting_policy_is_read():
    other = {**MEETING, "Identity": "Tag:Kiosk", "AllowCloudRecording": False}
    found = read(meeting_policies, TEAMS_MEETING_POLICIES, [MEETING, other])
    assert found == [POLICY, replace(POLICY, policy="Tag:Kiosk", recording=False)]


@pytest.mark.parametrize("key", sorted(set(MEETING)))
def test_a_meeting_policy_without_one_of_its_keys_is_malformed(key):
    short = {name: one for name, one in MEETING.items() if name != key}
    with pytest.raises(FailedError):
        read(meeting_policies, TEAMS_MEETING_POLICIES, [short])


@pytest.mark.parametrize(
    ("answer", "partners", "named"),
    [
        ({"AllowedDomain": [{"Domain": "Partner.example"}]}, "listed", ("partner.example",)),
        ({"AllowedDomain": "Domain=partner.example"}, "listed", ("partner.example",)),
        ({"AllowedDomain": []}, "listed", ()),
        ({"AllowAllKnownDomains": {}}, "all", ()),
        ("AllowAllKnownDomains", "all", ()),
        ({}, "unclear", ()),
        (None, "unclear", ()),
        ([], "unclear", ()),
    ],
)
def test_the_forms_of_allowed_domains(answer, partners, named):
    (found,) = read(federation, TEAMS_FEDERATION, [{**FEDERATION, "AllowedDomains": answer}])
    assert (found.partners, found.domains) == (partners, named)


@pytest.mark.parametrize("listed", [[3], [{"Name": "x"}], "Domain=a.example Domain=b.example"])
def test_what_is_no_list_of_domains_is_malformed(listed):
    with pytest.raises(FailedError):
        read(federation, TEAMS_FEDERATION, [{**FEDERATION, "AllowedDomains": {"AllowedDomain": listed}}])


def test_external_access_policies_are_read():
    some = {**OTHER, "AllowedExternalDomains": ["Partner.example", {"Domain": "b.example"}]}
    found = read(
        external_access, TEAMS_EXTERNAL_ACCESS, [OTHER, {**some, "CommunicationWithExternalOrgs": 2}]
    )
    assert found == [ACCESS, replace(ACCESS, reach="2", domains=("partner.example", "b.example"))]


def test_storage_is_read_by_name():
    assert read(teams_storage, TEAMS_CLIENT, [CLIENT]) == [TeamsStorage(allowed=("Box", "Egnyte"))]


def test_the_switch_for_infected_files_is_read():
    found = read(sharepoint_tenant, SPO_TENANT, {"d": {"DisallowInfectedFileDownload": False}})
    assert found == [SharePointTenant(infected_refused=False)]
