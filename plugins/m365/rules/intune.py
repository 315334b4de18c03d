"""Which terminals an Intune policy reaches."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from plugins.m365.rules.plans import NAMES
from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.intune import Device, Reach
from scanner import Resource, Verdict

INTUNE = "Microsoft Intune Plan 1"
NAMES[INTUNE] = frozenset({"INTUNE_A", "INTUNE_EDU"})  # Intune also comes for education
SYSTEMS = ("windows", "macos", "mac", "ios", "ipados", "android", "linux", "chromeos", "tvos", "visionos")
"""How the names of systems begin: learn.microsoft.com/graph/api/resources/intune-devices-manageddevice."""
DEVICES = Resource("microsoft.graph.deviceManagement", "deviceManagement", "Microsoft Intune")


class Assigned(Protocol):
    """What is assigned to terminals or people."""

    @property
    def reach(self) -> Reach:
        """Whom it is assigned to."""


def unplaced(devices: Iterable[Device]) -> Iterator[Verdict]:
    """Say of each terminal whose system nobody here knows that it can't be told what is asked of it."""
    for one in devices:
        if not one.system.casefold().startswith(SYSTEMS):
            yield unknown_value(one, "operatingSystem", one.system)


def is_everywhere(reach: Reach) -> bool:
    """True if the policy is assigned to all devices, or to all users, and nobody is taken out."""
    return (reach.devices or reach.users) and not (reach.excluded or reach.narrowed or reach.unknown)


def is_somewhere(reach: Reach) -> bool:
    """True if the policy is assigned at all, or may be."""
    return reach.devices or reach.users or reach.groups or bool(reach.unknown)


def unassigned(policy: Assigned) -> Verdict | None:
    """Say that it can't be told if a policy is assigned: to nothing but targets that no page lists."""
    reach = policy.reach
    if reach.devices or reach.users or reach.groups or not reach.unknown:
        return None
    return unknown_value(policy, "target", ", ".join(reach.unknown))
