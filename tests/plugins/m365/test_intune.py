from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from plugins.m365.checks.intune_antivirus import antivirus_required, antivirus_state, secure_by_default
from plugins.m365.checks.intune_encryption import encrypted
from plugins.m365.checks.intune_updates import compliant, everywhere, rings
from plugins.m365.settings.intune import (
    Device,
    DeviceManagement,
    Protection,
    Reach,
    UpdateRing,
    WindowsCompliance,
)
from scanner import (
    AsOf,
    Fail,
    Gap,
    Limits,
    Message,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Resource,
    Unknown,
)
from tests.plugins.m365.licences import NO_PLAN, UNREAD, skus

INTUNE = skus("INTUNE_A")
NOW = datetime(2026, 11, 21, tzinfo=UTC)
LIMITS = Limits.of({"update_days": 14, "update_contact_days": 7})
ALL = Reach(devices=True, users=False, groups=False, excluded=False, narrowed=False, unknown=())
NOBODY = replace(ALL, devices=False)
GROUPS = replace(NOBODY, groups=True)
POLICY = WindowsCompliance(
    id="p",
    name="Windows",
    real_time=True,
    signatures=True,
    encryption=True,
    minimum_version="10.0.26100",
    reach=ALL,
)
RING = UpdateRing(id="r", name="Broad", paused=False, deferral=5, deadline=5, grace=2, reach=ALL)
PC = Device(
    id="d",
    name="AOZORA-PC001",
    directory_id="80fe8ff8-2624-418e-9591-41f0491218f9",
    system="Windows",
    version="10.0.26100.1",
    compliance="compliant",
    encrypted=True,
    seen=NOW - timedelta(days=1),
)
ALL_OF_THEM = Reading((PC,))
GAP = Gap("devices", Resource("t", "t"), Reason.DENIED, Message.of("refused"))
PARTLY = [GROUPS, replace(ALL, excluded=True), replace(ALL, narrowed=True), replace(ALL, unknown=("#new",))]


def outcomes(verdicts):
    return [type(one) for one in verdicts]


def antivirus(*policies, licences=INTUNE):
    return outcomes(antivirus_required(policies, licences))


def test_antivirus_that_is_required_everywhere_passes():
    assert antivirus(POLICY) == [Pass, Pass]
    assert antivirus(replace(POLICY, reach=replace(NOBODY, users=True))) == [Pass, Pass]


def test_two_policies_may_share_the_work():
    assert antivirus(replace(POLICY, real_time=False), replace(POLICY, signatures=False)) == [Pass, Pass]


@pytest.mark.parametrize(
    ("change", "expected"), [({"real_time": False}, [Fail, Pass]), ({"signatures": False}, [Pass, Fail])]
)
def test_half_of_it_is_not_enough(change, expected):
    assert antivirus(replace(POLICY, **change)) == expected


@pytest.mark.parametrize("reach", PARTLY, ids=["groups", "excluded", "filter", "new"])
def test_a_policy_for_some_terminals_is_unknown(reach):
    assert antivirus(replace(POLICY, reach=reach)) == [Unknown, Unknown]


def test_a_policy_that_is_not_assigned_fails():
    assert antivirus(replace(POLICY, reach=NOBODY)) == [Fail, Fail]


@pytest.mark.parametrize("licences", [INTUNE, UNREAD, NO_PLAN])
def test_without_a_policy_it_fails(licences):
    assert antivirus(licences=licences) == [Fail, Fail]


def test_without_the_plan_there_can_be_no_policy():
    assert {str(one.message) for one in antivirus_required((), NO_PLAN)} == {
        "plan missing: Microsoft Intune Plan 1"
    }


@pytest.mark.parametrize(("secure", "expected"), [(True, Pass), (False, Fail)])
def test_a_terminal_without_a_policy_must_not_count_as_compliant(secure, expected):
    assert outcomes(secure_by_default(DeviceManagement(secure_by_default=secure))) == [expected]


HEALTHY = Protection(reported=300, inactive=0, unknown=0, outdated=0, critical=0)


def test_terminals_whose_antivirus_is_on_and_current_pass():
    assert outcomes(antivirus_state(HEALTHY, ALL_OF_THEM, INTUNE)) == [Pass]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"inactive": 1}, [Fail]),
        ({"outdated": 2}, [Fail]),
        ({"critical": 1}, [Fail]),
        ({"unknown": 1}, [Unknown]),
        ({"inactive": 1, "outdated": 1, "unknown": 1}, [Fail, Fail, Unknown]),
        ({"reported": 0}, [Unknown]),
    ],
    ids=str,
)
def test_one_terminal_without_working_antivirus_is_enough(change, expected):
    assert outcomes(antivirus_state(replace(HEALTHY, **change), ALL_OF_THEM, INTUNE)) == expected


@pytest.mark.parametrize(
    ("licences", "expected"), [(NO_PLAN, Fail), (UNREAD, Unknown)], ids=["none", "unread"]
)
def test_no_terminal_reports_its_antivirus_where_there_is_no_plan(licences, expected):
    assert outcomes(antivirus_state(replace(HEALTHY, reported=0), ALL_OF_THEM, licences)) == [expected]


def test_terminals_that_do_not_report_are_no_good_news():
    many = Reading(tuple(replace(PC, id=str(one)) for one in range(HEALTHY.reported + 1)))
    phones = Reading(tuple(replace(one, system="iOS") for one in many.items))
    assert outcomes(antivirus_state(HEALTHY, many, INTUNE)) == [Unknown]
    assert outcomes(antivirus_state(HEALTHY, phones, INTUNE)) == [Pass]
    assert outcomes(antivirus_state(HEALTHY, Reading((), (GAP,)), INTUNE)) == [Unknown]


def test_terminals_that_report_count_whatever_the_licences_say():
    assert outcomes(antivirus_state(HEALTHY, ALL_OF_THEM, NO_PLAN)) == [Pass]


def ring(*found, licences=INTUNE):
    return outcomes(rings(found, licences, LIMITS))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, Pass),
        ({"deferral": 7}, Pass),
        ({"deferral": 8}, Fail),
        ({"grace": None}, Pass),
        ({"deadline": None}, Fail),
        ({"paused": True}, Fail),
        ({"reach": GROUPS}, Pass),
    ],
    ids=str,
)
def test_updates_have_to_be_installed_within_the_agreed_days(change, expected):
    assert ring(replace(RING, **change)) == [expected]


def test_a_ring_that_is_not_assigned_does_not_count():
    assert ring(replace(RING, reach=NOBODY)) == ring() == ring(licences=NO_PLAN) == [Fail]


def reached(found=(), policies=(), licences=INTUNE):
    return outcomes(everywhere(found, policies, licences))


def test_a_ring_or_a_minimum_version_for_everybody_passes():
    assert reached([RING]) == reached([], [POLICY]) == [Pass]
    assert reached([replace(RING, reach=GROUPS)], [POLICY]) == [Pass]


def test_rings_for_groups_alone_are_unknown():
    assert reached([replace(RING, reach=GROUPS)]) == [Unknown]


@pytest.mark.parametrize("policy", [replace(POLICY, minimum_version=None), replace(POLICY, reach=NOBODY)])
def test_neither_ring_nor_version_fails(policy):
    assert reached([], [policy]) == reached(licences=NO_PLAN) == [Fail]


def terminals(*devices, licences=INTUNE):
    return outcomes(compliant(devices, licences, AsOf(time=NOW), LIMITS))


def test_compliant_terminals_pass_together():
    assert terminals(PC, replace(PC, id="2")) == [Pass]


@pytest.mark.parametrize("state", ["noncompliant", "conflict", "error", "inGracePeriod"])
def test_a_terminal_that_is_not_compliant_fails(state):
    assert terminals(PC, replace(PC, id="2", compliance=state)) == [Fail]


@pytest.mark.parametrize("state", ["unknown", "configManager", "brandNew"])
def test_a_terminal_of_which_nothing_is_known_is_unknown(state):
    assert terminals(replace(PC, compliance=state)) == [Unknown]


def test_a_terminal_that_no_longer_reports_fails():
    assert terminals(replace(PC, seen=NOW - timedelta(days=8))) == [Fail]


def test_only_windows_is_judged():
    assert terminals(replace(PC, system="iOS", compliance="noncompliant")) == [NotApplicable]


def test_without_the_plan_no_terminal_can_be_compliant():
    assert terminals(licences=NO_PLAN) == [Fail]
    assert outcomes(encrypted((), NO_PLAN)) == [Fail]


def test_a_disk_that_is_not_encrypted_fails():
    assert outcomes(encrypted((PC, replace(PC, id="m", system="macOS")), INTUNE)) == [Pass]
    assert outcomes(encrypted((PC, replace(PC, id="m", encrypted=False)), INTUNE)) == [Fail]


def test_a_phone_is_not_a_computer():
    assert outcomes(encrypted((replace(PC, system="iOS", encrypted=False),), INTUNE)) == [NotApplicable]


def test_a_terminal_of_a_system_that_nobody_knows_is_not_left_out_in_silence():
    other = replace(PC, id="x", system="BrandNewOS")
    assert outcomes(encrypted((PC, other), INTUNE)) == [Unknown]
    assert outcomes(encrypted((replace(PC, encrypted=False), other), INTUNE)) == [Fail, Unknown]
    assert terminals(other) == [Unknown]


def test_a_ring_that_is_assigned_to_something_new_alone_is_unknown():
    new = replace(NOBODY, unknown=("#microsoft.graph.brandNewTarget",))
    assert outcomes(rings([replace(RING, reach=new)], INTUNE, LIMITS)) == [Unknown]
    assert outcomes(rings([replace(RING, reach=replace(new, groups=True))], INTUNE, LIMITS)) == [Pass]
