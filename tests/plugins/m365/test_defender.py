"""Defender for Endpoint: every terminal is watched, and weaknesses don't grow old."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.m365.checks.defender import investigation, no_old_critical, onboarded
from plugins.m365.collectors.defender import PAGE, investigations, machines, vulnerabilities
from plugins.m365.endpoints_defender import INVESTIGATIONS, MACHINES, SOFTWARE_VULNERABILITIES
from plugins.m365.failures import FailedError
from plugins.m365.settings.defender import Investigations, Machine, Vulnerability
from plugins.m365.settings.intune import Device
from scanner import AsOf, Fail, Gap, Limits, Message, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.m365.licences import NO_PLAN, UNREAD, skus
from tests.plugins.m365.replay import collected

NOW = datetime(2026, 11, 27, tzinfo=UTC)
P2 = skus("WINDEFATP")
LIMITS = Limits.of({"critical_finding_days": 14})
ID = "80fe8ff8-2624-418e-9591-41f0491218f9"
PC = Device(
    id="d",
    name="AOZORA-PC001",
    directory_id=ID,
    system="Windows",
    version=None,
    compliance="compliant",
    encrypted=True,
    seen=NOW,
)
MACHINE = Machine(
    id="m", name="aozora-pc001", directory_id=ID, onboarding="Onboarded", health="Active", seen=NOW
)
OLD = Vulnerability(
    cve="CVE-2026-10001",
    severity="Critical",
    software="archiver",
    machines=2,
    first_seen=NOW - timedelta(days=15),
)

DENIED = Reading((), (Gap("machines", Resource("t", "t"), Reason.DENIED, Message.of("refused")),))


def outcomes(verdicts):
    return [type(one) for one in verdicts]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, Pass),
        ({"onboarding": "onboarded", "health": "active"}, Pass),  # the page writes it in either way
        ({"onboarding": "CanBeOnboarded"}, Fail),
        ({"onboarding": "InsufficientInfo"}, Fail),
        ({"onboarding": "Unsupported"}, Fail),
        ({"onboarding": "HalfOnboarded"}, Unknown),
        ({"health": "Inactive"}, Fail),
        ({"health": "ImpairedCommunication"}, Fail),
        ({"health": "NoSensorData"}, Fail),
        ({"health": "NoSensorDataImpairedCommunication"}, Fail),
        ({"health": "Unknown"}, Unknown),
        ({"health": "Sleepy"}, Unknown),
        ({"directory_id": "another"}, Fail),  # and the machine itself is watched: one finding
    ],
)
def test_whether_a_terminal_is_watched(changed, expected):
    assert outcomes(onboarded([PC], [replace(MACHINE, **changed)], P2)) == [expected]


def test_an_old_record_of_a_terminal_that_was_onboarded_again_is_no_fault():
    old = replace(MACHINE, id="old", health="Inactive", seen=NOW - timedelta(days=40))
    assert outcomes(onboarded([PC], [old, MACHINE], P2)) == [Pass]


def test_of_several_records_the_last_one_tells_what_is_wrong():
    old = replace(MACHINE, id="old", onboarding="New", seen=NOW - timedelta(days=40))
    assert outcomes(onboarded([PC], [old, replace(MACHINE, health="Inactive")], P2)) == [Fail]


def test_a_server_that_intune_does_not_know_counts_too():
    server = replace(MACHINE, id="s", directory_id=None, onboarding="CanBeOnboarded")
    assert outcomes(onboarded([PC], [MACHINE, server], P2)) == [Fail]


def test_a_terminal_without_an_id_in_the_directory_can_not_be_told():
    assert outcomes(onboarded([replace(PC, directory_id=None)], [MACHINE], P2)) == [Unknown]


def test_phones_are_not_asked_and_unknown_systems_are_told():
    assert outcomes(onboarded([replace(PC, directory_id=None, system="iOS")], [MACHINE], P2)) == [Pass]
    assert outcomes(onboarded([replace(PC, system="BrandNewOS")], [MACHINE], P2)) == [Unknown]


@pytest.mark.parametrize("licences", [P2, NO_PLAN, UNREAD])
def test_where_nothing_is_watched_it_fails(licences):
    (found,) = onboarded([PC], [], licences)
    assert isinstance(found, Fail)
    assert ("plan" in dict(found.message.params)) is (licences is NO_PLAN)


def test_an_investigation_shows_that_they_run():
    assert outcomes(investigation(Investigations(known=True), P2)) == [Pass]


def test_without_one_it_can_not_be_told_unless_the_plan_is_missing():
    assert outcomes(investigation(Investigations(known=False), P2)) == [Unknown]
    assert outcomes(investigation(Investigations(known=False), UNREAD)) == [Unknown]
    assert outcomes(investigation(Investigations(known=False), NO_PLAN)) == [Fail]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, Fail),
        ({"first_seen": NOW - timedelta(days=14)}, Pass),
        ({"severity": "Catastrophic"}, Unknown),
    ],
)
def test_weaknesses_are_mended_in_time(changed, expected):
    found = no_old_critical([replace(OLD, **changed)], Reading((MACHINE,)), P2, LIMITS, AsOf(time=NOW))
    assert outcomes(found) == [expected]


def test_no_weakness_is_only_good_news_where_somebody_looks():
    away = replace(MACHINE, onboarding="CanBeOnboarded")
    now = AsOf(time=NOW)
    assert outcomes(no_old_critical([], Reading((MACHINE,)), P2, LIMITS, now)) == [Pass]
    assert outcomes(no_old_critical([], Reading((away,)), P2, LIMITS, now)) == [Fail]
    new = replace(MACHINE, onboarding="brandNew")
    assert outcomes(no_old_critical([], Reading((away, new)), P2, LIMITS, now)) == [Unknown]
    (found,) = no_old_critical([], Reading(()), NO_PLAN, LIMITS, now)
    assert "plan" in dict(found.message.params)


def test_where_machines_are_unread_nobody_is_said_not_to_look():
    assert outcomes(no_old_critical([], DENIED, NO_PLAN, LIMITS, AsOf(time=NOW))) == [Unknown]
    assert outcomes(no_old_critical([OLD], DENIED, P2, LIMITS, AsOf(time=NOW))) == [Fail, Unknown]


# Written from documentation: learn.microsoft.com/defender-endpoint/api/get-machines,
# …/api/get-assessment-software-vulnerabilities, …/api/get-investigation-collection.
ROW = {
    "id": "m",
    "computerDnsName": "aozora-pc001",
    "lastSeen": "2026-11-27T00:00:00.0000000Z",
    "onboardingStatus": "Onboarded",
    "healthStatus": "Active",
    "aadDeviceId": ID.upper(),
}
LINE = {
    "deviceId": "m",
    "softwareName": "archiver",
    "cveId": "CVE-2026-10001",
    "vulnerabilitySeverityLevel": "Critical",
    "firstSeenTimestamp": "2026-11-12 00:00:00",
}


def page(*rows):
    return {"value": list(rows)}


def test_machines_are_read():
    assert collected(machines, {f"GET {MACHINES.path}": page(ROW)}, P2) == [MACHINE]


@pytest.mark.parametrize("key", sorted(set(ROW) - {"aadDeviceId", "computerDnsName"}))
def test_a_machine_without_one_of_its_fields_is_malformed(key):
    short = {name: one for name, one in ROW.items() if name != key}
    with pytest.raises(FailedError):
        collected(machines, {f"GET {MACHINES.path}": page(short)}, P2)


def test_behind_a_whole_page_of_machines_more_is_looked_for():
    answers = {
        f"GET {MACHINES.path}?$skip=0": page(*[{**ROW, "id": f"m{one}"} for one in range(PAGE)]),
        f"GET {MACHINES.path}?$skip={PAGE}": page({**ROW, "id": "last"}),
    }
    assert [one.id for one in collected(machines, answers, P2)][-1] == "last"


def test_investigations_are_read():
    answers = {f"GET {INVESTIGATIONS.path}": page({"id": "63017"})}
    assert collected(investigations, answers, P2) == [Investigations(known=True)]
    assert collected(investigations, {f"GET {INVESTIGATIONS.path}": page()}, P2) == [
        Investigations(known=False)
    ]


def weaknesses(*rows):
    return collected(vulnerabilities, {f"GET {SOFTWARE_VULNERABILITIES.path}": page(*rows)}, P2)


def test_a_weakness_is_added_up_over_machines_since_the_first():
    later = {**LINE, "deviceId": "n", "firstSeenTimestamp": "2026-11-20T00:00:00+09:00"}
    assert weaknesses(later, LINE, LINE) == [OLD]


def test_programs_without_a_weakness_and_lower_ones_are_left_out():
    assert weaknesses({**LINE, "cveId": None}, {**LINE, "vulnerabilitySeverityLevel": "High"}) == []


def test_a_severity_that_no_page_lists_is_kept():
    (found,) = weaknesses({**LINE, "vulnerabilitySeverityLevel": "Catastrophic"})
    assert found.severity == "Catastrophic"


@pytest.mark.parametrize(
    "key", ["vulnerabilitySeverityLevel", "firstSeenTimestamp", "softwareName", "deviceId"]
)
def test_a_weakness_without_one_of_its_fields_is_malformed(key):
    with pytest.raises(FailedError):
        weaknesses({**LINE, key: None})


def test_what_is_no_time_is_malformed():
    with pytest.raises(FailedError):
        weaknesses({**LINE, "firstSeenTimestamp": "yesterday"})
