"""Which terminals an Intune policy reaches."""

from plugins.m365.rules.plans import NAMES
from plugins.m365.settings.intune import Reach
from scanner import Resource

INTUNE = "Microsoft Intune Plan 1"
NAMES[INTUNE] = frozenset({"INTUNE_A", "INTUNE_EDU"})  # Intune also comes for education
DEVICES = Resource("microsoft.graph.deviceManagement", "deviceManagement", "Microsoft Intune")


def is_everywhere(reach: Reach) -> bool:
    """True if the policy is assigned to all devices, or to all users, and nobody is taken out."""
    return (reach.devices or reach.users) and not (reach.excluded or reach.narrowed or reach.unknown)


def is_somewhere(reach: Reach) -> bool:
    """True if the policy is assigned at all."""
    return reach.devices or reach.users or reach.groups or bool(reach.unknown)
