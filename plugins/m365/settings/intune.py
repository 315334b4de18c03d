"""Intune: what terminals have to fulfil, and whether they do."""

from scanner import ALL, Instant, setting, value


@value
class Reach:
    """Whom a policy is assigned to (…/resources/intune-shared-deviceandappmanagementassignmenttarget).

    `devices`: all devices; `users`: all licensed users; `groups`: some groups; `excluded`: some groups are
    taken out; `narrowed`: some assignment has a filter. `unknown` names kinds of target that no page lists.
    """

    devices: bool
    users: bool
    groups: bool
    excluded: bool
    narrowed: bool
    unknown: tuple[str, ...]


@setting("microsoft.graph.deviceManagementSettings", singleton=True)
class DeviceManagement:
    """Settings for all devices (…/graph/api/resources/intune-deviceconfig-devicemanagementsettings).

    `secure_by_default`: a device without a compliance policy is not compliant.
    """

    secure_by_default: bool


@setting("microsoft.graph.windows10CompliancePolicy", key="id", name="name")
class WindowsCompliance:
    """What a Windows terminal must fulfil (…/intune-deviceconfig-windows10compliancepolicy, beta).

    `real_time` is rtpEnabled and `signatures` signatureOutOfDate: despite its name, it requires signatures
    that are up to date. `minimum_version` is osMinimumVersion.
    """

    id: str
    name: str
    real_time: bool
    signatures: bool
    encryption: bool
    minimum_version: str | None
    reach: Reach


@setting("microsoft.graph.windowsUpdateForBusinessConfiguration", key="id", name="name")
class UpdateRing:
    """When Windows gets its updates (…/intune-deviceconfig-windowsupdateforbusinessconfiguration), in days.

    `deferral` counts from the release; `deadline` and `grace`, if set, from when the update is offered.
    """

    id: str
    name: str
    paused: bool
    deferral: int
    deadline: int | None
    grace: int | None
    reach: Reach


@setting("microsoft.graph.managedDevice", key="id", name="name", passing=ALL)
class Device:
    """A terminal in Intune (…/graph/api/resources/intune-devices-manageddevice).

    `directory_id` is azureADDeviceId in lower case; None for a terminal that the directory doesn't know.
    """

    id: str
    name: str | None
    directory_id: str | None
    system: str
    version: str | None
    compliance: str
    encrypted: bool
    seen: Instant


@setting("microsoft.graph.deviceProtectionOverview", singleton=True, passing=ALL)
class Protection:
    """The antivirus of the terminals that report it (…/intune-devices-deviceprotectionoverview), counted.

    `inactive`: antivirus is off; `unknown`: not known if it is on; `outdated`: old signatures; `critical`:
    critical failures.
    """

    reported: int
    inactive: int
    unknown: int
    outdated: int
    critical: int
