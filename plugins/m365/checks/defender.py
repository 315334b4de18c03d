"""Defender for Endpoint: it watches every terminal, and weaknesses don't grow old."""

from collections.abc import Iterable, Iterator, Sequence

from plugins.m365.rules.intune import unplaced
from plugins.m365.rules.machines import (
    COMPUTERS,
    NOT_ONBOARDED,
    ONBOARDED,
    by_device,
    machine_verdict,
    of_device,
)
from plugins.m365.rules.plans import DEFENDER_ENDPOINT, VULNERABILITIES, plan_missing
from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.defender import Investigations, Machine, Vulnerability
from plugins.m365.settings.intune import Device
from plugins.m365.settings.plans import Sku
from scanner import (
    AsOf,
    Fail,
    Limits,
    Pass,
    Reading,
    Reason,
    Resource,
    Severity,
    Unknown,
    Verdict,
    check,
)

SIGNALS = ["m365.mde"]
MACHINES = Resource("microsoft.windowsDefenderATP.machine", "machines", "Microsoft Defender for Endpoint")


@check("m365.mde.onboarded", severity=Severity.HIGH, signals=SIGNALS)
def onboarded(
    devices: Sequence[Device], machines: Sequence[Machine], skus: Reading[Sku]
) -> Iterator[Verdict]:
    """Defender for Endpoint watches every terminal and server.

    Malware that no signature knows is noticed by what it does, and only where a sensor looks on. A terminal
    that Intune knows and Defender doesn't is one on which nobody looks.

    ## Remediation
    Microsoft Defender portal, *Settings > Endpoints > Onboarding*: onboard the terminal; look after a sensor
    that is silent. Exclude a machine that is no longer there.
    """
    if not machines:
        yield plan_missing(MACHINES, DEFENDER_ENDPOINT, skus) or Fail(MACHINES, "no machine is watched")
        return
    verdicts = [*_terminals(devices, machines), *_others(devices, machines), *unplaced(devices)]
    yield from verdicts
    if not verdicts:
        yield Pass(MACHINES, "{count} machines, all of them watched", count=len(machines))


def _terminals(devices: Iterable[Device], machines: Sequence[Machine]) -> Iterator[Verdict]:
    records = by_device(machines)
    for one in devices:
        known = records.get(one.directory_id or "", [])
        if one.system.casefold().startswith(COMPUTERS) and (found := of_device(one, known)):
            yield found


def _others(devices: Iterable[Device], machines: Iterable[Machine]) -> Iterator[Verdict]:
    """Servers, and what else Intune doesn't know."""
    known = {one.directory_id for one in devices if one.directory_id}
    for one in machines:
        if one.directory_id not in known and (found := machine_verdict(one, [one])):
            yield found


@check("m365.mde.investigation", severity=Severity.MEDIUM, signals=SIGNALS)
def investigation(setting: Investigations, skus: Reading[Sku]) -> Iterator[Verdict]:
    """Alerts are investigated automatically.

    At night nobody looks at an alert. Automation stops what is clear, and leaves people the rest.

    ## Remediation
    Microsoft Defender portal, *Settings > Endpoints > Device groups*: automation level *Full - remediate
    threats automatically*.
    """
    template = (
        "there was no investigation yet, and no page describes how to read the setting; attest the "
        "automation level of the device groups"
    )
    if setting.known:
        yield Pass(setting, "investigations run")
    else:
        unseen = Unknown(setting, Reason.UNSUPPORTED, template)
        yield plan_missing(setting, DEFENDER_ENDPOINT, skus) or unseen


@check(
    "m365.mdevuln.no-old-critical", severity=Severity.CRITICAL, signals=["m365.mdevuln"], partial="universal"
)
def no_old_critical(
    weaknesses: Sequence[Vulnerability],
    machines: Reading[Machine],
    skus: Reading[Sku],
    limits: Limits,
    now: AsOf,
) -> Iterator[Verdict]:
    """Critical weaknesses of terminals and servers are mended within the agreed days.

    Attackers use a critical weakness within days of its publication.

    ## Remediation
    Microsoft Defender portal, *Vulnerability management > Weaknesses*: install the update that is named there
    on every machine that is listed, or take the program off.
    """
    days = limits["critical_finding_days"]
    verdicts = [found for one in weaknesses if (found := _weakness(one, days, now))]
    yield from verdicts
    if not any(one.onboarding.casefold() == ONBOARDED for one in machines.items):
        yield _nobody_looks(machines, skus)
    elif not verdicts:
        template = "no critical weakness is open for more than {days} days"
        yield Pass(MACHINES, template, days=days)


def _nobody_looks(machines: Reading[Machine], skus: Reading[Sku]) -> Verdict:
    for gap in machines.gaps:
        template = "whether any machine is looked at couldn't be read"
        return Unknown(MACHINES, gap.reason, template, permission=gap.permission)
    if odd := next((one for one in machines.items if one.onboarding.casefold() not in NOT_ONBOARDED), None):
        return unknown_value(MACHINES, "onboardingStatus", odd.onboarding)
    nobody = Fail(MACHINES, "no machine is looked at for weaknesses")
    return plan_missing(MACHINES, VULNERABILITIES, skus) or nobody


def _weakness(one: Vulnerability, days: int, now: AsOf) -> Verdict | None:
    if one.severity != "Critical":
        return unknown_value(one, "vulnerabilitySeverityLevel", one.severity)
    age = (now.time - one.first_seen).days
    if age <= days:
        return None
    template = "{software}: open for {age} days on {count} machines, more than {days}"
    return Fail(one, template, software=one.software, age=age, count=one.machines, days=days)
