"""Who answers for a guest."""

from collections.abc import Iterator

from plugins.m365.settings.accounts import Guest
from scanner import Fail, NotApplicable, Pass, Resource, Severity, Verdict, check


@check("m365.guests.sponsored", severity=Severity.MEDIUM, signals=["m365.guest"])
def sponsored(guest: Guest) -> Iterator[Verdict]:
    """Somebody in the municipality answers for every guest.

    Only a sponsor knows why the guest is here, and when the reason ends.

    ## Remediation
    Entra admin center, *Users*, open the guest and name a sponsor; or delete the guest if nobody
    answers for it.
    """
    account = Resource("microsoft.graph.user", guest.id, guest.principal_name)
    if not guest.enabled:
        yield NotApplicable(account, "the guest can't sign in")
    elif guest.sponsors:
        yield Pass(account, "sponsors who answer for the guest: {count}", count=guest.sponsors)
    else:
        yield Fail(account, "nobody answers for the guest")
