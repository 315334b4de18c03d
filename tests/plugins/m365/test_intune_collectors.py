"""Answers written from documentation.

learn.microsoft.com/graph/api/intune-deviceconfig-devicecompliancepolicy-list,
…/intune-deviceconfig-windowsupdateforbusinessconfiguration-list, …/intune-devices-manageddevice-list.
"""

import pytest

from plugins.m365.collectors.intune import (
    device_management,
    devices,
    protection,
    update_rings,
    windows_compliance,
)
from plugins.m365.endpoints import (
    COMPLIANCE_POLICIES,
    DEVICE_CONFIGURATIONS,
    DEVICE_MANAGEMENT,
    MANAGED_DEVICES,
)
from plugins.m365.failures import FailedError
from scanner import Reason
from scanner.testing import Fault, Reply
from tests.plugins.m365.licences import NO_PLAN, UNREAD, skus
from tests.plugins.m365.replay import collected, page, player, run

INTUNE = skus("INTUNE_A")
KIND = "deviceAndAppManagementAssignmentFilterType"


def target(kind, **more):
    return {"target": {"@odata.type": f"#microsoft.graph.{kind}", KIND: "none"} | more}


EVERYBODY = target("allDevicesAssignmentTarget")
COMPLIANCE = {
    "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
    "id": "c1",
    "displayName": "Windows",
    "rtpEnabled": True,
    "signatureOutOfDate": True,
    "storageRequireEncryption": False,
    "osMinimumVersion": None,
    "assignments": [EVERYBODY],
}
RING = {
    "@odata.type": "#microsoft.graph.windowsUpdateForBusinessConfiguration",
    "id": "r1",
    "displayName": "Broad",
    "qualityUpdatesPaused": False,
    "qualityUpdatesDeferralPeriodInDays": 5,
    "deadlineForQualityUpdatesInDays": None,
    "deadlineGracePeriodInDays": None,
    "assignments": [],
}
PC = {
    "id": "d1",
    "deviceName": "AOZORA-PC001",
    "azureADDeviceId": "80FE8FF8-2624-418E-9591-41F0491218F9",
    "operatingSystem": "Windows",
    "osVersion": "10.0.26100.1",
    "complianceState": "compliant",
    "isEncrypted": True,
    "lastSyncDateTime": "2026-11-20T00:00:00Z",
}


def policies(*rows):
    return collected(windows_compliance, {f"GET {COMPLIANCE_POLICIES.path}": page(rows)}, INTUNE)


def reach(*assignments):
    return policies(COMPLIANCE | {"assignments": list(assignments)})[0].reach


def test_policies_for_other_systems_are_passed_over():
    phone = {"@odata.type": "#microsoft.graph.iosCompliancePolicy", "id": "c2"}
    assert [one.id for one in policies(phone, COMPLIANCE)] == ["c1"]


def test_all_devices_without_exception_is_everywhere():
    found = reach(EVERYBODY)
    assert (found.devices, found.groups, found.excluded, found.narrowed) == (True, False, False, False)


@pytest.mark.parametrize(
    ("assignment", "field"),
    [
        (target("allLicensedUsersAssignmentTarget"), "users"),
        (target("groupAssignmentTarget", groupId="g"), "groups"),
        (target("exclusionGroupAssignmentTarget", groupId="g"), "excluded"),
        (target("allDevicesAssignmentTarget", **{KIND: "exclude"}), "narrowed"),
    ],
    ids=["users", "group", "excluded", "filter"],
)
def test_other_assignments_are_told_apart(assignment, field):
    assert getattr(reach(assignment), field) is True


def test_a_kind_of_target_that_no_page_lists_is_kept():
    assert reach(target("newTarget")).unknown == ("#microsoft.graph.newTarget",)


@pytest.mark.parametrize("key", ["rtpEnabled", "signatureOutOfDate", "assignments"])
def test_a_field_that_is_missing_is_malformed(key):
    with pytest.raises(FailedError, match=key):
        policies({name: found for name, found in COMPLIANCE.items() if name != key})


def test_a_filter_that_is_not_shown_is_malformed():
    with pytest.raises(FailedError, match=KIND):
        reach({"target": {"@odata.type": "#microsoft.graph.allDevicesAssignmentTarget"}})


def test_a_ring_without_a_deadline_has_none():
    other = {"@odata.type": "#microsoft.graph.windows10GeneralConfiguration", "id": "x"}
    bodies = {f"GET {DEVICE_CONFIGURATIONS.path}": page([other, RING])}
    (found,) = collected(update_rings, bodies, INTUNE)
    assert (found.deferral, found.deadline, found.reach.devices) == (5, None, False)


def test_terminals_and_settings_are_read():
    (found,) = collected(devices, {f"GET {MANAGED_DEVICES.path}": page([PC])}, INTUNE)
    assert (found.name, found.compliance, found.seen.day) == ("AOZORA-PC001", "compliant", 20)
    bodies = {f"GET {DEVICE_MANAGEMENT.path}": {"settings": {"secureByDefault": False}}}
    assert [one.secure_by_default for one in collected(device_management, bodies)] == [False]


OVERVIEW = {
    "totalReportedDeviceCount": 300,
    "inactiveThreatAgentDeviceCount": 1,
    "unknownStateThreatAgentDeviceCount": 2,
    "pendingSignatureUpdateDeviceCount": 3,
    "cleanDeviceCount": 290,
    "criticalFailuresDeviceCount": 4,
}


def overview(found):
    return collected(protection, {f"GET {DEVICE_MANAGEMENT.path}": {"deviceProtectionOverview": found}})


def test_the_antivirus_of_all_terminals_is_counted():
    (found,) = overview(OVERVIEW)
    assert (found.reported, found.inactive, found.unknown, found.outdated, found.critical) == (
        300,
        1,
        2,
        3,
        4,
    )


@pytest.mark.parametrize("found", [None, OVERVIEW | {"inactiveThreatAgentDeviceCount": None}])
def test_a_count_that_is_missing_is_malformed_not_none(found):
    with pytest.raises(FailedError, match="missing"):
        overview(found)


def refused(licences):
    reply = Reply(
        400, {"error": {"code": "BadRequest", "message": "Request not applicable to target tenant."}}
    )
    played = player({}, faults=[Fault(MANAGED_DEVICES.path, reply)])
    return run(played, lambda graph: devices(licences, graph))


def test_without_the_plan_there_are_no_terminals():
    assert refused(NO_PLAN) == []


@pytest.mark.parametrize("licences", [INTUNE, UNREAD])
def test_a_refusal_alone_is_a_gap(licences):
    with pytest.raises(FailedError) as caught:
        refused(licences)
    assert caught.value.failure.reason is Reason.UNLICENSED


def test_a_windows_that_no_page_lists_is_a_gap_and_other_systems_are_not_read():
    others = [
        COMPLIANCE | {"@odata.type": f"#microsoft.graph.{one}"} for one in ("iosCompliancePolicy", "brandNew")
    ]
    line = f"GET {COMPLIANCE_POLICIES.path}"
    assert collected(windows_compliance, {line: page(others)}, INTUNE) == []
    new = COMPLIANCE | {"@odata.type": "#microsoft.graph.windows12CompliancePolicy"}
    with pytest.raises(FailedError, match=r"@odata\.type"):
        collected(windows_compliance, {line: page([new])}, INTUNE)
    ring = RING | {"@odata.type": "#microsoft.graph.windowsUpdateForEverybodyConfiguration"}
    with pytest.raises(FailedError, match=r"@odata\.type"):
        collected(update_rings, {f"GET {DEVICE_CONFIGURATIONS.path}": page([ring])}, INTUNE)


def test_a_collection_of_configuration_manager_is_a_group_of_devices():
    some = COMPLIANCE | {"assignments": [target("configurationManagerCollectionAssignmentTarget")]}
    (found,) = collected(windows_compliance, {f"GET {COMPLIANCE_POLICIES.path}": page([some])}, INTUNE)
    assert (found.reach.groups, found.reach.unknown) == (True, ())
