"""Who answers for a guest."""

from collections.abc import Iterator

from plugins.m365.settings.accounts import Guest
from scanner import Fail, NotApplicable, Pass, Severity, Verdict, check


@check("m365.guests.sponsored", severity=Severity.MEDIUM, signals=["m365.guest"])
def sponsored(guest: Guest) -> Iterator[Verdict]:
    """Somebody in the municipality answers for every guest.

    Only a sponsor knows why the guest is here, and when the reason ends.

    ## Remediation
    Entra admin center, *Users*, open the guest and name a sponsor; or delete the guest if nobody
    answers for it.
    """
    if not guest.enabled:
        yield NotApplicable(guest, "the guest can't sign in")
    elif guest.sponsors:
        yield Pass(guest, "{count} sponsors answer for the guest", count=guest.sponsors)
    else:
        yield Fail(guest, "nobody answers for the guest")
