"""Which terminals an Intune policy reaches."""

from collections.abc import Iterable, Iterator

from plugins.m365.rules.plans import NAMES
from plugins.m365.settings.intune import Device, Reach
from scanner import Reason, Resource, Unknown, Verdict

INTUNE = "Microsoft Intune Plan 1"
NAMES[INTUNE] = frozenset({"INTUNE_A", "INTUNE_EDU"})  # Intune also comes for education
SYSTEMS = ("windows", "macos", "mac", "ios", "ipados", "android", "linux", "chromeos", "tvos", "visionos")
"""How the names of systems begin: learn.microsoft.com/graph/api/resources/intune-devices-manageddevice."""
DEVICES = Resource("microsoft.graph.deviceManagement", "deviceManagement", "Microsoft Intune")


def unplaced(devices: Iterable[Device]) -> Iterator[Verdict]:
    """Say of each terminal whose system nobody here knows that it can't be told what is asked of it."""
    for one in devices:
        if not one.system.casefold().startswith(SYSTEMS):
            template = "{field} has a value that no page lists: {value}"
            yield Unknown(one, Reason.MALFORMED, template, field="operatingSystem", value=one.system)


def is_everywhere(reach: Reach) -> bool:
    """True if the policy is assigned to all devices, or to all users, and nobody is taken out."""
    return (reach.devices or reach.users) and not (reach.excluded or reach.narrowed or reach.unknown)


def is_somewhere(reach: Reach) -> bool:
    """True if the policy is assigned at all."""
    return reach.devices or reach.users or reach.groups or bool(reach.unknown)
