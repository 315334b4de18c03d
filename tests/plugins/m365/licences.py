"""Licences for tests: tenants with and without a plan."""

from plugins.m365.settings.plans import Plan, Sku
from scanner import Reading


def skus(*plans):
    """All licences of a tenant, which bring these plans."""
    made = Sku(
        id="cccc0000-0000-4000-8000-000000000001",
        name="AOZORA_BUNDLE",
        status="Enabled",
        consumed=1,
        enabled=10,
        warning=0,
        suspended=0,
        plans=tuple(Plan(name=one, status="Success") for one in plans),
    )
    return Reading((made,))


NO_PLAN = skus("EXCHANGE_S_STANDARD")
P1 = skus("AAD_PREMIUM")
P2 = skus("AAD_PREMIUM", "AAD_PREMIUM_P2")
UNREAD = Reading((), gaps=("denied",))
