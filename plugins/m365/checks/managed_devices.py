"""Managed devices for everybody."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.coverage import Demand, Everybody, reaches_clients
from plugins.m365.rules.exclusions import Exclusions
from plugins.m365.rules.plans import ENTRA_P1, plan_missing
from plugins.m365.rules.policies import CONDITIONAL_ACCESS, UNENFORCED
from plugins.m365.settings.conditional_access import Policy
from plugins.m365.settings.exclusions import Exempted
from plugins.m365.settings.plans import Sku
from scanner import Fail, Pass, Reading, Severity, Verdict, check

MANAGED = frozenset({"compliantDevice", "domainJoinedDevice"})


@check("m365.ca.managed-devices", severity=Severity.HIGH, signals=["m365.cadev"], partial="existence")
def managed_devices(policies: Sequence[Policy], exempted: Exempted, skus: Reading[Sku]) -> Iterator[Verdict]:
    """Everybody signs in from a managed device only.

    A stolen password, even with a second factor that was talked out of its owner, is of no use on a
    device that the municipality doesn't manage. A policy that is content with another control
    instead (*require one of the selected controls*) doesn't ask for the device at all.

    ## Remediation
    In Conditional Access, create one policy for *All users* and *All resources* that requires a
    compliant or a Microsoft Entra hybrid joined device, without further conditions, switched *On*.
    """
    found = Everybody(policies, Exclusions(exempted), Demand(_asks_for_device, reaches_clients))
    if proof := found.proof:
        yield Pass(proof, "a managed device is required of everybody for every app")
        return
    template = "no policy that is on requires a managed device of all users for all apps"
    nothing = plan_missing(CONDITIONAL_ACCESS, ENTRA_P1, skus) or Fail(CONDITIONAL_ACCESS, template)
    yield from tuple(found.verdicts()) or (nothing,)


def _asks_for_device(policy: Policy) -> bool:
    """True if nobody gets through without a managed device: with OR no other way may be left."""
    grant = policy.grant
    if grant is None:
        return False
    ways = set(grant.controls) - {UNENFORCED}
    if grant.operator == "AND":
        return bool(ways & MANAGED)
    others = grant.custom or grant.terms or grant.strength
    return grant.operator == "OR" and bool(ways) and ways <= MANAGED and not others
