"""Licences."""

from collections.abc import Iterator

from plugins.m365.rules.plans import ENDED, IN_FORCE
from plugins.m365.settings.plans import Sku
from scanner import Fail, Pass, Reason, Severity, Unknown, Verdict, check


@check("m365.licences.enough", severity=Severity.LOW, signals=["m365.lic"])
def enough(sku: Sku) -> Iterator[Verdict]:
    """No more licences are assigned than were bought.

    Whoever goes without a licence loses, without notice, the protection that came with it; and using more
    than was bought breaks the contract.

    ## Remediation
    Microsoft 365 admin center, *Billing > Licenses*: take licences away from accounts that no longer need
    them, or buy the missing ones.
    """
    usable = sku.enabled + sku.warning
    if sku.status not in IN_FORCE | ENDED:
        template = "the subscription is in a state that no page lists: {status}"
        yield Unknown(sku, Reason.MALFORMED, template, status=sku.status)
    elif sku.status in ENDED and sku.consumed:
        template = "the subscription has ended ({status}), and {consumed} licences are still assigned"
        yield Fail(sku, template, status=sku.status, consumed=sku.consumed)
    elif sku.consumed > usable:
        yield Fail(
            sku,
            "{consumed} licences are assigned; {usable} were bought",
            consumed=sku.consumed,
            usable=usable,
        )
    else:
        yield Pass(sku, "{consumed} of {usable} licences are assigned", consumed=sku.consumed, usable=usable)
