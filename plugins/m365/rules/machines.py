"""Whether Defender for Endpoint watches a machine (learn.microsoft.com/defender-endpoint/api/machine)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.defender import Machine
from plugins.m365.settings.intune import Device
from scanner import Fail, Reason, Unknown, Verdict

COMPUTERS = ("windows", "mac", "linux")
"""How the systems of terminals with a sensor begin; phones have an app instead."""
ONBOARDED = "onboarded"
NOT_ONBOARDED = ("canbeonboarded", "unsupported", "insufficientinfo")
ACTIVE = "active"
SILENT = ("inactive", "impairedcommunication", "nosensordata", "nosensordataimpairedcommunication")


def by_device(machines: Iterable[Machine]) -> Mapping[str, list[Machine]]:
    """The records of each device, by its id in the directory."""
    found: dict[str, list[Machine]] = defaultdict(list)
    for one in machines:
        if one.directory_id:
            found[one.directory_id].append(one)
    return found


def of_device(device: Device, records: Sequence[Machine]) -> Verdict | None:
    """What is wrong with a terminal that has these records; None if one of them is watched."""
    if device.directory_id is None:
        template = "the terminal has no id in the directory; whether Defender watches it can't be told"
        return Unknown(device, Reason.UNSUPPORTED, template)
    return machine_verdict(device, records) if records else Fail(device, "Defender doesn't know the terminal")


def machine_verdict(subject: object, records: Sequence[Machine]) -> Verdict | None:
    """What is wrong with a machine that has these records, of which the last seen counts; None if nothing."""
    if any(_folded(one) == (ONBOARDED, ACTIVE) for one in records):
        return None
    last = max(records, key=lambda one: one.seen)
    onboarding, health = _folded(last)
    if onboarding in NOT_ONBOARDED:
        return Fail(subject, "the machine is seen, but not onboarded ({status})", status=last.onboarding)
    if onboarding != ONBOARDED:
        return unknown_value(subject, "onboardingStatus", last.onboarding)
    if health in SILENT:
        return Fail(subject, "the sensor is silent ({status})", status=last.health)
    if health == "unknown":
        return Unknown(subject, Reason.UNSUPPORTED, "Defender doesn't know the state of the sensor")
    return unknown_value(subject, "healthStatus", last.health)


def _folded(one: Machine) -> tuple[str, str]:
    return one.onboarding.casefold(), one.health.casefold()
