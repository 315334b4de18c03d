"""Updates of terminals, as Intune brings them."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from plugins.m365.rules.intune import DEVICES, INTUNE, is_everywhere, is_somewhere, unassigned, unplaced
from plugins.m365.rules.plans import plan_missing
from plugins.m365.settings.intune import Device, UpdateRing, WindowsCompliance
from plugins.m365.settings.plans import Sku
from scanner import (
    AsOf,
    Fail,
    Limits,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Severity,
    Unknown,
    Verdict,
    check,
)

SIGNALS = ["m365.intupd"]
BAD = ("noncompliant", "conflict", "error", "inGracePeriod")


@check("m365.intupd.rings", severity=Severity.HIGH, signals=SIGNALS)
def rings(rings: Sequence[UpdateRing], skus: Reading[Sku], limits: Limits) -> Iterator[Verdict]:
    """Windows installs quality updates within the agreed days.

    Attacks follow the publication of a weakness within days. What counts is the sum: how long an update is
    held back, until when it has to be installed, and how long the restart may wait.

    ## Remediation
    Intune admin center, *Devices > Windows updates > Update rings*: shorten deferral, deadline and grace
    period of quality updates, and resume a paused ring.
    """
    used = [one for one in rings if is_somewhere(one.reach)]
    yield from (unassigned(one) or _ring(one, limits["update_days"]) for one in used)
    if not used:
        nothing = Fail(DEVICES, "no update ring is assigned")
        yield (plan_missing(DEVICES, INTUNE, skus) if not rings else None) or nothing


def _ring(ring: UpdateRing, most: int) -> Verdict:
    if ring.paused:
        return Fail(ring, "quality updates are paused")
    if ring.deadline is None:
        return Fail(ring, "quality updates have no deadline")
    days = ring.deferral + ring.deadline + (ring.grace or 0)
    verdict = Pass if days <= most else Fail
    return verdict(
        ring,
        "quality updates are installed within {days} days; at most {max} are agreed",
        days=days,
        max=most,
    )


@check("m365.intupd.everywhere", severity=Severity.MEDIUM, signals=SIGNALS)
def everywhere(
    rings: Sequence[UpdateRing], policies: Sequence[WindowsCompliance], skus: Reading[Sku]
) -> Iterator[Verdict]:
    """Every Windows terminal has an update ring, or has to run a recent version.

    The terminal outside every ring is the one that stays unpatched.

    ## Remediation
    Assign an update ring to all devices, or require a minimum version in a compliance policy that is
    assigned to all devices.
    """
    dated = [one for one in policies if one.minimum_version]
    found: list[UpdateRing | WindowsCompliance] = [*rings, *dated]
    if proof := next((one for one in found if is_everywhere(one.reach)), None):
        yield Pass(proof, "reaches every terminal")
    elif some := next((one for one in found if is_somewhere(one.reach)), None):
        template = "assigned to groups or with exceptions: whether every terminal is reached can't be told"
        yield Unknown(some, Reason.UNSUPPORTED, template)
    else:
        nothing = Fail(DEVICES, "neither an update ring nor a minimum version is assigned")
        yield (plan_missing(DEVICES, INTUNE, skus) if not found else None) or nothing


@check("m365.intupd.compliant", severity=Severity.MEDIUM, signals=SIGNALS, partial="universal")
def compliant(
    devices: Sequence[Device], skus: Reading[Sku], as_of: AsOf, limits: Limits
) -> Iterator[Verdict]:
    """Every Windows terminal is compliant, and says so.

    One terminal that isn't patched is enough to get in. A terminal that no longer reports keeps its last
    verdict, however old that is.

    ## Remediation
    Intune admin center, *Devices > Compliance*: mend each terminal that is named, or retire the one that is
    no longer used.
    """
    windows = [one for one in devices if one.system.casefold().startswith("windows")]
    verdicts = [found for one in windows if (found := _device(one, as_of, limits["update_contact_days"]))]
    unknown = list(unplaced(devices))
    yield from (*verdicts, *unknown)
    if unknown:
        return
    if not windows:
        yield plan_missing(DEVICES, INTUNE, skus) or NotApplicable(
            DEVICES, "no Windows terminal is in Intune"
        )
    elif not verdicts:
        yield Pass(DEVICES, "{count} Windows terminals, all of them compliant", count=len(windows))


def _device(device: Device, as_of: AsOf, days: int) -> Verdict | None:
    if device.compliance in BAD:
        return Fail(device, "the terminal is {state}", state=device.compliance)
    if device.compliance != "compliant":
        template = "whether the terminal is compliant can't be told ({state})"
        return Unknown(device, Reason.UNSUPPORTED, template, state=device.compliance)
    if device.seen < as_of.time - timedelta(days=days):
        return Fail(device, "the terminal has not reported for more than {days} days", days=days)
    return None
