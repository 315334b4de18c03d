"""Encryption of terminals."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.intune import DEVICES, INTUNE, unplaced
from plugins.m365.rules.plans import plan_missing
from plugins.m365.settings.intune import Device
from plugins.m365.settings.plans import Sku
from scanner import Fail, NotApplicable, Pass, Reading, Severity, Verdict, check

SYSTEMS = ("windows", "macos")


@check("m365.intune.encrypted", severity=Severity.MEDIUM, partial="universal")
def encrypted(devices: Sequence[Device], skus: Reading[Sku]) -> Iterator[Verdict]:
    """The disk of every terminal is encrypted.

    Whoever finds or steals a terminal reads its disk without a password, unless it is encrypted.

    ## Remediation
    Intune admin center, *Endpoint security > Disk encryption*: assign a BitLocker (FileVault) policy to all
    devices, and look after each terminal that is named.
    """
    found = [one for one in devices if one.system.casefold().startswith(SYSTEMS)]
    plain = [one for one in found if not one.encrypted]
    unknown = list(unplaced(devices))
    yield from (Fail(one, "the disk is not encrypted") for one in plain)
    yield from unknown
    if unknown:
        return
    if not found:
        yield plan_missing(DEVICES, INTUNE, skus) or NotApplicable(DEVICES, "no computer is in Intune")
    elif not plain:
        yield Pass(DEVICES, "{count} computers, all of them encrypted", count=len(found))
