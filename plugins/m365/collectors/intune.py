"""Reads Intune: compliance policies, update rings and terminals."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.collectors.licensed import rows_if_licensed
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import (
    COMPLIANCE_POLICIES,
    DETECTED_APPS,
    DEVICE_CONFIGURATIONS,
    DEVICE_MANAGEMENT,
    DEVICE_PROTECTION,
    MANAGED_DEVICES,
)
from plugins.m365.rules.intune import INTUNE
from plugins.m365.settings.applications import DetectedApp
from plugins.m365.settings.intune import (
    Device,
    DeviceManagement,
    Protection,
    Reach,
    UpdateRing,
    WindowsCompliance,
)
from plugins.m365.settings.plans import Sku
from scanner import Mapped, Reading, collector

ASSIGNED = "$expand=assignments"
DEVICE = (
    "$select=id,deviceName,azureADDeviceId,operatingSystem,osVersion,complianceState,isEncrypted,"
    "lastSyncDateTime&$top=999"
)
NO_ID = ("", "00000000-0000-0000-0000-000000000000")
DETECTED = "$select=id,displayName,version,deviceCount&$top=999"
WINDOWS = "#microsoft.graph.windows"
WINDOWS_COMPLIANCE = f"{WINDOWS}10CompliancePolicy"
OLD = {f"{WINDOWS}{one}CompliancePolicy" for one in ("10Mobile", "81", "Phone81")}
UPDATE_RING = "#microsoft.graph.windowsUpdateForBusinessConfiguration"
EVERY_DEVICE = "#microsoft.graph.allDevicesAssignmentTarget"
EVERY_USER = "#microsoft.graph.allLicensedUsersAssignmentTarget"
SOME = {
    "#microsoft.graph.groupAssignmentTarget",
    "#microsoft.graph.configurationManagerCollectionAssignmentTarget",
}
EXCLUDED = "#microsoft.graph.exclusionGroupAssignmentTarget"


@collector(*DEVICE_MANAGEMENT.permissions)
async def device_management(graph: M365Connection) -> AsyncIterator[DeviceManagement]:
    row = (await graph.one(DEVICE_MANAGEMENT, "$select=settings")).child("settings")
    yield DeviceManagement(secure_by_default=row.flag("secureByDefault"))


@collector(*DEVICE_PROTECTION.permissions)
async def protection(graph: M365Connection) -> AsyncIterator[Protection]:
    row = (await graph.one(DEVICE_PROTECTION, "$select=deviceProtectionOverview")).child(
        "deviceProtectionOverview"
    )
    yield Protection(
        reported=row.number("totalReportedDeviceCount"),
        inactive=row.number("inactiveThreatAgentDeviceCount"),
        unknown=row.number("unknownStateThreatAgentDeviceCount"),
        outdated=row.number("pendingSignatureUpdateDeviceCount"),
        critical=row.number("criticalFailuresDeviceCount"),
    )


@collector(*COMPLIANCE_POLICIES.permissions)
async def windows_compliance(skus: Reading[Sku], graph: M365Connection) -> AsyncIterator[WindowsCompliance]:
    async for row in rows_if_licensed(graph, COMPLIANCE_POLICIES, ASSIGNED, INTUNE, skus):
        if is_of(WINDOWS_COMPLIANCE, row, WINDOWS, *OLD):
            yield WindowsCompliance(
                id=row.text("id"),
                name=row.text("displayName"),
                real_time=row.flag("rtpEnabled"),
                signatures=row.flag("signatureOutOfDate"),
                encryption=row.flag("storageRequireEncryption"),
                minimum_version=row.text_or_none("osMinimumVersion"),
                reach=reach(row),
            )


def is_of(kind: str, row: Answer, family: str, *others: str) -> bool:
    """True for a policy of this kind. Raises *malformed* for a kind of the family that no page lists."""
    found = row.text("@odata.type")
    if found.startswith(family) and found not in (kind, *others):
        raise row.wrong("@odata.type", "not a kind of policy that is known")
    return found == kind


@collector(*DEVICE_CONFIGURATIONS.permissions)
async def update_rings(skus: Reading[Sku], graph: M365Connection) -> AsyncIterator[UpdateRing]:
    async for row in rows_if_licensed(graph, DEVICE_CONFIGURATIONS, ASSIGNED, INTUNE, skus):
        if is_of(UPDATE_RING, row, f"{WINDOWS}Update"):
            yield UpdateRing(
                id=row.text("id"),
                name=row.text("displayName"),
                paused=row.flag("qualityUpdatesPaused"),
                deferral=row.number("qualityUpdatesDeferralPeriodInDays"),
                deadline=row.number_or_none("deadlineForQualityUpdatesInDays"),
                grace=row.number_or_none("deadlineGracePeriodInDays"),
                reach=reach(row),
            )


@collector(*MANAGED_DEVICES.permissions)
async def devices(skus: Reading[Sku], graph: M365Connection) -> AsyncIterator[Device]:
    return Mapped(device, rows_if_licensed(graph, MANAGED_DEVICES, DEVICE, INTUNE, skus))


def device(row: Answer) -> Device:
    """Read a device."""
    directory_id = (row.text_or_none("azureADDeviceId") or "").lower()
    return Device(
        id=row.text("id"),
        name=row.text_or_none("deviceName"),
        directory_id=None if directory_id in NO_ID else directory_id,
        system=row.text("operatingSystem"),
        version=row.text_or_none("osVersion"),
        compliance=row.text("complianceState"),
        encrypted=row.flag("isEncrypted"),
        seen=row.time("lastSyncDateTime"),
    )


@collector(*DETECTED_APPS.permissions)
async def detected_apps(skus: Reading[Sku], graph: M365Connection) -> AsyncIterator[DetectedApp]:
    return Mapped(detected_app, rows_if_licensed(graph, DETECTED_APPS, DETECTED, INTUNE, skus))


def detected_app(row: Answer) -> DetectedApp:
    """Read a program that was found on terminals."""
    return DetectedApp(
        id=row.text("id"),
        name=row.text("displayName"),
        version=row.text_or_none("version") or "",
        devices=row.number("deviceCount"),
    )


def reach(row: Answer) -> Reach:
    """Read the assignments of a policy."""
    targets = [one.child("target") for one in row.needed_children("assignments")]
    kinds = [one.text("@odata.type") for one in targets]
    filters = {one.text("deviceAndAppManagementAssignmentFilterType") for one in targets}
    return Reach(
        devices=EVERY_DEVICE in kinds,
        users=EVERY_USER in kinds,
        groups=not SOME.isdisjoint(kinds),
        excluded=EXCLUDED in kinds,
        narrowed=bool(filters - {"none"}),
        unknown=tuple(sorted(set(kinds) - SOME - {EVERY_DEVICE, EVERY_USER, EXCLUDED})),
    )
