"""Which plan a feature needs, and whether the tenant has it.

Names of service plans: learn.microsoft.com/entra/identity/users/licensing-service-plan-reference.
"""

from collections.abc import Iterator

from plugins.m365.settings.plans import Plan, Sku
from scanner import Fail, Reading, Verdict

ENTRA_P1 = "Microsoft Entra ID P1"
ENTRA_P2 = "Microsoft Entra ID P2"
DEFENDER_OFFICE_P1 = "Microsoft Defender for Office 365 Plan 1"
DEFENDER_OFFICE_P2 = "Microsoft Defender for Office 365 Plan 2"
AUDIT_PREMIUM = "Microsoft Purview Audit (Premium)"
CUSTOMER_KEY = "Microsoft Purview Customer Key"
CUSTOMER_LOCKBOX = "Customer Lockbox"
DEFENDER_ENDPOINT = "Microsoft Defender for Endpoint"
VULNERABILITIES = "Microsoft Defender Vulnerability Management"
CLOUD_APPS = "Microsoft Defender for Cloud Apps"
TEAMS_DLP = "Microsoft Purview Communications DLP"
INFORMATION_PROTECTION = "Microsoft Purview Information Protection"
NAMES = {
    DEFENDER_OFFICE_P1: frozenset({"ATP_ENTERPRISE", "THREAT_INTELLIGENCE"}),
    DEFENDER_OFFICE_P2: frozenset({"THREAT_INTELLIGENCE"}),
    AUDIT_PREMIUM: frozenset({"M365_ADVANCED_AUDITING"}),
    CUSTOMER_KEY: frozenset({"CUSTOMER_KEY"}),
    CUSTOMER_LOCKBOX: frozenset({"LOCKBOX_ENTERPRISE", "CUSTOMERLOCKBOXA_ENTERPRISE"}),
    DEFENDER_ENDPOINT: frozenset({"WINDEFATP", "MDE_LITE", "MDE_SMB"}),
    VULNERABILITIES: frozenset({"WINDEFATP", "MDE_SMB", "TVM_PREMIUM_1", "TVM_PREMIUM_STANDALONE"}),
    CLOUD_APPS: frozenset({"ADALLOM_S_STANDALONE", "ADALLOM_S_DISCOVERY", "ADALLOM_S_O365"}),
    TEAMS_DLP: frozenset({"COMMUNICATIONS_DLP"}),
    INFORMATION_PROTECTION: frozenset({"MIP_S_CLP1", "MIP_S_CLP2"}),
    ENTRA_P1: frozenset({"AAD_PREMIUM", "AAD_PREMIUM_P2"}),
    ENTRA_P2: frozenset({"AAD_PREMIUM_P2"}),
}
IN_FORCE = frozenset({"Enabled", "Warning"})  # in its grace period a subscription still works
ENDED = frozenset({"Suspended", "Deleted", "LockedOut"})
"""States of licences: learn.microsoft.com/graph/api/resources/subscribedsku; of plans: …/serviceplaninfo."""


PROVISIONED = frozenset({"Success", "PendingInput", "PendingActivation", "PendingProvisioning"})
UNUSABLE = frozenset({"Disabled", "Error"})


def is_held(plan: str, skus: Reading[Sku]) -> bool:
    """True if a licence in force brings this plan."""
    return any(sku.status in IN_FORCE and one.status in PROVISIONED for sku, one in _bringing(plan, skus))


def is_missing(plan: str, skus: Reading[Sku]) -> bool:
    """True if all licences were read and none brings this plan, nor may: in a state that no page lists."""
    brought = any(
        sku.status not in ENDED and one.status not in UNUSABLE for sku, one in _bringing(plan, skus)
    )
    return skus.complete and not brought


def _bringing(plan: str, skus: Reading[Sku]) -> Iterator[tuple[Sku, Plan]]:
    """Each licence that names the plan, with its state of the plan."""
    for sku in skus.items:
        yield from ((sku, one) for one in sku.plans if one.name.upper() in NAMES[plan])


def plan_missing(subject: object, plan: str, skus: Reading[Sku]) -> Verdict | None:
    """Say that what is not configured can't be, for want of the plan; None if the plan is there or unread."""
    return Fail(subject, "plan missing: {plan}", plan=plan) if is_missing(plan, skus) else None
