"""Where Secure Score and Tenken look at the same thing: do they say the same?"""

from collections.abc import Iterator, Sequence

from plugins.m365.checks.administrators import enough
from plugins.m365.checks.legacy_authentication import legacy_clients_are_blocked
from plugins.m365.checks.mfa_administrators import multi_factor
from plugins.m365.checks.mfa_registration import registered
from plugins.m365.rules.second_witness import (
    ADMINISTRATORS_MFA,
    LEGACY_AUTHENTICATION,
    REGISTRATION,
    SEVERAL_ADMINISTRATORS,
    compared,
)
from plugins.m365.settings.accounts import UserAccount
from plugins.m365.settings.administrators import AssignedPeople, EligiblePeople
from plugins.m365.settings.conditional_access import Policy
from plugins.m365.settings.exclusions import Exempted
from plugins.m365.settings.mfa_registration import MfaRegistration
from plugins.m365.settings.plans import Sku
from plugins.m365.settings.roles import HeldRole
from plugins.m365.settings.secure_score import ScoreProfile, SecureScore
from plugins.m365.settings.security_defaults import SecurityDefaults
from scanner import AsOf, Limits, Reading, Severity, Verdict, check

SIGNALS = ["m365.score"]


@check("m365.score.administrators-mfa", severity=Severity.MEDIUM, signals=SIGNALS)
def administrators_mfa(  # noqa: PLR0913, PLR0917 - what the other check asks for, and the score
    score: SecureScore,
    profiles: Sequence[ScoreProfile],
    policies: Sequence[Policy],
    held: Sequence[HeldRole],
    exempted: Exempted,
    defaults: SecurityDefaults,
    skus: Reading[Sku],
    as_of: AsOf,
) -> Iterator[Verdict]:
    """Secure Score agrees about the second factor of administrators.

    Two who look at the same thing and say the opposite can't both be right: a policy that works otherwise
    than it reads, an exclusion that one of them doesn't see, or a mistake.

    ## Remediation
    Open the recommendation in *Secure score > Recommended actions* and the finding of m365.ca.admin-mfa, and
    look which of the two is right. The score follows a change after a day or two.
    """
    own = multi_factor(policies, held, exempted, defaults, skus)
    yield compared(ADMINISTRATORS_MFA, own, score, profiles, as_of)


@check("m365.score.legacy-authentication", severity=Severity.MEDIUM, signals=SIGNALS)
def legacy_authentication(  # noqa: PLR0913, PLR0917 - what the other check asks for, and the score
    score: SecureScore,
    profiles: Sequence[ScoreProfile],
    policies: Sequence[Policy],
    exempted: Exempted,
    defaults: SecurityDefaults,
    skus: Reading[Sku],
    as_of: AsOf,
) -> Iterator[Verdict]:
    """Secure Score agrees about legacy authentication.

    Two who look at the same thing and say the opposite can't both be right: a policy that works otherwise
    than it reads, an exclusion that one of them doesn't see, or a mistake.

    ## Remediation
    Open the recommendation in *Secure score > Recommended actions* and the finding of m365.ca.legacy-blocked,
    and look which of the two is right. The score follows a change after a day or two.
    """
    own = legacy_clients_are_blocked(policies, exempted, defaults, skus)
    yield compared(LEGACY_AUTHENTICATION, own, score, profiles, as_of)


@check("m365.score.registration", severity=Severity.LOW, signals=SIGNALS)
def registration(
    score: SecureScore,
    profiles: Sequence[ScoreProfile],
    accounts: Sequence[UserAccount],
    registrations: Sequence[MfaRegistration],
    as_of: AsOf,
) -> Iterator[Verdict]:
    """Secure Score agrees about the registration of second factors.

    Two who look at the same people and say the opposite can't both be right: somebody is missing in one of
    the two lists, or the report is old.

    ## Remediation
    Open the recommendation in *Secure score > Recommended actions* and the finding of m365.mfa.registered,
    and look whom one of the two leaves out. The score follows a change after a day or two.
    """
    own = registered(accounts, registrations)
    yield compared(REGISTRATION, own, score, profiles, as_of)


@check("m365.score.administrators", severity=Severity.LOW, signals=SIGNALS)
def administrators(  # noqa: PLR0913, PLR0917 - what the other check asks for, and the score
    score: SecureScore,
    profiles: Sequence[ScoreProfile],
    assigned: Sequence[AssignedPeople],
    eligible: Sequence[EligiblePeople],
    limits: Limits,
    as_of: AsOf,
) -> Iterator[Verdict]:
    """Secure Score agrees that there is more than one Global Administrator.

    Two who count the same people and say the opposite can't both be right: one of them counts accounts that
    are switched off, or doesn't see those of a group.

    ## Remediation
    Open the recommendation in *Secure score > Recommended actions* and the finding of m365.roles.enough, and
    look whom one of the two counts. The score follows a change after a day or two.
    """
    own = enough(assigned, eligible, limits)
    yield compared(SEVERAL_ADMINISTRATORS, own, score, profiles, as_of)
