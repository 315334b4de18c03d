"""Which plan a feature needs, and whether the tenant has it.

Names of service plans: learn.microsoft.com/entra/identity/users/licensing-service-plan-reference.
"""

from plugins.m365.settings.plans import Sku
from scanner import Fail, Reading, Verdict

ENTRA_P1 = "Microsoft Entra ID P1"
ENTRA_P2 = "Microsoft Entra ID P2"
NAMES = {
    ENTRA_P1: frozenset({"AAD_PREMIUM", "AAD_PREMIUM_P2"}),
    ENTRA_P2: frozenset({"AAD_PREMIUM_P2"}),
}
IN_FORCE = frozenset({"Enabled", "Warning"})  # in its grace period a subscription still works


def is_missing(plan: str, skus: Reading[Sku]) -> bool:
    """True if all licences were read and none in force brings this plan."""
    held = {
        one.name
        for sku in skus.items
        if sku.status in IN_FORCE
        for one in sku.plans
        if one.status in ("Success", "PendingInput", "PendingActivation", "PendingProvisioning")
    }
    return skus.complete and not held & NAMES[plan]


def plan_missing(subject: object, plan: str, skus: Reading[Sku]) -> Verdict | None:
    """Say that what is not configured can't be, for want of the plan; None if the plan is there or unread."""
    return Fail(subject, "plan missing: {plan}", plan=plan) if is_missing(plan, skus) else None
