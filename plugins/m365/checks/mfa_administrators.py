"""Multi-factor authentication for administrators."""

from collections.abc import Iterable, Iterator, Sequence

from plugins.m365.rules.admin_roles import AdministratorRoles
from plugins.m365.rules.exclusions import Exclusions
from plugins.m365.rules.plans import ENTRA_P1, plan_missing
from plugins.m365.rules.policies import CONDITIONAL_ACCESS, requires_mfa, requires_phishing_resistant
from plugins.m365.settings.conditional_access import Policy
from plugins.m365.settings.exclusions import Exempted
from plugins.m365.settings.plans import Sku
from plugins.m365.settings.roles import HeldRole
from plugins.m365.settings.security_defaults import SecurityDefaults
from scanner import Pass, Reading, Severity, Verdict, check


@check("m365.ca.admin-phishing-resistant", severity=Severity.HIGH, signals=["m365.caadm"])
def phishing_resistant(
    policies: Sequence[Policy],
    held: Sequence[HeldRole],
    exempted: Exempted,
    skus: Reading[Sku],
) -> Iterator[Verdict]:
    """Administrators sign in with a method that resists phishing.

    Codes and push messages can be asked for by a false sign-in page. FIDO2 keys, Windows Hello for
    Business and certificates answer to the true page alone; an administrator's account is worth
    the effort to an attacker.

    ## Remediation
    In Conditional Access, create a policy for the administrator roles and *All resources* that
    requires an authentication strength of phishing-resistant methods alone, switched *On*; exclude
    the emergency accounts alone.
    """
    found = AdministratorRoles(policies, Exclusions(exempted), requires_phishing_resistant, held)
    good = Pass(CONDITIONAL_ACCESS, "every administrator role needs a method that resists phishing")
    yield from _said(found, good, skus)


@check("m365.ca.admin-mfa", severity=Severity.CRITICAL)
def multi_factor(
    policies: Sequence[Policy],
    held: Sequence[HeldRole],
    exempted: Exempted,
    defaults: SecurityDefaults,
    skus: Reading[Sku],
) -> Iterator[Verdict]:
    """Administrators sign in with multi-factor authentication.

    An administrator's stolen password is the whole tenant: mail, files, accounts, and the logs that
    would show it. This is the least; methods that resist phishing are judged apart.

    ## Remediation
    In Conditional Access, create a policy for the administrator roles and *All resources* that
    requires multi-factor authentication, switched *On*; exclude the emergency accounts alone.
    """
    if defaults.enabled:
        yield Pass(defaults, "security defaults require it of administrators at each sign-in")
        return
    found = AdministratorRoles(policies, Exclusions(exempted), _either, held)
    good = Pass(CONDITIONAL_ACCESS, "every administrator role needs multi-factor authentication")
    yield from _said(found, good, skus)


def _said(found: AdministratorRoles, good: Verdict, skus: Reading[Sku]) -> Iterable[Verdict]:
    if found.nothing and (missing := plan_missing(CONDITIONAL_ACCESS, ENTRA_P1, skus)):
        return (missing,)
    return tuple(found.verdicts()) or (good,)


def _either(policy: Policy) -> bool:
    return requires_mfa(policy) or requires_phishing_resistant(policy)
