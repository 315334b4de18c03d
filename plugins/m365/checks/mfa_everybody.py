"""Multi-factor authentication for everybody."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.coverage import Demand, Everybody, reaches_clients
from plugins.m365.rules.exclusions import Exclusions
from plugins.m365.rules.plans import ENTRA_P1, plan_missing
from plugins.m365.rules.policies import CONDITIONAL_ACCESS, requires_mfa
from plugins.m365.settings.conditional_access import Policy
from plugins.m365.settings.exclusions import Exempted
from plugins.m365.settings.plans import Sku
from plugins.m365.settings.security_defaults import SecurityDefaults
from scanner import Fail, Pass, Reading, Reason, Severity, Unknown, Verdict, check


@check("m365.ca.mfa-all", severity=Severity.HIGH, signals=["m365.camfa"], partial="existence")
def mfa_for_everybody(
    policies: Sequence[Policy],
    exempted: Exempted,
    defaults: SecurityDefaults,
    skus: Reading[Sku],
) -> Iterator[Verdict]:
    """Everybody signs in to every app with multi-factor authentication.

    One stolen password opens mail, files and, for an administrator, the whole tenant. A policy
    protects only if it is on, for all users and all apps, in every situation; whoever it leaves
    out is the way in, so that nobody but the emergency accounts may be left out.

    ## Remediation
    In Conditional Access, create one policy for *All users* and *All resources* that grants access
    with multi-factor authentication, without further conditions, switched *On*. Exclude the
    emergency accounts alone, and name them under `break_glass_accounts` in `records/declarations.yaml`.
    """
    exclusions = Exclusions(exempted)
    found = Everybody(policies, exclusions, Demand(requires_mfa, reaches_clients))
    if proof := found.proof:
        yield Pass(proof, "multi-factor authentication is required of everybody for every app")
        return
    verdicts = tuple(found.verdicts())
    yield from verdicts or (_nothing(defaults, skus),)


def _nothing(defaults: SecurityDefaults, skus: Reading[Sku]) -> Verdict:
    if defaults.enabled:
        template = (
            "security defaults ask for multi-factor authentication when Microsoft judges it needed; "
            "whether that is enough can't be told"
        )
        return Unknown(defaults, Reason.UNSUPPORTED, template)
    template = "no policy that is on requires multi-factor authentication of all users for all apps"
    return plan_missing(CONDITIONAL_ACCESS, ENTRA_P1, skus) or Fail(CONDITIONAL_ACCESS, template)
