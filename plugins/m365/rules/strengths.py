"""Which authentication strengths are multi-factor, and which resist phishing.

Judged by the combinations themselves, never by the policy's id or name. Source: the combinations of
the built-in strengths, learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths.
"""

from plugins.m365.settings.conditional_access import Strength

PHISHING_RESISTANT = frozenset({"windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor"})
WHOLE = PHISHING_RESISTANT | {
    *("deviceBasedPush", "temporaryAccessPassOneTime", "temporaryAccessPassMultiUse", "federatedMultiFactor")
}
FIRST = frozenset({"password", "federatedSingleFactor"})
SECOND = frozenset({"microsoftAuthenticatorPush", "softwareOath", "hardwareOath", "sms", "voice"})


def methods(combination: str) -> frozenset[str]:
    """The methods of one combination."""
    return frozenset(part.strip() for part in combination.split(","))


def is_multifactor(strength: Strength) -> bool:
    """True if every combination that the strength allows is multi-factor."""
    combinations = [methods(one) for one in strength.combinations]
    return strength.satisfies == "mfa" and bool(combinations) and all(map(_two_factors, combinations))


def is_phishing_resistant(strength: Strength) -> bool:
    """True if every combination that the strength allows resists phishing."""
    return bool(strength.combinations) and PHISHING_RESISTANT.issuperset(strength.combinations)


def _two_factors(found: frozenset[str]) -> bool:
    return (len(found) == 1 and found <= WHOLE) or (
        len(found) == 2 and bool(found & FIRST) and bool(found & SECOND)
    )
