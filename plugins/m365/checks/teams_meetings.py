"""Meetings in Teams: who comes in by himself, what outsiders may do, what becomes of a recording.

Every policy counts, not only Global: a policy that was given to few people is the way round for all.
"""

from collections.abc import Iterator

from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.teams import MeetingPolicy
from scanner import Fail, Pass, Severity, Verdict, check

SIGNALS = ["m365.teamsmeet"]
WAIT = ("EveryoneInCompany", "EveryoneInCompanyExcludingGuests", "InvitedUsers", "OrganizerOnly")
EVERYONE, FEDERATED = "Everyone", "EveryoneInSameAndFederatedCompany"


@check("m365.teamsmeet.lobby", severity=Severity.MEDIUM, signals=SIGNALS)
def lobby(policy: MeetingPolicy) -> Iterator[Verdict]:
    """People from outside wait in the lobby of a meeting.

    Who has the link of a meeting need not be who was invited. In the lobby somebody looks before letting
    people in.

    ## Remediation
    In each meeting policy: `Set-CsTeamsMeetingPolicy -AutoAdmittedUsers EveryoneInCompanyExcludingGuests
    -AllowAnonymousUsersToStartMeeting $false -AllowPSTNUsersToBypassLobby $false`.
    """
    if policy.anonymous_join and policy.anonymous_start:
        yield Fail(policy, "anonymous people can start a meeting", part="start")
    if policy.telephones:
        yield Fail(policy, "callers by telephone pass by the lobby", part="telephone")
    yield from _admitted(policy)


def _admitted(policy: MeetingPolicy) -> Iterator[Verdict]:
    if policy.admitted in WAIT:
        yield Pass(policy, "people from outside who were not invited wait in the lobby")
    elif policy.admitted == FEDERATED:
        yield Fail(policy, "people of other organisations pass by the lobby")
    elif policy.admitted == EVERYONE:
        yield Fail(policy, "everybody passes by the lobby")
    else:
        yield unknown_value(policy, "AutoAdmittedUsers", policy.admitted)


@check("m365.teamsmeet.control", severity=Severity.MEDIUM, signals=SIGNALS)
def control(policy: MeetingPolicy) -> Iterator[Verdict]:
    """People from outside can't take control of a shared screen.

    Whoever controls the screen works with the rights of the one who shares it.

    ## Remediation
    In each meeting policy: `Set-CsTeamsMeetingPolicy -AllowExternalParticipantGiveRequestControl $false`.
    """
    if policy.control:
        yield Fail(policy, "people from outside can ask for control of a shared screen")
    else:
        yield Pass(policy, "people from outside get no control of a shared screen")


@check("m365.teamsmeet.recordings", severity=Severity.MEDIUM, signals=SIGNALS)
def recordings(policy: MeetingPolicy) -> Iterator[Verdict]:
    """Recordings of channel meetings can be watched, but not downloaded.

    A recording holds faces, voices and all that was shown; as a file it leaves the cloud in one piece.

    ## Remediation
    In each meeting policy: `Set-CsTeamsMeetingPolicy -ChannelRecordingDownload Block`, or no recording at
    all: `-AllowCloudRecording $false`.
    """
    if not policy.recording:
        yield Pass(policy, "meetings are not recorded")
    elif policy.download == "Block":
        yield Pass(policy, "members of the channel can't download recordings")
    elif policy.download == "Allow":
        yield Fail(policy, "members of the channel can download recordings")
    else:
        yield unknown_value(policy, "ChannelRecordingDownload", policy.download)
