"""Legacy authentication."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.coverage import Demand, Everybody, reaches_legacy
from plugins.m365.rules.exclusions import Exclusions
from plugins.m365.rules.plans import ENTRA_P1, plan_missing
from plugins.m365.rules.policies import CONDITIONAL_ACCESS, blocks, requires_mfa
from plugins.m365.settings.conditional_access import Policy
from plugins.m365.settings.exclusions import Exempted
from plugins.m365.settings.plans import Sku
from plugins.m365.settings.security_defaults import SecurityDefaults
from scanner import Fail, Pass, Reading, Severity, Verdict, check


@check("m365.ca.legacy-blocked", severity=Severity.HIGH, signals=["m365.calegacy"], partial="existence")
def legacy_clients_are_blocked(
    policies: Sequence[Policy],
    exempted: Exempted,
    defaults: SecurityDefaults,
    skus: Reading[Sku],
) -> Iterator[Verdict]:
    """Clients with legacy authentication are blocked.

    Old mail protocols (POP, IMAP, SMTP, Exchange ActiveSync with basic authentication) can't ask for a
    second factor: where they are let in, a password alone is enough, whatever other policies say.

    ## Remediation
    In Conditional Access, create a policy for *All users* and *All resources* with the client apps
    *Exchange ActiveSync clients* and *Other clients*, that blocks access, switched *On*.
    """
    exclusions = Exclusions(exempted)
    found = Everybody(policies, exclusions, Demand(_keeps_legacy_out, reaches_legacy))
    if proof := found.proof:
        yield Pass(proof, "clients with legacy authentication can't get in")
    elif defaults.enabled:
        yield Pass(defaults, "security defaults block legacy authentication")
    else:
        nothing = Fail(CONDITIONAL_ACCESS, "no policy that is on blocks clients with legacy authentication")
        yield from tuple(found.verdicts()) or (plan_missing(CONDITIONAL_ACCESS, ENTRA_P1, skus) or nothing,)


def _keeps_legacy_out(policy: Policy) -> bool:
    """Legacy clients can't do multi-factor authentication: a policy that requires it blocks them too."""
    return blocks(policy) or requires_mfa(policy)
